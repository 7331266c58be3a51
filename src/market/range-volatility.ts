// Volatility per bar from open, high, low and close: the range of a bar says more than its two ends.
import { log } from "../numeric/elementary.ts";
import type { Bar } from "./bars.ts";

/** What these estimators read of a bar. */
export type PriceRange = Pick<Bar, "open" | "high" | "low" | "close">;

/** (ln high - ln low)^2 / (4 ln 2), averaged. Parkinson, "The extreme value method", J. Business 53, 1980. No drift. */
export function parkinson(bars: readonly PriceRange[]): number {
  return rootMean(bars, ({ high, low }) => log(high / low) ** 2 / (4 * log(2)));
}

/**
 * (ln high - ln low)^2 / 2 - (2 ln 2 - 1) (ln close - ln open)^2, averaged. Garman & Klass, "On the estimation of security
 * price volatilities from historical data", J. Business 53, 1980, the practical estimator. No drift.
 */
export function garmanKlass(bars: readonly PriceRange[]): number {
  return rootMean(
    bars,
    ({ open, high, low, close }) => 0.5 * log(high / low) ** 2 - (2 * log(2) - 1) * log(close / open) ** 2,
  );
}

/**
 * ln(high/close) ln(high/open) + ln(low/close) ln(low/open), averaged: free of drift. Rogers & Satchell, "Estimating
 * variance from high, low and closing prices", Annals of Applied Probability 1, 1991.
 */
export function rogersSatchell(bars: readonly PriceRange[]): number {
  return rootMean(
    bars,
    ({ open, high, low, close }) => log(high / close) * log(high / open) + log(low / close) * log(low / open),
  );
}

function rootMean(bars: readonly PriceRange[], variance: (bar: PriceRange) => number): number {
  return Math.sqrt(bars.reduce((sum, bar) => sum + variance(bar), 0) / bars.length);
}
