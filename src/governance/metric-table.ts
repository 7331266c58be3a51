// What the document says of each metric: unit, better side, kind and meaning. Kept in the proposal, so that it reads alone.
import { metricTable as table } from "../study/model.ts";

export interface MetricRow {
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly kind: "mean" | "tail" | "probability" | "certificate";
  readonly meaning: string;
}

/** By name, in the order of the objective's table. */
export type MetricTable = Readonly<Record<string, MetricRow>>;

/** The table of this program. */
export const metricTable: MetricTable = Object.fromEntries(
  table.map(({ name, unit, better, kind, meaning }) => [name, { unit, better, kind, meaning }]),
);

export function metricRow(metrics: MetricTable, name: string): MetricRow {
  const row = metrics[name];
  if (row === undefined) throw new Error(`no metric is called ${name}`);
  return row;
}
