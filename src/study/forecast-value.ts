// What forecasters are worth in the closed loop: losses and metrics with them minus without, on the same random numbers.

import { UserError } from "../numeric/user-error.ts";
import { pairedDifferences } from "../objective/difference.ts";
import { type Estimate, pairedMeasure } from "../objective/estimate.ts";
import { findNonFinite } from "../objective/finite.ts";
import { lossEstimate } from "../objective/loss-estimate.ts";
import type { Measure } from "../objective/measure.ts";
import { measureAll } from "../objective/measures.ts";
import { metricNames } from "../objective/metrics.ts";
import { kernelModule } from "../simulate/module.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import { openPlant } from "../simulate/plant.ts";
import type { Hookup } from "./forecast-hookup.ts";
import { withoutForecasters } from "./forecast-samples.ts";
import { wholeVector } from "./model.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";

export interface ClosedLoopValue {
  readonly family: SeedFamily;
  /** Weighted sum of the study's losses, with minus without: below 0 where the forecasters help. null without losses. */
  readonly loss: Measure | null;
  /** The same sum with the forecasters minus with a constant forecast: what knowing when is worth. */
  readonly timing: Measure | null;
  /** Of the study's losses and constraints: without forecasters, and with minus without. */
  readonly metrics: readonly { readonly name: string; readonly without: Measure; readonly difference: Measure }[];
}

/** What is compared where a study names no loss and no constraint. */
const USUAL = ["excessDrawdown", "gapRms", "liquidatedShare", "badDebt"];

/**
 * @param coefficients of the forecasters, by parameter name  @param constant those of a forecast that never changes
 * @throws UserError (exit 1) where an outcome is no number
 */
export function closedLoopValue(
  spec: Pick<StudySpec, "values" | "models" | "losses" | "constraints">,
  coefficients: Readonly<Record<string, number>>,
  constant: Readonly<Record<string, number>>,
  hookup: Hookup,
  family: SeedFamily,
): ClosedLoopValue {
  const before = withoutForecasters({ ...spec.values, ...hookup.values });
  const first = wholeVector(before, spec.models);
  const simulator = openPlant(kernelModule(), scenarioPlant(first, family, 1), 0);
  const play = (more: Readonly<Record<string, number>>): Outcomes => {
    const outcomes = simulator.run(wholeVector({ ...before, ...more }, spec.models));
    refuseStrange(outcomes, family);
    return outcomes;
  };
  const [without, with_] = [play({}), play(coefficients)];
  const measures = measureAll(without);
  const names = comparedMetrics(spec);
  const differences = pairedDifferences(with_, without, names);
  const metrics = names.flatMap((name) => {
    const [before, difference] = [measures[name], differences[name]];
    return before === undefined || difference === undefined ? [] : [{ name, without: before, difference }];
  });
  const { losses } = spec;
  if (losses.length === 0) return { family, loss: null, timing: null, metrics };
  const lossOf = (outcomes: Outcomes): Estimate => lossEstimate(outcomes, losses, measures);
  const helped = lossOf(with_);
  const loss = pairedMeasure(helped, lossOf(without));
  return { family, loss, timing: pairedMeasure(helped, lossOf(play(constant))), metrics };
}

/** Metrics of the losses and the constraints, each once; certificates are no metrics. */
function comparedMetrics({ losses, constraints }: Pick<StudySpec, "losses" | "constraints">): readonly string[] {
  const asked = new Set([...losses, ...constraints].map(({ metric }) => metric));
  const names = metricNames.filter((name) => asked.has(name));
  return names.length === 0 ? USUAL : names;
}

function refuseStrange(outcomes: Outcomes, { seed }: SeedFamily): void {
  const strange = findNonFinite(outcomes);
  if (strange === null) return;
  const message = `${strange.name} is ${strange.value} on path ${strange.path} of seed ${seed}`;
  throw new UserError("simulation", [{ place: "non-finite-outcome", message }], 1);
}
