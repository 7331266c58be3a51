// The largest number of whole samples by which a loop may be delayed further and stays stable: the consensus latency that
// a protocol tolerates.
import type { Matrix } from "ml-matrix";
import { spectralRadius } from "../../numeric/eigenvalues.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { TimeUnit } from "../linear/state-space.ts";
import { unstablePoleCount } from "./closed-loop.ts";
import { addedUnstablePoles, delayCrossings, isMarginal } from "./delay-crossings.ts";
import { type LoopFactors, loopFactors, type ScalarLoop } from "./loop-factors.ts";

export interface TolerableDelay {
  /** Whether the loop is stable without extra delay. */
  readonly isStable: boolean;
  /** Largest d such that 0, 1, ..., d extra samples all leave the loop stable; 0 for an unstable loop. */
  readonly samples: number;
  /** The same in time units. */
  readonly time: number;
  /** Smallest number of extra samples that makes it unstable, 0 for an unstable loop; null where none up to the limit does. */
  readonly firstUnstable: number | null;
  readonly timeUnit: TimeUnit;
  /** Which of the two scans gave the answer. */
  readonly method: "gain crossovers" | "spectral radius";
}

/**
 * Scans d = 0, 1, ..., `limit` and stops at the first that is not stable (control 3.6). The poles are computed once; each d
 * then costs one comparison per gain crossover, so thousands of samples cost no more than a few. A pole on the unit circle
 * counts as unstable. An unstable loop is an answer, not an error: a search meets many.
 * @param loop open loop in discrete time, its own delay included
 * @throws UserError for a continuous loop (its exact margin is that of `loopMargins`), for more than one input or output
 */
export function tolerableDelay(loop: ScalarLoop, limit: number): TolerableDelay {
  if (loop.sampleTime === 0) {
    const message =
      "found a continuous loop; expected a discrete one; discretise it, or take delayMargin of loopMargins";
    throw new UserError("loop", [{ place: "sampleTime", message }]);
  }
  checkLimit(limit);
  return tolerableDelayOf(loopFactors(loop), unstablePoleCount(loop), limit);
}

/** The same for a discrete loop whose factors and number of unstable closed-loop poles are known. */
export function tolerableDelayOf(loop: LoopFactors, unstable: number, limit: number): TolerableDelay {
  const crossings = delayCrossings(loop);
  const isStable = (d: number): boolean =>
    unstable + addedUnstablePoles(crossings, d) === 0 && !isMarginal(crossings, d);
  return scanned(isStable, limit, { ...loop, method: "gain crossovers" });
}

/**
 * The same scan by the spectral radius of whatever the builder returns: for loops with several delayed channels. Each d
 * costs an eigenvalue problem of the size of the delayed loop.
 * @param closedLoop state matrix of the closed loop with d extra samples of delay
 */
export function spectralRadiusScan(
  closedLoop: (d: number) => Matrix,
  limit: number,
  clock: { readonly sampleTime: number; readonly timeUnit: TimeUnit },
): TolerableDelay {
  checkLimit(limit);
  return scanned((d) => spectralRadius(closedLoop(d)) < 1, limit, { ...clock, method: "spectral radius" });
}

function scanned(
  isStable: (d: number) => boolean,
  limit: number,
  origin: Pick<TolerableDelay, "timeUnit" | "method"> & { readonly sampleTime: number },
): TolerableDelay {
  let d = 0;
  while (d <= limit && isStable(d)) d++;
  const samples = Math.max(0, d - 1);
  return {
    isStable: d > 0,
    samples,
    time: samples * origin.sampleTime,
    firstUnstable: d > limit ? null : d,
    timeUnit: origin.timeUnit,
    method: origin.method,
  };
}

function checkLimit(limit: number): void {
  if (Number.isSafeInteger(limit) && limit >= 0) return;
  throw new UserError("delay margin", [
    { place: "limit", message: `found ${limit}; expected a whole number of samples, 0 or more` },
  ]);
}
