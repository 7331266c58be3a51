// Block-by-block record of simulated paths, for charts and for comparison with slower models.

/** Columns of a trace, in the kernel's order. Prices USD/coin, money USD, depth USD/log, funding 1/day. */
export const traceNames = [
  "mark",
  "exogenous",
  "flowUsd",
  "depth",
  "insurance",
  "badDebt",
  "funding",
  "initialMargin",
  "skew",
  "maintenance",
  "cap",
  "depthMultiplier",
] as const;

export type TraceName = (typeof traceNames)[number];

export interface Trace<Name extends string = TraceName> {
  readonly names: readonly Name[];
  /** Block of each row; state at the end of that block. */
  readonly blocks: readonly number[];
  readonly paths: number;
  /** paths x blocks x names. */
  readonly values: Float64Array;
}

/** One column of one path. */
export function traceColumn<Name extends string>(trace: Trace<Name>, path: number, name: Name): Float64Array {
  const width = trace.names.length;
  const rows = trace.blocks.length;
  const at = trace.names.indexOf(name);
  return Float64Array.from({ length: rows }, (_, i) => trace.values[(path * rows + i) * width + at] ?? Number.NaN);
}
