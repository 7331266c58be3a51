// Sample quantiles by the definitions of Hyndman and Fan.

/** Types of Hyndman & Fan, Sample quantiles in statistical packages, 1996; 7 is the usual default, 1 a plain order statistic. */
export type QuantileType = 1 | 4 | 5 | 6 | 7 | 8;

/** Quantile of values already sorted upwards, at probability p in [0, 1]; NaN for no values. */
export function quantile(sorted: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  const n = sorted.length;
  const { position, lower, weight } = rankOf(n, p, type);
  if (type === 1) return at(sorted, lower - (position > lower ? 0 : 1));
  const left = at(sorted, lower - 1);
  return weight === 0 ? left : left + weight * (at(sorted, lower) - left);
}

/** Values sorted upwards, as a new array. */
export function sortedUpwards(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Position in ranks 1..n, its whole part and its fraction; a fraction within rounding of a whole number is 0 (as in R). */
function rankOf(n: number, p: number, type: QuantileType): { position: number; lower: number; weight: number } {
  const { a, b } = plotting[type];
  const raw = a + p * (n + 1 - a - b);
  const fuzz = 4 * Number.EPSILON * Math.max(1, raw);
  const lower = Math.floor(raw + fuzz);
  const weight = raw - lower <= fuzz ? 0 : raw - lower;
  return { position: weight === 0 ? lower : raw, lower, weight };
}

/** Plotting-position constants (Hyndman & Fan 1996, table 1): position = a + p (n + 1 − a − b). */
const plotting: Readonly<Record<QuantileType, { readonly a: number; readonly b: number }>> = {
  1: { a: 0, b: 1 },
  4: { a: 0, b: 1 },
  5: { a: 0.5, b: 0.5 },
  6: { a: 0, b: 0 },
  7: { a: 1, b: 1 },
  8: { a: 1 / 3, b: 1 / 3 },
};

/** Entry by index from 0, with the ends standing for what lies beyond them. */
function at(sorted: ArrayLike<number>, index: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? Number.NaN;
}
