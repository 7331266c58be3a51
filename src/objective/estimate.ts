// A statistic over paths together with how much each path moves it: the source of every standard error.
import { meanInterval, meanOf } from "../numeric/mean-interval.ts";
import { quantile, sortedUpwards } from "../numeric/quantile.ts";
import { conditionalValueAtRisk, conditionalValueAtRiskInfluence } from "../numeric/tail.ts";
import type { Measure } from "./measure.ts";

/**
 * The influence of a path is the first-order change of the value per unit weight of that path, in the value's unit,
 * with mean about 0. Its standard deviation over √paths is the standard error (F. R. Hampel, The influence curve and
 * its role in robust estimation, 1974); on common paths the influences of two candidates subtract, which pairs them.
 */
export interface Estimate {
  readonly value: number;
  readonly influence: Float64Array;
}

/** Value with its standard error and Student interval; a point where all influences are equal. */
export function measureOf({ value, influence }: Estimate): Measure {
  const { standardError, low, high, mean } = meanInterval(influence);
  return { value, standardError, low: value + (low - mean), high: value + (high - mean) };
}

/** Mean over paths. */
export function meanEstimate(column: Float64Array): Estimate {
  const value = meanOf(column);
  return { value, influence: column.map((x) => x - value) };
}

/** Mean of the worst share 1 − level. */
export function tailEstimate(column: Float64Array, level: number): Estimate {
  return {
    value: conditionalValueAtRisk(column, level),
    influence: conditionalValueAtRiskInfluence(column, level),
  };
}

/** 1 − (mean of part)/(mean of whole), by the delta method; 0 with no error where the whole is 0. */
export function excessShareEstimate(part: Float64Array, whole: Float64Array): Estimate {
  const below = meanOf(whole);
  if (below === 0) return { value: 0, influence: new Float64Array(whole.length) };
  const ratio = meanOf(part) / below;
  return { value: 1 - ratio, influence: whole.map((w, i) => (ratio * w - (part[i] ?? Number.NaN)) / below) };
}

/**
 * Quantile as an order statistic (type 1). Influence: (level − 1{x <= q}) times the slope of the quantile function,
 * which is read from order statistics on both sides (M. M. Siddiqui, 1960; width by P. Hall & S. J. Sheather, 1988, to
 * its leading power n^(−1/3), cut where it would pass the largest value).
 */
export function quantileEstimate(column: Float64Array, level: number): Estimate {
  const sorted = sortedUpwards(column);
  const value = quantile(sorted, level, 1);
  const width = Math.min(1 / Math.cbrt(column.length), 1 - level, level);
  const slope = (quantile(sorted, level + width, 1) - quantile(sorted, level - width, 1)) / (2 * width);
  return { value, influence: column.map((x) => slope * (level - (x <= value ? 1 : 0))) };
}
