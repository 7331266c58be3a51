// What the figures of one loop show: its open-loop response, its closed-loop poles and how a disturbance dies out.
import { closedLoop, closedLoopPoles } from "../control/analysis/closed-loop.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import { peakSensitivity } from "../control/analysis/peak-sensitivity.ts";
import { stateSpaceOf } from "../control/linear/convert.ts";
import { transferResponse } from "../control/linear/frequency-response.ts";
import { affine } from "../control/linear/response.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { exp, log } from "../numeric/elementary.ts";
import type { LoopPicture } from "./analysis.ts";
import { type OpenLoop, openLoop } from "./loops.ts";

const FREQUENCIES = 200;
/** Decades on either side of the frequency that matters most. */
const REACH = 1000;
const STEPS = 200;
/** Length of the step response, in radians of that frequency; never more blocks than this. */
const RADIANS = 20;
const MOST_BLOCKS = 200_000;
/** Longest register of delayed commands whose poles are computed. */
const MOST_DELAY = 60;

export function loopPicture(loop: OpenLoop): LoopPicture {
  const L = openLoop(loop);
  const centre = importantFrequency(L);
  const frequencies = Array.from({ length: FREQUENCIES }, (_, i) => {
    return Math.min(Math.PI / L.sampleTime, centre * exp((2 * (i / (FREQUENCIES - 1)) - 1) * log(REACH)));
  }).filter((w, i, all) => i === 0 || w > (all[i - 1] ?? 0));
  return {
    channel: loop.channel,
    point: loop.point,
    frequencies,
    openLoop: frequencies.map((w) => transferResponse(L, w)),
    poles: L.delay <= MOST_DELAY ? closedLoopPoles(L).map(({ re, im }) => ({ re, im })) : [],
    step: stepOf(L, centre),
  };
}

/** rad/day: where |L| is 1, or where S is largest. */
function importantFrequency(L: TransferFunction): number {
  const [first] = loopMargins(L).gainCrossovers;
  if (first !== undefined && first.frequency > 0) return first.frequency;
  const peak = peakSensitivity(L).sensitivity.frequency;
  return peak > 0 && peak < Infinity ? peak : 0.01 * (Math.PI / L.sampleTime);
}

/** Response of S to a unit step, thinned to a few hundred samples; it ends early where an unstable loop leaves all bounds. */
function stepOf(L: TransferFunction, centre: number): LoopPicture["step"] {
  const S = closedLoop(stateSpaceOf(L));
  const blocks = Math.min(MOST_BLOCKS, Math.ceil(RADIANS / centre / L.sampleTime));
  const stride = Math.max(1, Math.ceil(blocks / STEPS));
  const [one, samples] = [Float64Array.of(1), [] as { day: number; remaining: number }[]];
  let x: Float64Array = new Float64Array(S.A.rows);
  for (let k = 0; k <= blocks; k++) {
    if (k % stride === 0) {
      const remaining = affine(S.C, x, S.D, one)[0] ?? Number.NaN;
      if (!(Math.abs(remaining) < 1e6)) break;
      samples.push({ day: k * L.sampleTime, remaining });
    }
    x = affine(S.A, x, S.B, one);
  }
  return samples;
}
