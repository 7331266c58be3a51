// Which returns are jumps: those far out of the volatility just before them (after Lee and Mykland, 2008).
import { log } from "../numeric/elementary.ts";
import type { ReturnSeries, ReturnStretch } from "./returns.ts";
import { yearSeconds } from "./returns.ts";

export interface Jump {
  /** Closing time of the bar, epoch seconds. */
  readonly time: number;
  /** Log return of the bar. */
  readonly size: number;
}

/** A stretch of time in which jumps would have been seen, epoch seconds. */
export interface Watch {
  readonly from: number;
  readonly to: number;
}

export interface DetectedJumps {
  readonly jumps: readonly Jump[];
  /** In order of time, apart from each other; every jump lies in (from, to] of one. */
  readonly watches: readonly Watch[];
  /** Returns tested. */
  readonly tested: number;
  /** What a return had to exceed. */
  readonly threshold: number;
}

/**
 * |return| / local volatility above a threshold. The local volatility is the bipower variation of the `localWindow`
 * bars before the return, itself left out, so a jump does not hide itself; bars whose window is cut by a gap, or whose
 * window never moved, are not tested and not counted as watched.
 * S. Lee & P. Mykland, "Jumps in financial markets", Review of Financial Studies 21, 2008, eqs. (7), (8) and section 1.
 * @param threshold in local standard deviations; null for the 1 % limit of the largest of all normal returns
 */
export function detectJumps(series: ReturnSeries, threshold: number | null): DetectedJumps {
  const window = localWindow(series.barSeconds);
  const scored = series.stretches.map((stretch) => localRatios(stretch, window));
  const tested = scored.reduce((count, ratios) => count + ratios.filter((ratio) => !Number.isNaN(ratio)).length, 0);
  const limit = threshold ?? maximumLimit(tested);
  const jumps: Jump[] = [];
  const watches: Watch[] = [];
  for (const [s, { time, value }] of series.stretches.entries()) {
    for (const [i, ratio] of (scored[s] ?? new Float64Array()).entries()) {
      if (Number.isNaN(ratio)) continue;
      const end = time[i] ?? Number.NaN;
      extendWatches(watches, end - series.barSeconds, end);
      if (Math.abs(ratio) > limit) jumps.push({ time: end, size: value[i] ?? Number.NaN });
    }
  }
  return { jumps, watches, tested, threshold: limit };
}

/** Bars in the local window: sqrt of the bars in a year, the smallest that Lee & Mykland recommend (section 1.3). */
export function localWindow(barSeconds: number): number {
  return Math.ceil(Math.sqrt(yearSeconds / barSeconds));
}

/** Adds (from, to] to the watched time, joined to the last watch where they touch. */
export function extendWatches(watches: Watch[], from: number, to: number): void {
  const last = watches.at(-1);
  // Time stamps may jitter by a hundredth of a bar.
  if (last !== undefined && from - last.to < 0.5 * (to - from)) watches[watches.length - 1] = { from: last.from, to };
  else watches.push({ from, to });
}

/** Watched time, s. */
export function watchedSeconds(watches: readonly Watch[]): number {
  return watches.reduce((sum, { from, to }) => sum + (to - from), 0);
}

/** Return over local volatility for every return; NaN where it cannot be judged. */
function localRatios({ value }: ReturnStretch, window: number): Float64Array {
  const ratios = new Float64Array(value.length).fill(Number.NaN);
  const products = new Float64Array(value.length);
  for (let i = 1; i < value.length; i++) products[i] = Math.abs((value[i] ?? 0) * (value[i - 1] ?? 0));
  for (let i = window + 1; i < value.length; i++) {
    const mean = products.subarray(i - window, i).reduce((sum, product) => sum + product, 0) / window;
    if (mean > 0) ratios[i] = (value[i] ?? Number.NaN) / Math.sqrt((Math.PI / 2) * mean);
  }
  return ratios;
}

/** Level that the largest of n independent |normal| values passes with probability 1 % (Gumbel limit; Lee & Mykland, lemma 1). */
function maximumLimit(n: number): number {
  const root = Math.sqrt(2 * log(n));
  const centre = root - (log(Math.PI) + log(log(n))) / (2 * root);
  return centre - log(-log(0.99)) / root;
}
