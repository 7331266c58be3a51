// Gain, phase and delay margins of a loop with one input and one output under negative unit feedback.
//
// Every crossover is listed, not only the first: a loop that is stable between two gains, or that a longer delay makes
// stable again, shows in the lists. Margins of a loop that is unstable when closed say what would have to change; see
// `closedLoopPoles`.
import { exp } from "../../numeric/elementary.ts";
import type { TimeUnit } from "../linear/state-space.ts";
import { gainCrossovers, phaseCrossovers } from "./crossovers.ts";
import { gainCurve, phaseCurve } from "./loop-curves.ts";
import { type LoopFactors, loopFactors, type ScalarLoop } from "./loop-factors.ts";

const ROUNDING = 2 ** -44; // rad: a phase that is -pi but for rounding has margin 0, not a whole turn

/** A frequency with |L| = 1. */
export interface GainCrossover {
  /** rad per time unit. */
  readonly frequency: number;
  /** Angle from -1 to L in rad, in (-pi, pi]; negative where L has passed -1 already. */
  readonly phaseMargin: number;
  /** Delay, in time units, that turns L to -1: the phase margin counted from 0 to 2 pi, over the frequency. */
  readonly delayMargin: number;
}

/** A frequency with L real and negative. */
export interface PhaseCrossover {
  /** rad per time unit. */
  readonly frequency: number;
  /** Factor that takes L to -1. */
  readonly gainMargin: number;
}

export interface LoopMargins {
  readonly gainCrossovers: readonly GainCrossover[];
  readonly phaseCrossovers: readonly PhaseCrossover[];
  /** Smallest gain margin above 1; Infinity where there is none. */
  readonly gainIncrease: number;
  /** Largest gain margin below 1; 0 where there is none. */
  readonly gainDecrease: number;
  /** Phase margin of least size, rad; Infinity without a gain crossover. */
  readonly phaseMargin: number;
  /** Smallest delay margin in time units; Infinity without a gain crossover. */
  readonly delayMargin: number;
  /** The same in samples, not rounded; null in continuous time. Whole samples: `tolerableDelay`. */
  readonly delaySamples: number | null;
  readonly timeUnit: TimeUnit;
}

/**
 * All margins of L (Astrom and Murray, Feedback Systems, 2nd ed. 2021, section 10.3). Of a continuous loop with dead time,
 * whose phase crossovers never end, those with |L| above `LEAST_LISTED_GAIN`.
 * @throws UserError for more than one input or output, or a loop whose gain is 1 at every frequency
 */
export function loopMargins(loop: ScalarLoop): LoopMargins {
  return marginsOf(loopFactors(loop));
}

/** The same for a loop whose factors are known. */
export function marginsOf(loop: LoopFactors): LoopMargins {
  const perAngle = loop.sampleTime === 0 ? 1 : 1 / loop.sampleTime;
  const [gain, phase] = [gainCurve(loop), phaseCurve(loop)];
  const gains = gainCrossovers(loop).map((angle) => gainCrossover(phase.value(angle), angle * perAngle));
  const phases = phaseCrossovers(loop).map((angle) => ({
    frequency: angle * perAngle,
    gainMargin: angle === Infinity ? 1 / Math.abs(loop.gain) : exp(-gain.value(angle)),
  }));
  const margins = phases.map(({ gainMargin }) => gainMargin);
  const delayMargin = Math.min(Infinity, ...gains.map((crossover) => crossover.delayMargin));
  return {
    gainCrossovers: gains,
    phaseCrossovers: phases,
    gainIncrease: Math.min(Infinity, ...margins.filter((margin) => margin > 1)),
    gainDecrease: Math.max(0, ...margins.filter((margin) => margin < 1)),
    phaseMargin: gains.reduce((least, { phaseMargin: m }) => (Math.abs(m) < Math.abs(least) ? m : least), Infinity),
    delayMargin,
    delaySamples: loop.sampleTime === 0 ? null : delayMargin / loop.sampleTime,
    timeUnit: loop.timeUnit,
  };
}

/** @param phase of L, rad, any branch */
function gainCrossover(phase: number, frequency: number): GainCrossover {
  const turn = 2 * Math.PI;
  const above = phase + Math.PI;
  const exact = above - turn * Math.floor(above / turn);
  const counted = turn - exact <= ROUNDING ? 0 : exact;
  return {
    frequency,
    phaseMargin: counted > Math.PI ? counted - turn : counted,
    delayMargin: frequency === 0 ? Infinity : counted / frequency,
  };
}
