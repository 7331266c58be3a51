// The certificates that a study's constraints name, as exact measures: known before anything is simulated.
import type { Measures } from "../objective/measure.ts";
import { score } from "../objective/score.ts";
import { certificates } from "../stability/certificates.ts";
import type { Constraint, StudySpec } from "./spec.ts";

const table = new Map(certificates.map((row) => [row.name, row]));

/** Violations of certificates count from here on: a candidate that is not simulated ranks behind every one that is. */
const UNPLAYED = 1e6;

export function isCertificate(metric: string): boolean {
  return table.has(metric);
}

/** One measure per certificate that a constraint names, its interval a point; nothing where none does. */
export function certificateMeasures({ constraints }: Pick<StudySpec, "constraints">, vector: Float64Array): Measures {
  const named = new Set(constraints.map(({ metric }) => metric));
  const rows = certificates.filter(({ name }) => named.has(name));
  return Object.fromEntries(
    rows.map(({ name, evaluate }) => {
      const value = evaluate(vector);
      return [name, { value, standardError: 0, low: value, high: value }];
    }),
  );
}

/** The certificates among recorded measures: they hold on every family of paths. */
export function certifiedIn(measures: Measures): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([name]) => isCertificate(name)));
}

/** Violation of a candidate that its certificates alone refuse; null where it deserves to be simulated. */
export function refusal({ constraints }: Pick<StudySpec, "constraints">, certified: Measures): number | null {
  const required: readonly Constraint[] = constraints.filter(({ metric }) => isCertificate(metric));
  const { violation } = score(certified, { losses: [], constraints: required }, null);
  return violation > 0 ? UNPLAYED + violation : null;
}
