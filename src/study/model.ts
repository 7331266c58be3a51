// What a study needs to know of the model: its parameters, metrics and certificates. Tests hand in longer tables.
import type { Parameter } from "../numeric/parameter.ts";
import { type Metric, metrics } from "../objective/metrics.ts";
import { parameters } from "../simulate/parameters.ts";
import type { Certificate } from "../stability/certificate-table.ts";
import { certificates } from "../stability/certificates.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { withValues } from "../stability/setting.ts";
import { withCompensators } from "./state-feedback.ts";

export interface Model {
  /** In the order of the kernel's vector. */
  readonly parameters: readonly Parameter[];
  readonly metrics: readonly Pick<Metric, "name" | "unit">[];
  /** What a constraint may name besides. */
  readonly certificates: readonly Pick<Certificate, "name" | "unit">[];
}

/** What people need to know of a metric to read its figures. */
export interface MetricRow extends Pick<Metric, "name" | "unit" | "better" | "meaning"> {
  /** A certificate follows from the parameters alone; the other kinds are statistics over paths. */
  readonly kind: Metric["kind"] | "certificate";
}

/** Everything a constraint may name: the metrics, then the certificates. */
export const metricTable: readonly MetricRow[] = [
  ...metrics,
  ...certificates.map((row) => ({ ...row, kind: "certificate" as const })),
];

/** The model of this program. */
export const model: Model = { parameters, metrics, certificates };

/**
 * The model's vector of values by name, initial values where a name is missing, with the compensators of its state loops.
 * @param models identified ones of state loops; the others have analytic ones
 * @param world values above the others that the compensators do not know of: what was made for one world acts in another
 * @throws UserError where the weights of a state loop give no compensator
 */
export function wholeVector(
  values: Readonly<Record<string, number>>,
  models: readonly IdentifiedModel[] = [],
  world: Readonly<Record<string, number>> = {},
): Float64Array {
  const vector = Float64Array.from(parameters, ({ name, initial }) => values[name] ?? initial);
  return withValues(withCompensators(vector, models), world);
}
