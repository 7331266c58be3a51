// What a study needs to know of the model: its parameters and its metrics. Tests hand in longer tables.
import type { Parameter } from "../numeric/parameter.ts";
import { type Metric, metrics } from "../objective/metrics.ts";
import { parameters } from "../simulate/parameters.ts";

export interface Model {
  /** In the order of the kernel's vector. */
  readonly parameters: readonly Parameter[];
  readonly metrics: readonly Pick<Metric, "name" | "unit">[];
}

/** The model of this program. */
export const model: Model = { parameters, metrics };

/** What people need to know of each metric to read its figures: for proposals, which see no objective. */
export const metricTable: readonly Pick<Metric, "name" | "unit" | "better" | "kind" | "meaning">[] = metrics;
