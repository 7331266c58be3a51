// Annualised volatility of a return series: total, and diffusive (without jumps) by bipower variation.
import { mean } from "simple-statistics";
import type { Estimate } from "./estimate.ts";
import type { Jump } from "./jump-detection.ts";
import { type ReturnSeries, yearSeconds } from "./returns.ts";

export interface VolatilityEstimate {
  /** Root mean square return, per sqrt(year). */
  readonly total: Estimate;
  /** From the bipower variation of what is left when the jumps found are taken out, per sqrt(year). */
  readonly diffusive: Estimate;
  /** 1 - bipower variation (of all returns) / realised variance, at least 0. */
  readonly jumpShare: number;
  /** Bars in one block of the block bootstrap behind the standard errors. */
  readonly blockBars: number;
}

/**
 * Returns are not centred: the mean of a bar is far below its noise. Bipower variation alone is not enough at small bars:
 * each jump still meets two ordinary neighbours, which adds 10 % to the volatility at six jumps of 1.5 % a day and bars of
 * a minute; so products with a jump that was found are left out, and bipower variation deals with those that were not.
 * Standard errors: non-overlapping block bootstrap with sqrt(n) blocks of sqrt(n) bars. The bootstrap variance of a
 * mean is known in closed form, the variance of the block means over their number (Carlstein, "The use of subseries
 * values for estimating the variance of a general statistic", Annals of Statistics 14, 1986), so nothing is drawn.
 */
export function estimateVolatility(series: ReturnSeries, jumps: readonly Jump[]): VolatilityEstimate {
  const jumpTimes = new Set(jumps.map(({ time }) => time));
  const squares = series.stretches.flatMap(({ value }) => Array.from(value, (r) => r * r));
  const products = series.stretches.flatMap(({ value }) => bipowerTerms(value));
  const quiet = series.stretches.flatMap(({ time, value }) =>
    bipowerTerms(value).filter((_, i) => !jumpTimes.has(time[i] ?? 0) && !jumpTimes.has(time[i + 1] ?? 0)),
  );
  const blockBars = Math.floor(Math.sqrt(squares.length));
  const total = annualised(blockMean(squares, blockBars), series.barSeconds);
  const diffusive = annualised(blockMean(quiet, blockBars), series.barSeconds);
  const jumpShare = Math.max(0, 1 - mean(products) / mean(squares));
  return { total, diffusive, jumpShare, blockBars };
}

/** Sum of squared returns. */
export function realisedVariance(returns: Float64Array): number {
  return returns.reduce((sum, r) => sum + r * r, 0);
}

/**
 * (pi/2) sum |r_i| |r_{i-1}|: the variance without jumps, since a jump meets an ordinary neighbour.
 * Barndorff-Nielsen & Shephard, "Power and bipower variation with stochastic volatility and jumps", 2004.
 */
export function bipowerVariation(returns: Float64Array): number {
  return bipowerTerms(returns).reduce((sum, term) => sum + term, 0);
}

function bipowerTerms(value: Float64Array): number[] {
  return Array.from(value.subarray(1), (r, i) => (Math.PI / 2) * Math.abs(r) * Math.abs(value[i] ?? Number.NaN));
}

/** Mean of the terms and its error by blocks. */
function blockMean(terms: readonly number[], blockBars: number): { value: number; error: number } {
  const value = mean(terms);
  const blocks = Math.floor(terms.length / blockBars);
  let squares = 0;
  for (let block = 0; block < blocks; block++) {
    squares += (mean(terms.slice(block * blockBars, (block + 1) * blockBars)) - value) ** 2;
  }
  return { value, error: Math.sqrt(squares / (blocks - 1) / blocks) };
}

/** Variance per bar to volatility per sqrt(year), the error by the delta method. */
function annualised({ value: variance, error }: { value: number; error: number }, barSeconds: number): Estimate {
  const value = Math.sqrt((variance * yearSeconds) / barSeconds);
  return { value, standardError: variance === 0 ? 0 : (value * error) / (2 * variance) };
}
