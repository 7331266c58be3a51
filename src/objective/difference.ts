// How a candidate differs from the baseline on the same paths, metric by metric.
import type { Outcomes } from "../simulate/outcome.ts";
import { pairedMeasure } from "./estimate.ts";
import type { Measure, Measures } from "./measure.ts";
import { type Metric, metricNamed, metricNames } from "./metrics.ts";

/**
 * Candidate minus baseline with paired standard errors and Student intervals. Means are the exact paired mean
 * difference; probabilities are the paired mean difference of indicators (so not Clopper–Pearson); tails, quantiles
 * and ratios are differences of the two estimates, paired through the influence of each path. Where no path differs
 * the error is 0 and the interval a point.
 * @throws RangeError where the two have different numbers of paths
 */
export function pairedDifferences(
  candidate: Outcomes,
  baseline: Outcomes,
  names: readonly string[] = metricNames,
): Measures {
  if (candidate.paths !== baseline.paths) {
    throw new RangeError(`a paired difference needs the same paths: found ${candidate.paths} and ${baseline.paths}`);
  }
  const paired = ({ estimate }: Metric): Measure => pairedMeasure(estimate(candidate), estimate(baseline));
  return Object.fromEntries(names.map((name) => [name, paired(metricNamed(name))]));
}
