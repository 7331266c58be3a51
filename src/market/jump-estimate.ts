// From detected jumps to a jump process: size, rate and clustering, each with its standard error.
import { mean } from "simple-statistics";
import type { Estimate } from "./estimate.ts";
import { fitHawkes, type HawkesFit } from "./hawkes-fit.ts";
import { type DetectedJumps, watchedSeconds } from "./jump-detection.ts";
import { yearSeconds } from "./returns.ts";

export interface JumpEstimate {
  readonly count: number;
  readonly watchedSeconds: number;
  /** Mean rate, 1/s, counting the jumps that jumps excite. */
  readonly rate: Estimate;
  /** Log sizes. */
  readonly mean: Estimate;
  readonly deviation: Estimate;
  /** Variance that jumps add, per year. */
  readonly varianceRate: number;
  /** Null with fewer than `fewestForClustering` jumps. */
  readonly clustering: HawkesFit | null;
  /** True when clustering is significant at 5 %. */
  readonly clustered: boolean;
}

export const fewestForClustering = 10;
/** Memory longer than a day is a change of regime, not a cascade, and is left to the volatility model. */
const longestMemory = 86_400;
const significance = 0.05;

export function estimateJumps(detected: DetectedJumps, barSeconds: number): JumpEstimate {
  const sizes = detected.jumps.map(({ size }) => size);
  const exposure = watchedSeconds(detected.watches);
  const count = sizes.length;
  const clustering = count < fewestForClustering ? null : fitClusters(detected, barSeconds);
  const clustered = clustering !== null && clustering.pValue < significance;
  // Counts of a Hawkes process spread 1/(1 - n) times as wide as Poisson counts (Hawkes & Oakes, 1974).
  const spread = clustered ? 1 - clustering.branching.value : 1;
  const rate = { value: count / exposure, standardError: Math.sqrt(count) / exposure / spread };
  const varianceRate = (sizes.reduce((sum, size) => sum + size * size, 0) * yearSeconds) / exposure;
  return { count, watchedSeconds: exposure, rate, ...sizeMoments(sizes), varianceRate, clustering, clustered };
}

/** Memory shorter than a bar cannot be seen in bars. */
function fitClusters({ jumps, watches }: DetectedJumps, barSeconds: number): HawkesFit {
  const times = Float64Array.from(jumps, ({ time }) => time);
  return fitHawkes({ times, watches }, 1 / Math.max(longestMemory, 24 * barSeconds), 1 / barSeconds);
}

/** Mean and standard deviation; the error of the latter from the fourth moment, as jump sizes are not normal. */
function sizeMoments(sizes: readonly number[]): { mean: Estimate; deviation: Estimate } {
  const none = { value: 0, standardError: null };
  if (sizes.length === 0) return { mean: none, deviation: none };
  const n = sizes.length;
  const centre = mean([...sizes]);
  if (n === 1) return { mean: { value: centre, standardError: null }, deviation: none };
  const second = sizes.reduce((sum, size) => sum + (size - centre) ** 2, 0) / (n - 1);
  const fourth = sizes.reduce((sum, size) => sum + (size - centre) ** 4, 0) / n;
  const deviation = Math.sqrt(second);
  return {
    mean: { value: centre, standardError: deviation / Math.sqrt(n) },
    deviation: { value: deviation, standardError: Math.sqrt(Math.max(0, fourth - second ** 2) / n) / (2 * deviation) },
  };
}
