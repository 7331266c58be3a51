// Which returns are jumps, the other way: days whose variance exceeds their bipower variation, and their largest returns.
import { type DetectedJumps, extendWatches, type Jump, type Watch } from "./jump-detection.ts";
import type { ReturnSeries } from "./returns.ts";
import { bipowerVariation, realisedVariance } from "./volatility-estimate.ts";

const daySeconds = 86_400;
/** 0.1 % upper point of the normal law, the usual level for daily jump tests. */
const normalLimit = 3.09;
/** Mean of |Z|^(4/3) for a normal Z: 2^(2/3) gamma(7/6) / gamma(1/2). */
const momentFourThirds = 0.830_860_9;

/** Fewest returns in a day for the test to make sense. */
export const fewestPerDay = 24;

/**
 * Complete UTC days are tested one by one; as long as a day's test rejects, its largest return is a jump and is taken out
 * (T. Andersen, T. Bollerslev & D. Dobrev, "No-arbitrage semi-martingale restrictions ...", J. Econometrics 138, 2007).
 * @param threshold of the test statistic, in standard normal units; null for 3.09 (0.1 %)
 */
export function detectJumpDays(series: ReturnSeries, threshold: number | null): DetectedJumps {
  const perDay = Math.round(daySeconds / series.barSeconds);
  const limit = threshold ?? normalLimit;
  const jumps: Jump[] = [];
  const watches: Watch[] = [];
  for (const { time, value } of series.stretches) {
    let i = 0;
    while (i + perDay <= value.length) {
      const start = (time[i] ?? 0) - series.barSeconds;
      if (Math.abs(start - Math.round(start / daySeconds) * daySeconds) > 0.5 * series.barSeconds) {
        i++;
        continue;
      }
      const day = Array.from(value.subarray(i, i + perDay), (size, j) => ({ time: time[i + j] ?? 0, size }));
      jumps.push(...jumpsOfDay(day, limit));
      extendWatches(watches, start, start + daySeconds);
      i += perDay;
    }
  }
  return {
    jumps,
    watches,
    tested: watches.reduce((n, { from, to }) => n + (to - from) / series.barSeconds, 0),
    threshold: limit,
  };
}

function jumpsOfDay(day: readonly Jump[], limit: number): Jump[] {
  const rest = [...day];
  const found: Jump[] = [];
  while (rest.length >= fewestPerDay / 2 && ratioStatistic(Float64Array.from(rest, ({ size }) => size)) > limit) {
    const largest = rest.reduce((a, b) => (Math.abs(b.size) > Math.abs(a.size) ? b : a));
    rest.splice(rest.indexOf(largest), 1);
    found.push(largest);
  }
  return found.sort((a, b) => a.time - b.time);
}

/**
 * Ratio test, standard normal on a day without jumps.
 * X. Huang & G. Tauchen, "The relative contribution of jumps to total price variance", J. Fin. Econometrics 3, 2005, eq. (7).
 */
export function ratioStatistic(returns: Float64Array): number {
  const n = returns.length;
  const variance = realisedVariance(returns);
  const bipower = (n / (n - 1)) * bipowerVariation(returns);
  if (!(bipower > 0)) return 0; // a day that hardly moved says nothing about jumps
  let triples = 0;
  for (let i = 2; i < n; i++)
    triples += Math.abs((returns[i] ?? 0) * (returns[i - 1] ?? 0) * (returns[i - 2] ?? 0)) ** (4 / 3);
  const quarticity = (n * momentFourThirds ** -3 * (n / (n - 2)) * triples) / bipower ** 2;
  const spread = ((Math.PI / 2) ** 2 + Math.PI - 5) / n;
  return (1 - bipower / variance) / Math.sqrt(spread * Math.max(1, quarticity));
}
