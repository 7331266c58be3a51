// The certified latency put to the test: the kernel plays the loop with commands somewhat earlier and somewhat later.
import { closedLoop } from "../control/analysis/closed-loop.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import { stateSpaceOf } from "../control/linear/convert.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { structureNames } from "../control/loop-parameters.ts";
import { spectralRadius } from "../numeric/eigenvalues.ts";
import { exp, log } from "../numeric/elementary.ts";
import { kernelModule } from "../simulate/module.ts";
import { createPlant, openPlant, type ScenarioFamily } from "../simulate/plant.ts";
import { traceColumn } from "../simulate/trace.ts";
import type { LatencyConfirmation, PlayedLatency } from "./analysis.ts";
import { channelLoops, openLoop } from "./loops.ts";
import { valueIn, withoutLoops, withValues } from "./setting.ts";
import { toleratedDelay } from "./tolerated-delay.ts";
import { turnover } from "./turnover.ts";

/** Channels whose measurement the trace shows. */
export type ConfirmedChannel = "funding" | "depth";

const EARLIER = 0.8;
const LATER = 1.25;
/** Blocks to which the tolerated latency is shortened by playing longer blocks: fine enough for a tenth of it. */
const PLAYED_LATENCY = 40;
/** Periods of oscillation that are played after the book has come to rest; the first and the last are compared. */
const PERIODS = 3;
/** Time constants of the book after which it counts as being at rest. */
const AT_REST = 4;
/** Largest kick, in the unit of the measurement, and largest change of a log hazard that it may ask for at once. */
const KICK = 0.05;
const HAZARD_CHANGE = 0.3;
/** Most slots a side: a slow loop is played for months, and every trade of it takes time. */
const SLOTS = 500;

/**
 * What the kernel says of a fifth less and a quarter more than the tolerated latency: a kick of the set point, in a market
 * whose price stands still, without guardrails. The answer is the mean over the paths of the difference to the same paths
 * without the kick. Null where the loop is not certified as the vector has it, is unstable, or tolerates any latency, and
 * for state feedback: its compensator is made for the block time and the delay of the vector, and these are changed here.
 */
export function confirmLatency(
  vector: Float64Array,
  channel: ConfirmedChannel,
  family: ScenarioFamily,
): LatencyConfirmation | null {
  if (structureNames[valueIn(vector, `${channel}.structure`)] === "state") return null;
  const alone = loopAlone(vector, channel);
  const own = openedAt(alone, channel);
  const tolerated = own === null ? null : toleratedDelay(own);
  if (own === null || tolerated === null || tolerated.firstUnstable === null || !tolerated.isStable) return null;
  const factor = Math.max(1, Math.floor((own.delay + tolerated.samples) / PLAYED_LATENCY));
  const blockTime = factor * valueIn(vector, "time.block");
  const played = withValues(alone, { "time.block": blockTime, "delay.command": 0 });
  const loop = openedAt(played, channel);
  if (loop === null) return null;
  const predicted = toleratedDelay(loop).samples;
  const setting = { played, channel, loop, family };
  return {
    channel,
    blockTime,
    predicted,
    below: play(setting, Math.floor(EARLIER * predicted)),
    above: play(setting, Math.ceil(LATER * predicted) + 1),
  };
}

/** The loop at the plainest place, that of the vector in calm times. */
function openedAt(vector: Float64Array, channel: ConfirmedChannel): TransferFunction | null {
  const [loop] = channelLoops(vector, channel).loops;
  return loop === undefined ? null : openLoop(loop);
}

/** The market at rest, both sides alike, nobody liquidated; the other loops opened and this one without guardrails. */
export function loopAlone(vector: Float64Array, channel: ConfirmedChannel): Float64Array {
  const total = valueIn(vector, "book.openInterestLong") + valueIn(vector, "book.openInterestShort");
  const open = withoutLoops(vector);
  const own = ["kp", "ki", "kd", "structure", "feedForward", ...(channel === "funding" ? ["law"] : [])];
  const rows = own.map((row) => `${channel}.${row}`);
  return withValues(open, {
    ...Object.fromEntries(rows.map((row) => [row, valueIn(vector, row)])),
    [`${channel}.min`]: -Infinity,
    [`${channel}.max`]: Infinity,
    [`${channel}.slew`]: Infinity,
    [`${channel}.deadband`]: 0,
    [`${channel}.integralLimit`]: Infinity,
    "price.volatility": 0,
    "price.drift": 0,
    "jump.rate": 0,
    "shock.size": 0,
    "depth.initial": 1e15, // traders do not move the price
    "book.slots": Math.min(SLOTS, valueIn(vector, "book.slots")),
    "book.openInterestLong": total / 2,
    "book.openInterestShort": total / 2,
    "traders.momentumResponse": 0,
    "traders.panicResponse": 0,
    "liquidation.cap": 0,
  });
}

interface Setting {
  readonly played: Float64Array;
  readonly channel: ConfirmedChannel;
  readonly loop: TransferFunction;
  readonly family: ScenarioFamily;
}

function play({ played, channel, loop, family }: Setting, blocks: number): PlayedLatency {
  const period = Math.max(1, Math.round((2 * Math.PI) / (crossover(loop) * loop.sampleTime)));
  const rest = Math.ceil(AT_REST / (turnover(played).skewDecay * loop.sampleTime));
  const start = channel === "funding" ? rest : period;
  const vector = withValues(played, { "delay.command": blocks, "time.blocks": start + PERIODS * period });
  const answer = kickAnswer(vector, channel, family);
  const sizes = [0, PERIODS - 1].map((n) => deviation(answer.slice(start + n * period, start + (n + 1) * period)));
  const [first = Number.NaN, last = Number.NaN] = sizes;
  const radius = spectralRadius(closedLoop(stateSpaceOf({ ...loop, delay: blocks })).A); // at most some 60 states
  return { blocks, expected: exp(period * log(radius)), simulated: exp(log(last / first) / (PERIODS - 1)) };
}

/** rad/day: the frequency at which the loop oscillates when its delay is used up. */
function crossover(loop: TransferFunction): number {
  const [first, ...others] = loopMargins(loop).gainCrossovers;
  if (first === undefined) return Number.NaN;
  return others.reduce((least, at) => (at.delayMargin < least.delayMargin ? at : least), first).frequency;
}

/** Mean response of the measurement to a kick of the set point, one number a block. */
function kickAnswer(vector: Float64Array, channel: ConfirmedChannel, family: ScenarioFamily): Float64Array {
  const simulator = openPlant(kernelModule(), createPlant(kernelModule(), vector, family, 1), 0);
  const setpoint = `${channel}.setpoint`;
  const strength = Math.abs(valueIn(vector, "traders.fundingResponse") * valueIn(vector, `${channel}.kp`));
  const kick = channel === "funding" ? Math.min(KICK, HAZARD_CHANGE / strength) : KICK;
  const mean = (played: Float64Array): Float64Array => {
    const trace = simulator.trace(played, 1);
    const sum = new Float64Array(trace.blocks.length);
    for (let path = 0; path < family.paths; path++) {
      const column = traceColumn(trace, path, channel === "funding" ? "skew" : "depth");
      for (const [i, x] of column.entries()) sum[i] = (sum[i] ?? 0) + x / family.paths;
    }
    return sum;
  };
  const calm = mean(vector);
  return mean(withValues(vector, { [setpoint]: valueIn(vector, setpoint) + kick })).map((x, i) => x - (calm[i] ?? 0));
}

/** Standard deviation about the mean. */
function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
}
