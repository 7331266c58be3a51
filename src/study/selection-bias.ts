// The winner's curse: how much the lowest of several losses on common paths is too good, and how sure the choice is.

import { meanOf } from "../numeric/mean-interval.ts";
import { philox4x32 } from "../numeric/philox.ts";
import type { Estimate } from "../objective/estimate.ts";
import type { Selection } from "./record.ts";

const REPLICATES = 2000;
/** Paths are joined to at most so many groups that share a sign: more would cost time and tell no more. */
const MOST_GROUPS = 1024;
/** Second key word: keeps these numbers apart from those of scenarios and searches under the same seed. */
const LUCK_KEY = 0x6c75636b;

/**
 * By a bootstrap with random signs on the paths, the same for all candidates, so that what they have in common stays in
 * common (C. F. J. Wu, Jackknife, bootstrap and other resampling methods in regression analysis, 1986).
 *
 * Bias: the mean noise of the lowest of the resampled losses. They are resampled about the observed losses drawn together
 * until they spread no more than true losses would, because observed ones are spread by noise as well (T. A. Louis,
 * Estimating a population of parameter values, 1984); about the observed ones a third of the bias would be missed
 * where all are alike.
 *
 * Regret and chance: the observed losses with resampled noise stand for the true ones.
 * @param losses on common paths, at least one  @param chosen index of the lowest  @param seed 32-bit word
 */
export function selectionOf(losses: readonly Estimate[], chosen: number, seed: number): Selection {
  const values = Float64Array.from(losses, ({ value }) => value);
  const noise = centredNoise(losses);
  const centres = drawnTogether(values, noise);
  const signs = new Float64Array(noise[0]?.length ?? 0);
  const words = new Uint32Array(4);
  const sums = { bias: 0, regret: 0, best: 0 };
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    drawSigns(seed, replicate, signs, words);
    const moved = resampled(noise, signs);
    sums.bias += moved[lowestOf(moved.map((x, k) => x + (centres[k] ?? Number.NaN)))] ?? Number.NaN;
    const truths = moved.map((x, k) => x + (values[k] ?? Number.NaN));
    const lead = (truths[chosen] ?? Number.NaN) - (truths[lowestOf(truths)] ?? Number.NaN);
    sums.regret += lead;
    if (lead === 0) sums.best += 1;
  }
  const bias = sums.bias / REPLICATES;
  return {
    candidates: losses.length,
    bias,
    corrected: (values[chosen] ?? Number.NaN) - bias,
    regret: sums.regret / REPLICATES,
    chance: sums.best / REPLICATES,
  };
}

/**
 * Influences of each candidate beyond those that all have in common, by group of paths, over the number of paths: the
 * common part moves no comparison, and its mean is 0.
 */
function centredNoise(losses: readonly Estimate[]): readonly Float64Array[] {
  const paths = losses[0]?.influence.length ?? 0;
  const size = Math.sqrt(paths / (paths - 1)) / paths; // as standard errors with the divisor n - 1
  const groups = Math.min(paths, MOST_GROUPS);
  const noise = losses.map(() => new Float64Array(groups));
  for (let path = 0; path < paths; path++) {
    const mean = meanOf(losses.map(({ influence }) => influence[path] ?? Number.NaN));
    for (const [k, { influence }] of losses.entries()) {
      const own = noise[k];
      if (own !== undefined)
        own[path % groups] = (own[path % groups] ?? 0) + size * ((influence[path] ?? Number.NaN) - mean);
    }
  }
  return noise;
}

/** Values about their mean, drawn together until their variance is what noise does not explain. */
function drawnTogether(values: Float64Array, noise: readonly Float64Array[]): Float64Array {
  const mean = meanOf(values);
  const spread = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const chance = noise.reduce((sum, own) => sum + own.reduce((squares, x) => squares + x * x, 0), 0);
  const share = spread === 0 ? 0 : Math.sqrt(Math.max(0, 1 - chance / spread));
  return values.map((x) => mean + share * (x - mean));
}

/** Noise of every candidate under these signs. */
function resampled(noise: readonly Float64Array[], signs: Float64Array): Float64Array {
  return Float64Array.from(noise, (own) => {
    let sum = 0;
    for (let group = 0; group < own.length; group++) sum += (signs[group] ?? Number.NaN) * (own[group] ?? Number.NaN);
    return sum;
  });
}

/** Plus or minus one for every group, from one bit each. */
function drawSigns(seed: number, replicate: number, signs: Float64Array, words: Uint32Array): void {
  for (let group = 0; group < signs.length; group++) {
    const bit = group & 127;
    if (bit === 0) philox4x32(group >>> 7, replicate, 0, 0, seed >>> 0, LUCK_KEY, words);
    signs[group] = (((words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1 ? 1 : -1;
  }
}

/** The first of several. */
function lowestOf(values: Float64Array): number {
  return values.reduce((best, x, k) => (x < (values[best] ?? Infinity) ? k : best), 0);
}
