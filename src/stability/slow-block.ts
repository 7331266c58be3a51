// The slow block: what funding does to the skew, what the depth incentive does to the depth and what the initial margin does
// to volatility, as linear models of small deviations. Specification: control 3.4 (a).
//
// Each comes in continuous time (days) and per block, in the kernel's own recursion: a command computed at the end of block k
// from what the sensors read then moves its actuator at the end of block k + delay and acts from block k + 1 + delay on.
import { Matrix } from "ml-matrix";
import type { StateSpace } from "../control/linear/state-space.ts";
import { withdrawalExponent } from "../market/liquidity.ts";
import { exp, expm1, log } from "../numeric/elementary.ts";
import { atOperatingPoint, type OperatingPoint } from "./operating-point.ts";
import { valueIn } from "./setting.ts";
import { turnover } from "./turnover.ts";

/** One channel: command in, measurement out, both as deviations from rest. */
export interface ChannelPlant {
  /** In days. */
  readonly continuous: StateSpace;
  /** Sampled at the end of every block, in days, without the delay. */
  readonly perBlock: StateSpace;
  /** Blocks by which a command arrives late. */
  readonly delay: number;
}

const DAY = 86400;

/** Funding rate (1/day) to skew: w' = -w / tau - kappa f. In the mean; a hazard is the same for a whole block. */
export function fundingPlant(vector: Float64Array, point: OperatingPoint): ChannelPlant {
  const { skewDecay, fundingGain } = turnover(atOperatingPoint(vector, point));
  return firstOrder(vector, skewDecay, -fundingGain, 1);
}

/**
 * Depth incentive (multiple) to depth over depth at rest. The incentive follows the command with `depth.commandTime`, the
 * depth its target with `liquidity.refillTime`; providers who left because of the volatility take their
 * share of the effect with them. Orders that eat the depth are a disturbance.
 */
export function depthPlant(vector: Float64Array, point: OperatingPoint): ChannelPlant {
  const stay = stayingShare(vector, point);
  const block = blockDays(vector);
  const follow = DAY / valueIn(vector, "depth.commandTime");
  const refill = DAY / valueIn(vector, "liquidity.refillTime");
  const [a, r] = [-expm1(-block * follow), -expm1(-block * refill)];
  return {
    continuous: system(
      [
        [-follow, 0],
        [refill * stay, -refill],
      ],
      [follow, 0],
      [0, 1],
      0,
    ),
    perBlock: system(
      [
        [1 - a, 0],
        [r * stay * (1 - a), 1 - r],
      ],
      [a, r * stay * a],
      [0, 1],
      block,
    ),
    delay: valueIn(vector, "delay.command"),
  };
}

/**
 * Initial margin (fraction) to the log of the mark's volatility, by the mean log leverage of the book, which is renewed:
 *   Lbar' = ((ln(1/imr) + ln least) / 2 - Lbar) renewal,   d ln sigma = dg / (1 - g),
 * g the loop gain at the book's first liquidation, an upper estimate of what volatility meets. Null where g >= 1: the
 * amplification has no finite slope there, and only simulation can tell.
 */
export function marginPlant(vector: Float64Array, point: OperatingPoint): ChannelPlant | null {
  const there = atOperatingPoint(vector, point);
  const gain = gainAt(vector, point);
  if (gain >= 1) return null;
  const margin = valueIn(vector, "margin.initial");
  const width = -log(margin) - log(valueIn(vector, "book.leastLeverage"));
  const gainPerLeverage = 2 * gain * (1 / (1 - margin) - 1 / width); // dg / dLbar: ln Lmax moves twice as far as Lbar
  const { renewal } = turnover(there);
  return firstOrder(vector, renewal, -renewal / (2 * margin), gainPerLeverage / (1 - gain));
}

/** Loop gain at the first liquidation of a book that opened at the present price: that of the most levered position. */
export function firstGain(vector: Float64Array): number {
  const margin = valueIn(vector, "margin.initial");
  const width = -log(margin) - log(valueIn(vector, "book.leastLeverage"));
  const bookOverDepth = valueIn(vector, "book.openInterestLong") / valueIn(vector, "depth.initial");
  return (bookOverDepth * (1 / margin - 1)) / width;
}

/** The same at an operating point, in the depth that its volatility leaves. */
export function gainAt(vector: Float64Array, point: OperatingPoint): number {
  return firstGain(atOperatingPoint(vector, point)) / stayingShare(vector, point);
}

/** Share of the depth that stays in the point's volatility. */
export function stayingShare(vector: Float64Array, point: OperatingPoint): number {
  const slope = valueIn(vector, "liquidity.withdrawalSlope");
  const left = exp(withdrawalExponent(Math.max(0, point.volatility - 1), slope));
  return Math.max(left, valueIn(vector, "liquidity.withdrawalFloor"));
}

/** x' = -decay x + input u, y = output x; per block by the Euler step that a constant hazard makes. */
function firstOrder(vector: Float64Array, decay: number, input: number, output: number): ChannelPlant {
  const block = blockDays(vector);
  return {
    continuous: system([[-decay]], [input], [output], 0),
    perBlock: system([[1 - decay * block]], [input * block], [output], block),
    delay: valueIn(vector, "delay.command"),
  };
}

function blockDays(vector: Float64Array): number {
  return valueIn(vector, "time.block") / DAY;
}

function system(
  A: readonly (readonly number[])[],
  B: readonly number[],
  C: readonly number[],
  sampleTime: number,
): StateSpace {
  return {
    A: new Matrix(A.map((row) => [...row])),
    B: Matrix.columnVector([...B]),
    C: Matrix.rowVector([...C]),
    D: Matrix.zeros(1, 1),
    sampleTime,
    timeUnit: "day",
  };
}
