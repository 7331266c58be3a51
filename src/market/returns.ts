// Log returns of a price history, formed inside unbroken stretches only, never across a gap.
import { log } from "../numeric/elementary.ts";
import type { PriceHistory } from "./price-history.ts";

/** Seconds of the year in which volatilities are quoted (365 days). */
export const yearSeconds = 31_536_000;

/** Returns over consecutive bars. */
export interface ReturnStretch {
  /** Closing time of each bar, epoch seconds. */
  readonly time: Float64Array;
  /** Close-to-close log returns, same length. */
  readonly value: Float64Array;
}

export interface ReturnSeries {
  readonly barSeconds: number;
  readonly stretches: readonly ReturnStretch[];
}

/** One stretch of returns for each unbroken stretch of at least two bars. */
export function logReturns(history: PriceHistory): ReturnSeries {
  const { barSeconds } = history.provenance;
  const stretches = history.stretches
    .filter((bars) => bars.length > 1)
    .map((bars) => ({
      time: Float64Array.from(bars.slice(1), (bar) => bar.time + barSeconds),
      value: Float64Array.from(bars.slice(1), (bar, i) => log(bar.close / (bars[i]?.close ?? Number.NaN))),
    }));
  return { barSeconds, stretches };
}

/** Number of returns in all stretches. */
export function returnCount(series: ReturnSeries): number {
  return series.stretches.reduce((count, stretch) => count + stretch.value.length, 0);
}
