// What one tunable or fixed number of the model is: its name at the edges, its unit, bounds and meaning.

/** How a search walks through the range of a parameter. `log1p` is logarithmic above `knee` and linear below. */
export type Scale = "linear" | "log" | "log1p";

/** One row of a parameter table. The table stands beside the law that reads it. */
export interface Parameter {
  /** Dotted name used in configs, records, reports and proposals. */
  readonly name: string;
  /** SI unit (seconds, USD, fractions, rates per day); "" for pure numbers; "blocks" for counts of blocks. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  readonly scale: Scale;
  readonly meaning: string;
  /** Closed choice: the value is an index into these names, and configs write the name. */
  readonly choices?: readonly string[];
  /** True for a count: a search rounds it to the nearest integer. */
  readonly integer?: true;
  /** True for what the world decides (volatility, depth of other venues): a study may set it but never tune it. */
  readonly world?: true;
}

/** A parameter row written for a family of loops; the loop's name is put in front. */
export function inChannel(channel: string, rows: readonly Parameter[]): readonly Parameter[] {
  return rows.map((row) => ({ ...row, name: `${channel}.${row.name}` }));
}

/** Byte offset of a row in a vector laid out in the order of `rows`; the kernel build writes the number instead. */
export function byteOffsets(rows: readonly Parameter[]): (name: string) => number {
  const offsets = new Map(rows.map((row, index) => [row.name, 8 * index]));
  return (name) => {
    const offset = offsets.get(name);
    if (offset === undefined) throw new Error(`no parameter row named ${name}`);
    return offset;
  };
}
