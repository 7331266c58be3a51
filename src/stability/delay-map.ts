// What latency a loop tolerates if two of its gains were different: the picture behind "slower chain, smaller gains".
import { isStableClosed } from "../control/analysis/closed-loop.ts";
import type { Channel } from "../control/channels.ts";
import type { DelayMap } from "./analysis.ts";
import { channelLoops, openLoop } from "./loops.ts";
import { valueIn, withValues } from "./setting.ts";
import { toleratedDelay } from "./tolerated-delay.ts";

/** Gains of the map over those of the vector. */
const MULTIPLES = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5] as const;

/**
 * Over the proportional and the integral gain of a pid loop, at all points and variants. A gain of 0 is varied over the
 * numbers of the other; null where both are 0.
 */
export function delayMap(vector: Float64Array, channel: Channel): DelayMap | null {
  const [kp, ki] = [valueIn(vector, `${channel}.kp`), valueIn(vector, `${channel}.ki`)];
  if (kp === 0 && ki === 0) return null;
  const multiplesOf = (gain: number): readonly number[] => MULTIPLES.map((m) => (m === 0 ? 0 : m * gain)); // no -0
  const across = { name: `${channel}.kp`, values: multiplesOf(kp === 0 ? ki : kp) };
  const down = { name: `${channel}.ki`, values: multiplesOf(ki === 0 ? kp : ki) };
  const blocks = down.values.map((i) =>
    across.values.map((p) => latencyOf(withValues(vector, { [across.name]: p, [down.name]: i }), channel)),
  );
  return { channel, across, down, blocks, at: { across: kp, down: ki } };
}

/** 0 where a loop is unstable, null where every latency is tolerated. */
function latencyOf(vector: Float64Array, channel: Channel): number | null {
  let least: number | null = null;
  for (const L of channelLoops(vector, channel).loops.map(openLoop)) {
    if (!isStableClosed(L)) return 0;
    const { samples, firstUnstable } = toleratedDelay(L);
    if (firstUnstable !== null) least = Math.min(least ?? Infinity, L.delay + samples);
  }
  return least;
}
