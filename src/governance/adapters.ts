// Which adapter writes what: the protocol's own setters for its law, a controller's store for the control layer.
import { channelParameters } from "../control/channels.ts";
import { forecastParameters } from "../control/forecast-parameters.ts";
import { guardrailParameters } from "../control/margin-guardrail.ts";
import { scheduleAxes } from "../control/schedule.ts";
import { sensorParameters } from "../control/sensors.ts";
import type { Parameter } from "../numeric/parameter.ts";
import { type ProtocolFile, plantValues } from "../protocol/normalised.ts";
import { model } from "../study/model.ts";
import { controllerAdapter } from "./controller.ts";
import { dydxAdapter, dydxParameters } from "./dydx-v4.ts";
import { gmxAdapter, gmxParameters } from "./gmx-v2.ts";
import {
  type Adapter,
  modelValue,
  type OnChainParameter,
  type ProtocolState,
  type Targets,
  type Values,
} from "./on-chain.ts";
import { alignedFile } from "./protocol-adapter.ts";
import { synthetixAdapter, synthetixParameters } from "./synthetix-v3.ts";

const controlNames: ReadonlySet<string> = new Set(
  [...channelParameters, ...sensorParameters, ...scheduleAxes, ...guardrailParameters, ...forecastParameters].map(
    (row) => row.name,
  ),
);

/**
 * Adapters for the tuned parameters, and the names that none can write. A bare plant (no protocol file) has no law on
 * chain: there the store keeps everything.
 * @param values what trial 0 had  @param tuned parameters that the study tuned
 */
export function adaptersFor(
  protocol: ProtocolFile | null,
  values: Values,
  tuned: readonly Parameter[],
  targets: Targets,
): {
  readonly adapters: readonly Adapter[];
  readonly homeless: readonly string[];
  readonly warnings: readonly string[];
} {
  const law = protocol === null ? [] : [protocolAdapter(protocol, values, targets.target)];
  const written = new Set(law.flatMap(({ parameters }) => parameters.map((row) => row.parameters[0])));
  const others = tuned.filter(({ name }) => !written.has(name));
  const stored = others.filter(({ name }) => protocol === null || controlNames.has(name));
  const store = stored.length === 0 ? [] : [controllerAdapter(stored, values, targets.controller)];
  return {
    adapters: [...law, ...store],
    homeless: others.filter((row) => !stored.includes(row)).map(({ name }) => name),
    warnings: protocol === null ? [] : departures(protocol, values),
  };
}

function protocolAdapter(onChain: ProtocolFile, values: Values, target: string | null): Adapter {
  const file = alignedFile(onChain, values, parametersOf(onChain));
  const state: ProtocolState = { file, onChain, price: modelValue(values, "price.initial") };
  const contract = target ?? onChain.export.target;
  switch (onChain.family) {
    case "gmx-v2":
      return gmxAdapter(state, contract);
    case "synthetix-v3":
      return synthetixAdapter(state, contract);
    case "dydx-v4":
      return dydxAdapter(state);
  }
}

/** What a study can tune that lives on this protocol's chain. */
export function parametersOf({ family }: ProtocolFile): (file: ProtocolFile) => readonly OnChainParameter[] {
  switch (family) {
    case "gmx-v2":
      return gmxParameters;
    case "synthetix-v3":
      return synthetixParameters;
    case "dydx-v4":
      return dydxParameters;
  }
}

/** Where trial 0 is not what the protocol file says: the study, or its market, overrode it. */
function departures(protocol: ProtocolFile, values: Values): readonly string[] {
  const today = plantValues(protocol, modelValue(values, "price.initial"));
  return Object.entries(today)
    .filter(([name, value]) => values[name] !== value)
    .map(([name, value]) => {
      const [used, given] = [written(name, values[name] ?? Number.NaN), written(name, value)];
      const words = `${name}: the study simulates ${used}, the protocol file`;
      return protocol.assumptions[name] === undefined
        ? `${words} gives ${given} for the chain today; unless it is among the changes above, it stays ${given} on chain`
        : `${words} assumes ${given}`;
    });
}

/** A value as a study file writes it: the name of a choice, or the number. */
function written(name: string, value: number): string {
  const row = model.parameters.find((candidate) => candidate.name === name);
  return row?.choices?.[value] ?? String(value);
}
