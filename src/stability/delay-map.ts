// What latency a loop tolerates if two of its gains were different: the picture behind "slower chain, smaller gains".
import { isStableClosed } from "../control/analysis/closed-loop.ts";
import type { Channel } from "../control/channels.ts";
import { parameterNamed } from "../simulate/parameters.ts";
import type { DelayMap } from "./analysis.ts";
import { loopsOf, openLoop } from "./loops.ts";
import { valueIn, withoutLoops, withValues } from "./setting.ts";
import { toleratedDelay } from "./tolerated-delay.ts";

/** Gains of the map over those of the vector. */
const MULTIPLES = [0, 0.25, 0.5, 1, 1.5, 2, 3, 5] as const;
/** A gain of 0 is varied up to this share of its search bound. */
const SHARE = 0.02;

/** Over the proportional and integral gain of a pid loop, at all points and variants. */
export function delayMap(vector: Float64Array, channel: Channel): DelayMap {
  const [across, down] = [axis(vector, `${channel}.kp`), axis(vector, `${channel}.ki`)];
  const alone = onlyLoop(vector, channel);
  const blocks = down.values.map((ki) =>
    across.values.map((kp) => latencyOf(withValues(alone, { [across.name]: kp, [down.name]: ki }))),
  );
  const at = { across: valueIn(vector, across.name), down: valueIn(vector, down.name) };
  return { channel, across, down, blocks, at };
}

function axis(vector: Float64Array, name: string): DelayMap["across"] {
  const gain = valueIn(vector, name);
  const row = parameterNamed(name);
  const unit = gain !== 0 ? gain : (SHARE * (row?.max ?? Number.NaN)) / Math.max(...MULTIPLES);
  return { name, values: MULTIPLES.map((multiple) => multiple * unit) };
}

/** The vector with all other loops opened. */
function onlyLoop(vector: Float64Array, channel: Channel): Float64Array {
  const open = withoutLoops(vector);
  const rows = ["kp", "ki", "kd", "feedForward", "stressRise", "stressRelief", "structure"];
  const kept = rows.map((row) => [`${channel}.${row}`, valueIn(vector, `${channel}.${row}`)] as const);
  return withValues(open, Object.fromEntries(kept));
}

/** 0 where a loop is unstable, null where every latency is tolerated. */
function latencyOf(vector: Float64Array): number | null {
  let least: number | null = null;
  for (const L of loopsOf(vector).loops.map(openLoop)) {
    if (!isStableClosed(L)) return 0;
    const { samples, firstUnstable } = toleratedDelay(L);
    if (firstUnstable !== null) least = Math.min(least ?? Infinity, L.delay + samples);
  }
  return least;
}
