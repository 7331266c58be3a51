// A distribution-free interval for a quantile, from two order statistics.
import { betaCdf } from "./beta-distribution.ts";
import { CONFIDENCE, type Interval } from "./interval.ts";

/**
 * Interval for the p-quantile of a continuous distribution between two order statistics of the sample (sorted
 * upwards), each end missed with probability at most (1 − confidence)/2. Where no order statistic lies far enough out
 * (for example above the 99 % quantile with fewer than 368 values) that end is the one of `range`.
 * H. A. David & H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1.
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  p: number,
  range: Interval = { low: -Infinity, high: Infinity },
  confidence: number = CONFIDENCE,
): Interval {
  const n = sorted.length;
  const tail = (1 - confidence) / 2;
  const lowRank = largestRank(n, (rank) => atLeast(rank, n, p) >= 1 - tail);
  const highRank = largestRank(n, (rank) => atLeast(rank, n, p) > tail) + 1;
  return { low: sorted[lowRank - 1] ?? range.low, high: sorted[highRank - 1] ?? range.high };
}

/** P(at least `rank` of n values lie below the p-quantile): the chance that this order statistic is below it. */
function atLeast(rank: number, n: number, p: number): number {
  return rank === 0 ? 1 : betaCdf(p, { a: rank, b: n - rank + 1 });
}

/** Largest rank in 0..n for which a condition holds that fails from some rank on. */
function largestRank(n: number, holds: (rank: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
