// A statistic over paths together with how much each path moves it: the source of every standard error.
import { exp, log } from "../numeric/elementary.ts";
import { meanInterval, meanOf } from "../numeric/mean-interval.ts";
import { normalDensity, normalQuantile } from "../numeric/normal.ts";
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

/** First minus second on the same paths, with its paired error. @throws RangeError for different numbers of paths */
export function pairedMeasure(first: Estimate, second: Estimate): Measure {
  const [n, m] = [first.influence.length, second.influence.length];
  if (n !== m) throw new RangeError(`a paired difference needs the same paths: found ${n} and ${m}`);
  const influence = first.influence.map((x, path) => x - (second.influence[path] ?? Number.NaN));
  return measureOf({ value: first.value - second.value, influence });
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

/** 20 / (mean leverage) − 1 + 20 (mean funding), by the delta method; 0 with no error where no leverage is offered. */
export function burdenEstimate(leverage: Float64Array, funding: Float64Array): Estimate {
  const [offered, paid] = [meanOf(leverage), meanOf(funding)];
  if (offered === 0) return { value: 0, influence: new Float64Array(leverage.length) };
  const influence = leverage.map(
    (x, i) => 20 * ((offered - x) / (offered * offered) + (funding[i] ?? Number.NaN) - paid),
  );
  return { value: 20 / offered - 1 + 20 * paid, influence };
}

/**
 * Quantile as an order statistic (type 1). Influence: (level − 1{x <= q}) times the slope of the quantile function.
 * The influence is a step, so on common paths it sees only those that lie between two candidates' quantiles, and the
 * error of a difference is on the large side.
 */
export function quantileEstimate(column: Float64Array, level: number): Estimate {
  const sorted = sortedUpwards(column);
  const value = quantile(sorted, level, 1);
  const slope = quantileSlope(sorted, level);
  return { value, influence: column.map((x) => slope * (level - (x <= value ? 1 : 0))) };
}

/**
 * Slope of the quantile function between two order statistics about the level, at least one rank apart (M. M.
 * Siddiqui, 1960), as far out as P. Hall & S. J. Sheather, 1988, advise for a normal shape and at most half way to the
 * nearer end.
 */
function quantileSlope(sorted: Float64Array, level: number): number {
  const n = sorted.length;
  const z = normalQuantile(level);
  const shape = cubeRoot((1.5 * normalDensity(z) * normalDensity(z)) / (2 * z * z + 1));
  const advised = (cubeRoot(TWO_SIDED * TWO_SIDED) * shape) / cubeRoot(n);
  const width = Math.min(advised, level / 2, (1 - level) / 2);
  const upper = Math.min(n, Math.ceil(n * (level + width)));
  const lower = Math.max(1, Math.min(upper - 1, Math.floor(n * (level - width))));
  if (upper === lower) return 0;
  return (((sorted[upper - 1] ?? Number.NaN) - (sorted[lower - 1] ?? Number.NaN)) * n) / (upper - lower);
}

/** For x >= 0, with the same bits in every engine. */
function cubeRoot(x: number): number {
  return x === 0 ? 0 : exp(log(x) / 3);
}

/** Standard normal quantile of 97.5 %. */
const TWO_SIDED = 1.959963984540054;
