// All named measures of one candidate.
import type { Outcomes } from "../simulate/outcome.ts";
import type { Measures } from "./measure.ts";
import { metricNamed, metricNames } from "./metrics.ts";

/** Measures by name, in the order asked (default: the whole table). At least two paths, every outcome finite. */
export function measureAll(outcomes: Outcomes, names: readonly string[] = metricNames): Measures {
  return Object.fromEntries(names.map((name) => [name, metricNamed(name).evaluate(outcomes)]));
}
