// The tolerated delay of a loop whose margin may be hundreds of thousands of blocks: the scan starts shortly before the end.
import { type TolerableDelay, tolerableDelay } from "../control/analysis/delay-margin.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { LATENCY_LIMIT } from "./analysis.ts";

/** A scan this long costs less than finding out where it could start. */
const SHORT = 64;

/**
 * `tolerableDelay` up to `LATENCY_LIMIT`. No pole of a stable loop reaches the unit circle before the delay margin of the
 * gain crossovers, so that the scan may start there; where that finds no stable start it starts at 0.
 */
export function toleratedDelay(loop: TransferFunction): TolerableDelay {
  const first = tolerableDelay(loop, SHORT);
  if (first.firstUnstable !== null) return first;
  const margin = Math.min(loopMargins(loop).delaySamples ?? 0, LATENCY_LIMIT);
  const start = Math.max(0, Math.floor(margin) - 1);
  const rest = tolerableDelay({ ...loop, delay: loop.delay + start }, Math.min(SHORT, LATENCY_LIMIT - start));
  if (!rest.isStable || (rest.firstUnstable === null && start + SHORT < LATENCY_LIMIT)) {
    return tolerableDelay(loop, LATENCY_LIMIT);
  }
  const samples = start + rest.samples;
  const firstUnstable = rest.firstUnstable === null ? null : start + rest.firstUnstable;
  return { ...rest, samples, time: samples * loop.sampleTime, firstUnstable };
}
