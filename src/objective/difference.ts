// How a candidate differs from the baseline on the same paths, metric by metric.
import type { Outcomes } from "../simulate/outcome.ts";
import { measureOf } from "./estimate.ts";
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
  return Object.fromEntries(names.map((name) => [name, pairedDifference(metricNamed(name), candidate, baseline)]));
}

function pairedDifference(metric: Metric, candidate: Outcomes, baseline: Outcomes): Measure {
  const after = metric.estimate(candidate);
  const before = metric.estimate(baseline);
  const influence = after.influence.map((x, path) => x - (before.influence[path] ?? Number.NaN));
  return measureOf({ value: after.value - before.value, influence });
}
