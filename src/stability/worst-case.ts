// The worst of a vector's loops over operating points and variants, one number at a time: what a search asks for.
import { isStableClosed } from "../control/analysis/closed-loop.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import { peakSensitivity } from "../control/analysis/peak-sensitivity.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { loopsOf, openLoop } from "./loops.ts";
import { toleratedDelay } from "./tolerated-delay.ts";

/** Largest Ms; Infinity where a loop is unstable, 1 without a certifiable loop. */
export function worstSensitivity(vector: Float64Array): number {
  const loops = openLoops(vector);
  if (!loops.every(isStableClosed)) return Infinity;
  return loops.reduce((worst, L) => Math.max(worst, peakSensitivity(L).sensitivity.value), 1);
}

/** Smallest |phase margin|, degrees; 0 where a loop is unstable, Infinity where no loop gain reaches 1. */
export function worstPhaseMargin(vector: Float64Array): number {
  return smallest(vector, (L) => (Math.abs(loopMargins(L).phaseMargin) * 180) / Math.PI);
}

/** Smallest factor by which a loop gain may grow or shrink; 1 where a loop is unstable, Infinity without a limit. */
export function worstGainMargin(vector: Float64Array): number {
  const factor = (L: TransferFunction): number => {
    const { gainIncrease, gainDecrease } = loopMargins(L);
    return Math.min(gainIncrease, 1 / gainDecrease);
  };
  return Math.max(1, smallest(vector, factor));
}

/** Largest latency that every loop tolerates, blocks; 0 where one is unstable, Infinity where no latency up to the limit of the scan is too long. */
export function worstLatency(vector: Float64Array): number {
  return smallest(vector, (L) => L.delay + extraDelay(L));
}

/** Smallest tolerated extra delay over the nominal one, which counts as one block at least. */
export function worstDelayRatio(vector: Float64Array): number {
  return smallest(vector, (L) => extraDelay(L) / Math.max(1, L.delay));
}

function extraDelay(L: TransferFunction): number {
  const { samples, firstUnstable } = toleratedDelay(L);
  return firstUnstable === null ? Infinity : samples;
}

/** Of stable loops; 0 where one is not, Infinity without any. */
function smallest(vector: Float64Array, measure: (L: TransferFunction) => number): number {
  const loops = openLoops(vector);
  if (!loops.every(isStableClosed)) return 0;
  return loops.reduce((worst, L) => Math.min(worst, measure(L)), Infinity);
}

function openLoops(vector: Float64Array): readonly TransferFunction[] {
  return loopsOf(vector).loops.map(openLoop);
}
