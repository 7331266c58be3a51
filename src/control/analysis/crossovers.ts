// Where a loop's gain is 1 and where its phase is an odd multiple of pi: all of them, found on intervals that are proved to
// hold one or none.
import { exp, log } from "../../numeric/elementary.ts";
import { type Levels, levelCrossings } from "../../numeric/level-crossings.ts";
import { UserError } from "../../numeric/user-error.ts";
import { gainCurve, phaseCurve } from "./loop-curves.ts";
import type { Factor, LoopFactors } from "./loop-factors.ts";

const MOST_INTERVALS = 20_000;
const FAR = 1e4; // beyond so many times the fastest feature a rational loop is its asymptote
const END_WIDTH = 1e-9; // relative: rounding cannot tell a crossing so near an end from the end itself

const ROUNDING = 2 ** -48; // of a logarithm of the gain, a sum over all factors
const LARGEST_LOG_GAIN = 25; // e^25: a phase that jumps there jumps at a pole or zero on the contour

const ODD_MULTIPLES_OF_PI: Levels = { first: Math.PI, step: 2 * Math.PI };

/** Gain below which phase crossovers of a continuous loop with dead time, which has infinitely many, are left out. */
export const LEAST_LISTED_GAIN = 1e-3;

/**
 * Positions (w h, or w in continuous time) with |L| = 1, ascending. Not 0, where a real loop has no phase to lose.
 * @throws UserError where |L| = 1 on a whole band
 */
export function gainCrossovers(loop: LoopFactors): readonly number[] {
  return gainReaches(loop, 0);
}

/**
 * Positions with L real and negative, ascending, the ends included where L is finite there: 0, and pi or, for a rational
 * continuous loop with direct feedthrough, Infinity. Where L is real and negative on a whole band, as that of a double
 * integrator, those of its positions with |L| = 1.
 */
export function phaseCrossovers(loop: LoopFactors): readonly number[] {
  if (loop.gain === 0) return [];
  const end = lastPhase(loop);
  const found = levelCrossings(phaseCurve(loop), edges(loop, end), ODD_MULTIPLES_OF_PI, MOST_INTERVALS);
  if (found === null) return gainCrossovers(loop);
  const gain = gainCurve(loop);
  const onContour = (angle: number): boolean => Math.abs(gain.value(angle)) > LARGEST_LOG_GAIN;
  const inner = found.filter((angle) => !nearEnd(loop, angle, end) && !onContour(angle));
  return [...(isNegativeAtZero(loop) ? [0] : []), ...inner, ...(isNegativeAtEnd(loop) ? [lastAngle(loop)] : [])];
}

/** pi, or Infinity in continuous time. */
export function lastAngle(loop: LoopFactors): number {
  return loop.sampleTime === 0 ? Infinity : Math.PI;
}

/** Ascending positions from 0 to `end` between which every factor comes near the contour at an end or not at all. */
export function edges({ factors }: LoopFactors, end: number): readonly number[] {
  const inner = factors.map(({ angle }) => angle).filter((angle) => angle > 0 && angle < end);
  return [0, ...new Set(inner.toSorted((a, b) => a - b)), end];
}

/** pi, or a frequency beyond which a continuous loop follows its asymptote and has no gain crossover. */
export function lastFeature(loop: LoopFactors): number {
  if (loop.sampleTime !== 0) return Math.PI;
  const fastest = loop.factors.reduce((most, { re, im }) => Math.max(most, Math.abs(re), Math.abs(im)), 0);
  const relativeDegree = -loop.origin - loop.factors.reduce((sum, { power }) => sum + power, 0);
  const size = Math.abs(loop.gain);
  const asymptote = relativeDegree !== 0 ? exp(log(size) / relativeDegree) : 1;
  return FAR * Math.max(fastest, asymptote, Number.MIN_VALUE);
}

/** Positions with log |L| = level. */
function gainReaches(loop: LoopFactors, level: number): readonly number[] {
  if (loop.gain === 0) return [];
  const curve = gainCurve(loop);
  const end = lastFeature(loop);
  const found = levelCrossings(curve, edges(loop, end), { first: level, step: Infinity }, MOST_INTERVALS);
  if (found === null) throw bandError(exp(level));
  const isReached = (angle: number): boolean => Math.abs(curve.value(angle) - level) <= ROUNDING;
  const atEnd = loop.sampleTime !== 0 && isReached(end);
  const atZero = isReached(0);
  const isEnd = (angle: number): boolean =>
    angle === 0 || (atZero && angle < END_WIDTH * slowest(loop, end)) || (atEnd && end - angle < END_WIDTH * end);
  return [...found.filter((angle) => !isEnd(angle)), ...(atEnd ? [end] : [])];
}

/** Where the search for phase crossovers ends. */
function lastPhase(loop: LoopFactors): number {
  if (loop.sampleTime !== 0 || loop.delay === 0) return lastFeature(loop);
  return gainReaches(loop, log(LEAST_LISTED_GAIN)).at(-1) ?? lastFeature(loop);
}

function nearEnd(loop: LoopFactors, angle: number, end: number): boolean {
  return angle < END_WIDTH * slowest(loop, end) || (loop.sampleTime !== 0 && end - angle < END_WIDTH * end);
}

/** Size of the slowest feature of the loop. */
function slowest({ factors, delay }: LoopFactors, end: number): number {
  return Math.min(end, 1 / delay, ...factors.map(({ re, im }) => Math.max(Math.abs(re), Math.abs(im))));
}

/** The sign of L on the real axis counts the real factors to the right. */
function isNegativeAtZero({ origin, gain, factors }: LoopFactors): boolean {
  if (origin !== 0) return false;
  return signOf(gain, factors, ({ re }) => re > 0) < 0;
}

function isNegativeAtEnd({ origin, gain, factors, delay, sampleTime }: LoopFactors): boolean {
  if (sampleTime === 0) {
    const degree = factors.reduce((sum, { power }) => sum + power, origin);
    return degree === 0 && delay === 0 && gain < 0;
  }
  const turns = origin + delay;
  return signOf(turns % 2 === 0 ? gain : -gain, factors, ({ re }) => re > -2) < 0;
}

/** -1 for each real factor that lies to the right of the point; complex pairs give a positive product. */
function signOf(gain: number, factors: readonly Factor[], isRight: (factor: Factor) => boolean): number {
  return factors.reduce((sign, factor) => (factor.im === 0 && isRight(factor) ? -sign : sign), Math.sign(gain));
}

function bandError(gain: number): UserError {
  const message = `found a gain that stays at ${gain} over a band of frequencies; expected isolated crossovers; a pure delay has no margins`;
  return new UserError("loop", [{ place: "num, den", message }]);
}
