// The loss of a candidate with how much each path moves it, so that two losses on the same paths can be paired.
import type { Outcomes } from "../simulate/outcome.ts";
import type { Estimate } from "./estimate.ts";
import type { Measure, Measures } from "./measure.ts";
import { metricNamed } from "./metrics.ts";
import { type LossTerm, score } from "./score.ts";

/**
 * Weighted sum of the losses, by the delta method: influences of the metrics times the slopes of their terms.
 * @param baseline trial 0's measures, whose scales are taken as exact; null where these outcomes are their own baseline
 */
export function lossEstimate(outcomes: Outcomes, losses: readonly LossTerm[], baseline: Measures | null): Estimate {
  const estimates = losses.map(({ metric }) => metricNamed(metric).estimate(outcomes));
  const entries = losses.map(({ metric }, i) => [metric, exactly(estimates[i]?.value ?? Number.NaN)] as const);
  const { loss, terms } = score(Object.fromEntries(entries), { losses, constraints: [] }, baseline);
  const influence = new Float64Array(outcomes.paths);
  for (const [i, estimate] of estimates.entries()) {
    const slope = terms[i]?.slope ?? Number.NaN;
    for (const [path, x] of estimate.influence.entries()) influence[path] = (influence[path] ?? 0) + slope * x;
  }
  return { value: loss, influence };
}

function exactly(value: number): Measure {
  return { value, standardError: 0, low: value, high: value };
}
