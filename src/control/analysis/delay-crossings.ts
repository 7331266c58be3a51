// How the number of unstable closed-loop poles changes with the delay of a loop, without computing a pole.
//
// A delay changes neither |L| nor where it is 1. By Nyquist's criterion the loop gains a pair of unstable poles for every
// turn by which the phase at a gain crossover with rising |L| leads that at the next with falling |L|; so each crossover
// contributes its number of half turns past -1, a step function of the delay (Walton and Marshall, "Direct method for TDS
// stability analysis", IEE Proc. D 134, 1987; here for whole samples, where nothing has to be continuous in the delay).
import { between } from "../../numeric/level-crossings.ts";
import { gainCrossovers, lastFeature } from "./crossovers.ts";
import { gainCurve, phaseCurve } from "./loop-curves.ts";
import type { LoopFactors } from "./loop-factors.ts";

const TURN = 2 * Math.PI;
const TOUCH = 2 ** -40; // turns, per radian of phase: what rounding leaves of a phase that is exactly pi

/** The gain crossovers of a loop, as far as delays need them. */
export interface DelayCrossings {
  readonly crossings: readonly {
    readonly angle: number;
    /** Phase of L with the loop's own delay, rad. */
    readonly phase: number;
    /** 1 where |L| rises through 1, -1 where it falls, 0 where it only touches. */
    readonly direction: number;
  }[];
  /** Unstable poles that each sample of delay adds by itself: 1 where |L| > 1 at the end of the contour. */
  readonly perSample: number;
}

export function delayCrossings(loop: LoopFactors): DelayCrossings {
  const angles = gainCrossovers(loop);
  const [gain, phase] = [gainCurve(loop), phaseCurve(loop)];
  const stops = [0, ...angles, lastFeature(loop)];
  const isLarge = stops.slice(1).map((stop, i) => gain.value(between(stops[i] ?? 0, stop)) > 0);
  const crossings = angles.map((angle, i) => ({
    angle,
    phase: phase.value(angle),
    direction: Number(isLarge[i + 1] ?? false) - Number(isLarge[i] ?? false),
  }));
  return { crossings, perSample: isLarge.at(-1) === true ? 1 : 0 };
}

/**
 * Number of unstable closed-loop poles with `extra` delay minus the number without; in samples, whole and of either sign,
 * or in time units for a continuous loop.
 */
export function addedUnstablePoles({ crossings, perSample }: DelayCrossings, extra: number): number {
  const turns = crossings.reduce((sum, { angle, phase, direction }) => {
    return sum + direction * (turnsPast(phase - extra * angle) - turnsPast(phase));
  }, 0);
  return 2 * turns + perSample * extra;
}

/** Whether `extra` delay puts a closed-loop pole onto the contour, as far as rounding can tell. */
export function isMarginal({ crossings }: DelayCrossings, extra: number): boolean {
  return crossings.some(({ angle, phase }) => {
    const delayed = (phase - extra * angle + Math.PI) / TURN;
    return Math.abs(delayed - Math.round(delayed)) <= TOUCH * (1 + Math.abs(phase) + Math.abs(extra * angle));
  });
}

/** Number of times that a phase growing from 0 has passed an odd multiple of pi. */
function turnsPast(phase: number): number {
  return Math.floor((phase + Math.PI) / TURN);
}
