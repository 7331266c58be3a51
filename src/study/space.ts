// From a point of the unit cube to parameter values and the model's vector, and back. The log scale lives only here.
//
// `log1p` covers a range that starts at zero: logarithmic far from `from`, linear within a thousandth of the range.
import { exp, expm1, log, log1p } from "../numeric/elementary.ts";
import type { Parameter } from "../numeric/parameter.ts";
import { type CoordinateKind, levelAt } from "../search/coordinate-kind.ts";
import type { TunedParameter } from "./spec.ts";

/** Share of the range below which `log1p` is linear: three decades are searched logarithmically. */
const LINEAR_SHARE = 1e-3;

/** What the search should know of each coordinate: counts on a linear scale are laid out in cells of equal width. */
export function kindsOf(tune: readonly TunedParameter[]): CoordinateKind[] {
  return tune.map((tuned) => {
    const levels = levelsIn(tuned);
    return levels === 0 ? { kind: "continuous" } : { kind: "integer", levels };
  });
}

/** SI values of a point, one per tuned parameter in order; counts on other than a linear scale are rounded. */
export function decode(tune: readonly TunedParameter[], point: ArrayLike<number>): Float64Array {
  return Float64Array.from(tune, (tuned, index) => decodeOne(tuned, point[index] ?? 0));
}

/** Point of the closed unit cube for SI values; a value outside its range lands on the nearer face. */
export function encode(tune: readonly TunedParameter[], values: ArrayLike<number>): Float64Array {
  return Float64Array.from(tune, (tuned, index) => encodeOne(tuned, values[index] ?? tuned.from));
}

/** Values of today, in the order of `tune`: what trial 0 uses, bit for bit. */
export function todaysValues(tune: readonly TunedParameter[]): Float64Array {
  return Float64Array.from(tune, ({ today }) => today);
}

/**
 * The model's full vector in the order of `table`.
 * @param base value of every parameter by name  @param values tuned values, in the order of `tune`
 */
export function vectorFor(
  table: readonly Parameter[],
  base: Readonly<Record<string, number>>,
  tune: readonly TunedParameter[],
  values: ArrayLike<number>,
): Float64Array {
  const moved = new Map(tune.map(({ parameter }, index) => [parameter.name, values[index] ?? Number.NaN]));
  return Float64Array.from(table, ({ name, initial }) => moved.get(name) ?? base[name] ?? initial);
}

function decodeOne(tuned: TunedParameter, share: number): number {
  const u = Math.min(1, Math.max(0, share));
  const { from, to } = tuned;
  const levels = levelsIn(tuned);
  if (levels > 0) return Math.ceil(from) + levelAt(u, levels);
  if (tuned.parameter.integer === true) return nearestWhole(between(tuned, u), from, to);
  if (u === 0) return from;
  if (u === 1) return to;
  return Math.min(to, Math.max(from, between(tuned, u)));
}

function between({ scale, from, to }: TunedParameter, u: number): number {
  switch (scale) {
    case "linear":
      return from + u * (to - from);
    case "log":
      return from * exp(u * log(to / from));
    case "log1p": {
      const knee = LINEAR_SHARE * (to - from);
      return from + knee * expm1(u * log1p(1 / LINEAR_SHARE));
    }
  }
}

function encodeOne(tuned: TunedParameter, value: number): number {
  const { scale, from, to } = tuned;
  const levels = levelsIn(tuned);
  if (levels > 0) return (Math.min(levels - 1, Math.max(0, Math.round(value) - Math.ceil(from))) + 0.5) / levels;
  if (value <= from) return 0;
  if (value >= to) return 1;
  switch (scale) {
    case "linear":
      return (value - from) / (to - from);
    case "log":
      return log(value / from) / log(to / from);
    case "log1p": {
      const knee = LINEAR_SHARE * (to - from);
      return log1p((value - from) / knee) / log1p(1 / LINEAR_SHARE);
    }
  }
}

/** Whole numbers in the range of a count on a linear scale; 0 for every other parameter. */
function levelsIn({ parameter, scale, from, to }: TunedParameter): number {
  return parameter.integer === true && scale === "linear" ? Math.floor(to) - Math.ceil(from) + 1 : 0;
}

function nearestWhole(value: number, from: number, to: number): number {
  return Math.min(Math.floor(to), Math.max(Math.ceil(from), Math.round(value)));
}
