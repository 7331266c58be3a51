// What the document says of each metric: unit, better side, kind and meaning. Kept in the proposal, so that it reads alone.
import { metricTable as table } from "../study/model.ts";
import type { StudySpec } from "../study/spec.ts";

export interface MetricRow {
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly kind: "mean" | "tail" | "probability" | "certificate";
  readonly meaning: string;
}

/** By name, in the order of the objective's table. */
export type MetricTable = Readonly<Record<string, MetricRow>>;

/** The rows of this program that a study measures: every metric, and the certificates that its constraints name. */
export function metricTableOf({ constraints }: Pick<StudySpec, "constraints">): MetricTable {
  const named = new Set(constraints.map(({ metric }) => metric));
  const rows = table.filter(({ name, kind }) => kind !== "certificate" || named.has(name));
  return Object.fromEntries(
    rows.map(({ name, unit, better, kind, meaning }) => [name, { unit, better, kind, meaning }]),
  );
}

export function metricRow(metrics: MetricTable, name: string): MetricRow {
  const row = metrics[name];
  if (row === undefined) throw new Error(`no metric is called ${name}`);
  return row;
}
