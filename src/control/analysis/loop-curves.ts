// Logarithm of the gain and phase of a loop along the contour, with bounds on their slopes.
//
// Each factor's distance to a stretch of the contour has closed bounds, and both slopes are functions of that distance:
// d/dw log|z - p| = r sin(w - angle) / |z - p|^2 and d/dw arg(z - p) = 1/2 + (1 - r^2) / (2 |z - p|^2) on the unit circle,
// (w - Im p) / |jw - p|^2 and -Re p / |jw - p|^2 on the imaginary axis.
import { angleOf } from "../../numeric/arctangent.ts";
import { log } from "../../numeric/elementary.ts";
import type { Interval } from "../../numeric/interval.ts";
import type { Curve } from "../../numeric/level-crossings.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import type { Factor, LoopFactors } from "./loop-factors.ts";

/** Natural logarithm of |L|; infinite at a pole or zero on the contour. */
export function gainCurve(loop: LoopFactors): Curve {
  return {
    value: (angle) => logGain(loop, angle),
    slopes: (a, b) => gainSlopes(loop, a, b),
  };
}

/** Phase in radians, continuous along the contour: the branch is fixed by each factor, not cut at pi. */
export function phaseCurve(loop: LoopFactors): Curve {
  return {
    value: (angle) => phase(loop, angle),
    slopes: (a, b) => phaseSlopes(loop, a, b),
  };
}

/** A point of the contour relative to the origin of slow behaviour, and the direction of z. */
interface ContourPoint {
  readonly angle: number;
  readonly re: number;
  readonly im: number;
  readonly cos: number;
}

function contourPoint(loop: LoopFactors, angle: number): ContourPoint {
  if (loop.sampleTime === 0) return { angle, re: 0, im: angle, cos: 0 };
  const half = sin(angle / 2);
  return { angle, re: -2 * half * half, im: angle === Math.PI ? 0 : sin(angle), cos: cos(angle) };
}

function logGain(loop: LoopFactors, angle: number): number {
  const at = contourPoint(loop, angle);
  let [above, below, sum] = [1, 1, log(Math.abs(loop.gain))];
  for (const factor of loop.factors) {
    const squared = distanceSquared(factor, at);
    if (factor.power === 1) above *= squared;
    else below *= squared;
    if (above > 1e-100 && above < 1e100 && below > 1e-100 && below < 1e100) continue;
    sum += 0.5 * (log(above) - log(below)); // before the products leave the range of doubles
    [above, below] = [1, 1];
  }
  sum += 0.5 * (log(above) - log(below));
  return loop.origin === 0 ? sum : sum + 0.5 * loop.origin * log(at.re * at.re + at.im * at.im);
}

function phase(loop: LoopFactors, angle: number): number {
  const at = contourPoint(loop, angle);
  const continuous = loop.sampleTime === 0;
  let sum = (loop.gain < 0 ? Math.PI : 0) - (loop.delay === 0 ? 0 : loop.delay * angle);
  for (const factor of loop.factors)
    sum += factor.power * (continuous ? axisPhase(factor, at) : circlePhase(factor, at));
  return sum + loop.origin * (Math.PI / 2 + (continuous ? 0 : angle / 2));
}

/** arg(jw - p), continuous in w. */
function axisPhase({ re, im }: Factor, at: ContourPoint): number {
  return re > 0 ? Math.PI + angleOf(im - at.im, re) : angleOf(at.im - im, -re);
}

/** arg(z - p), continuous along the circle: arg z + arg(1 - p/z) inside, arg(-p) + arg(1 - z/p) outside. */
function circlePhase({ re, im, inward }: Factor, at: ContourPoint): number {
  const [x, y] = [at.re - re, at.im - im];
  if (inward >= 0) return at.angle + angleOf(y * at.cos - x * at.im, x * at.cos + y * at.im);
  const real = 1 + re;
  return angleOf(-im, -real) + angleOf(x * im - y * real, -x * real - y * im);
}

