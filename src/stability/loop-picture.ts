// What the figures of one loop show: its open-loop response, its closed-loop poles and how a disturbance dies out.
import { closedLoopPoles } from "../control/analysis/closed-loop.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import { peakSensitivity } from "../control/analysis/peak-sensitivity.ts";
import { transferResponse } from "../control/linear/frequency-response.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { exp, log } from "../numeric/elementary.ts";
import type { LoopPicture } from "./analysis.ts";
import { closedResponse } from "./closed-response.ts";
import { type OpenLoop, openLoop } from "./loops.ts";

const FREQUENCIES = 200;
/** Decades on either side of the frequency that matters most. */
const REACH = 1000;
const STEPS = 200;
/** Length of the step response, in radians of that frequency; never more blocks than this. */
const RADIANS = 20;
const MOST_BLOCKS = 200_000;
const OUT_OF_BOUNDS = 1e6;
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

/** What S leaves of a unit step, thinned to a few hundred samples; it ends early where an unstable loop leaves all bounds. */
function stepOf(L: TransferFunction, centre: number): LoopPicture["step"] {
  const blocks = Math.min(MOST_BLOCKS, Math.ceil(RADIANS / centre / L.sampleTime));
  const stride = Math.max(1, Math.ceil(blocks / STEPS));
  const samples: { day: number; remaining: number }[] = [];
  let k = 0;
  for (const remaining of closedResponse(L, () => 1)) {
    if (k > blocks || !(Math.abs(remaining) < OUT_OF_BOUNDS)) break;
    if (k % stride === 0) samples.push({ day: k * L.sampleTime, remaining });
    k++;
  }
  return samples;
}
