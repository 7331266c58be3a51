// Every parameter of the model, in the order of the kernel's vector. The tables stand beside the laws that read them;
// this file only lines them up, and the kernel build takes its addresses from here.
import { channelParameters } from "../control/channels.ts";
import { forecastParameters } from "../control/forecast-parameters.ts";
import { governanceParameters } from "../control/governance-delay.ts";
import { guardrailParameters } from "../control/margin-guardrail.ts";
import { probeParameters } from "../control/probe.ts";
import { scheduleAxes } from "../control/schedule.ts";
import { sensorParameters } from "../control/sensors.ts";
import { arbitrageParameters } from "../market/arbitrage.ts";
import { bookParameters } from "../market/book.ts";
import { exogenousParameters } from "../market/exogenous.ts";
import { impactParameters } from "../market/impact.ts";
import { liquidityParameters } from "../market/liquidity.ts";
import { speculatorParameters } from "../market/speculators.ts";
import type { Parameter } from "../numeric/parameter.ts";
import { adaptiveFundingParameters } from "../protocol/adaptive-funding.ts";
import { fundingParameters } from "../protocol/funding.ts";
import { liquidationParameters } from "../protocol/liquidation.ts";
import { marginParameters } from "../protocol/margin.ts";
import { oracleParameters } from "../protocol/oracle.ts";
import { premiumFundingParameters } from "../protocol/premium-funding.ts";
import { velocityFundingParameters } from "../protocol/velocity-funding.ts";
import { waterfallParameters } from "../protocol/waterfall.ts";
import { actuatorParameters } from "./actuators.ts";
import { clockParameters } from "./clock.ts";

export const parameters: readonly Parameter[] = [
  ...clockParameters,
  ...exogenousParameters,
  ...impactParameters,
  ...liquidityParameters,
  ...arbitrageParameters,
  ...speculatorParameters,
  ...bookParameters,
  ...marginParameters,
  ...liquidationParameters,
  ...waterfallParameters,
  ...oracleParameters,
  ...fundingParameters,
  ...premiumFundingParameters,
  ...velocityFundingParameters,
  ...adaptiveFundingParameters,
  ...actuatorParameters,
  ...sensorParameters,
  ...guardrailParameters,
  ...scheduleAxes,
  ...governanceParameters,
  ...forecastParameters,
  ...probeParameters,
  ...channelParameters,
];

const slots: ReadonlyMap<string, number> = new Map(parameters.map((row, index) => [row.name, index]));

/** Place of a parameter in the vector; undefined for a name the model does not know. */
export function slotOf(name: string): number | undefined {
  return slots.get(name);
}

/** The row of a parameter; undefined for a name the model does not know. */
export function parameterNamed(name: string): Parameter | undefined {
  return parameters[slots.get(name) ?? -1];
}

/** Vector of values by name, defaults elsewhere. Throws on an unknown name: names are checked at the door. */
export function vectorOf(values: Readonly<Record<string, number>>): Float64Array {
  const vector = Float64Array.from(parameters, (row) => row.initial);
  for (const [name, value] of Object.entries(values)) {
    const slot = slots.get(name);
    if (slot === undefined) throw new Error(`no parameter named ${name}`);
    vector[slot] = value;
  }
  return vector;
}