function distanceSquared({ re, im }: Factor, at: ContourPoint): number {
  const [x, y] = [at.re - re, at.im - im];
  return x * x + y * y;
}

/** Bounds of |point - p|^2 on a stretch of the contour. */
function distances(factor: Factor, a: ContourPoint, b: ContourPoint, circle: boolean): Interval {
  const [atA, atB] = [distanceSquared(factor, a), distanceSquared(factor, b)];
  const { angle, radius, inward } = factor;
  const nearest = holds(a.angle, b.angle, angle, circle)
    ? (circle ? inward / (1 + radius) : inward) ** 2
    : Math.min(atA, atB);
  const farthest = circle && holds(a.angle, b.angle, angle + Math.PI, true) ? (1 + radius) ** 2 : Math.max(atA, atB);
  return { low: nearest, high: farthest };
}

/** Whether a <= x <= b; on the circle, whether x or one of its turns lies there. */
function holds(a: number, b: number, x: number, circle: boolean): boolean {
  if (x >= a && x <= b) return true;
  if (!circle) return false;
  return (x - 2 * Math.PI >= a && x - 2 * Math.PI <= b) || (x + 2 * Math.PI >= a && x + 2 * Math.PI <= b);
}

function gainSlopes(loop: LoopFactors, a: number, b: number): Interval {
  const circle = loop.sampleTime !== 0;
  const [first, last] = [contourPoint(loop, a), contourPoint(loop, b)];
  let { low, high } = originSlopes(loop, a, b);
  for (const factor of loop.factors) {
    const rise = approach(factor, first, last, circle);
    const { low: near, high: far } = distances(factor, first, last, circle);
    const least = rise.low >= 0 ? rise.low / far : rise.low / near;
    const most = rise.high <= 0 ? rise.high / far : rise.high / near;
    low += factor.power === 1 ? least : -most;
    high += factor.power === 1 ? most : -least;
  }
  return { low, high };
}

/** Slope of origin log|point|: cot(w/2)/2 on the circle, 1/w on the axis, both falling. */
function originSlopes({ origin, sampleTime }: LoopFactors, a: number, b: number): Interval {
  if (origin === 0) return { low: 0, high: 0 };
  const at = (x: number): number => (sampleTime === 0 ? 1 / x : (0.5 * cos(x / 2)) / sin(x / 2));
  const ends = [origin * (a === 0 ? Infinity : at(a)), origin * at(b)];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** Bounds of half the slope of |point - p|^2: r sin(w - angle) on the circle, w - Im p on the axis. */
function approach(factor: Factor, a: ContourPoint, b: ContourPoint, circle: boolean): Interval {
  if (!circle) return { low: a.angle - factor.im, high: b.angle - factor.im };
  const at = (point: ContourPoint): number => point.im * (1 + factor.re) - point.cos * factor.im;
  const [atA, atB] = [at(a), at(b)];
  const top = holds(a.angle, b.angle, factor.angle + Math.PI / 2, true);
  const bottom = holds(a.angle, b.angle, factor.angle - Math.PI / 2, true);
  return {
    low: bottom ? -factor.radius : Math.min(atA, atB),
    high: top ? factor.radius : Math.max(atA, atB),
  };
}

function phaseSlopes(loop: LoopFactors, a: number, b: number): Interval {
  const circle = loop.sampleTime !== 0;
  const [first, last] = [contourPoint(loop, a), contourPoint(loop, b)];
  const fixed = (circle ? 0.5 * loop.origin : 0) - loop.delay;
  let [low, high] = [fixed, fixed];
  for (const factor of loop.factors) {
    const { inward, power } = factor;
    const { low: near, high: far } = distances(factor, first, last, circle);
    const scale = circle ? 0.5 * inward : inward;
    const ends = inward === 0 ? [0, 0] : [scale / near, scale / far];
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const own = circle ? 0.5 : 0;
    low += power === 1 ? own + least : -own - most;
    high += power === 1 ? own + most : -own - least;
  }
  return { low, high };
}
