// Every place where a curve reaches one of a set of levels: intervals are split until the curve is proved monotone on
// them, or proved to stay between two levels.
import { bracketedRoot } from "./bracketed-root.ts";
import type { Interval } from "./interval.ts";

/** A smooth curve with bounds on its slope. */
export interface Curve {
  /** Value; may be infinite at the ends of a piece. */
  value(x: number): number;
  /** Bounds of the slope on [a, b]. */
  slopes(a: number, b: number): Interval;
}

/** The levels first + k step for whole k; a step of Infinity leaves one. */
export interface Levels {
  readonly first: number;
  readonly step: number;
}

const NARROWEST = 2 ** -46; // relative width at which a touching level is taken as reached
const TOUCH = 1e-6; // distance from a level that is touching: the square of a curve's resolution in x, and room
const SAME = 2 ** -42; // what rounding leaves of a level, relative
const SMALLEST = 2 ** -200; // relative to the last edge: where the search towards 0 ends

/**
 * The x in ascending order at which the curve crosses or touches a level. Levels reached exactly at the first or last
 * edge are left to the caller, to whom the ends are known better than by rounding.
 * @param edges ascending, none negative; the curve is smooth between neighbours
 * @param most number of intervals after which the search gives up
 * @returns null where the curve lies on a level over an interval, or the search gave up
 */
export function levelCrossings(
  curve: Curve,
  edges: readonly number[],
  levels: Levels,
  most: number,
): readonly number[] | null {
  const found: number[] = [];
  const pending = edges.slice(1).map((b, i) => [edges[i] ?? b, b] as const);
  pending.reverse();
  const smallest = SMALLEST * (edges.at(-1) ?? 0);
  let looked = 0;
  for (let piece = pending.pop(); piece !== undefined; piece = pending.pop()) {
    const [a, b] = piece;
    const { low, high } = curve.slopes(a, b);
    const middle = between(a, b);
    if (low >= 0 || high <= 0) {
      if (low === high && low === 0 && levelFrom(levels, curve.value(middle)) === curve.value(middle)) return null;
      for (const x of crossedOn(curve, a, b, levels)) found.push(x);
      continue;
    }
    const value = curve.value(middle);
    const reach = Math.max(-low, high) * Math.max(b - middle, middle - a);
    if (!(levelFrom(levels, value - reach) <= value + reach)) continue;
    if (b - a > NARROWEST * b && b > smallest) pending.push([middle, b], [a, middle]);
    else if (levelFrom(levels, value - TOUCH) <= value + TOUCH) found.push(middle);
    if (++looked > most) return null;
  }
  return merged(curve, levels, found);
}

/** The lowest level not below x; Infinity where there is none. */
function levelFrom({ first, step }: Levels, x: number): number {
  if (step === Infinity) return first >= x ? first : Infinity;
  return first + step * Math.ceil((x - first) / step);
}

/** On an interval where the curve is monotone. */
function crossedOn(curve: Curve, a: number, b: number, levels: Levels): readonly number[] {
  const [fa, fb] = [curve.value(a), curve.value(b)];
  const [low, high] = fa <= fb ? [fa, fb] : [fb, fa];
  const roots: number[] = [];
  for (let level = levelFrom(levels, low), k = 1; level <= high && level < Infinity; k++) {
    const at = level;
    roots.push(bracketedRoot((x) => curve.value(x) - at, a, fa - at, b, fb - at));
    level = levels.step === Infinity ? Infinity : levelFrom(levels, low) + k * levels.step;
  }
  return fa <= fb ? roots : roots.reverse();
}

/** The middle; the geometric mean of ends that are not of one size. */
export function between(a: number, b: number): number {
  if (a === 0) return b / 64;
  return b > 4 * a ? Math.sqrt(a) * Math.sqrt(b) : 0.5 * (a + b);
}

/**
 * Without the doubles that a level at the common end of two intervals leaves, and that rounding leaves around a level
 * which is only touched: between two of one place the curve does not part from the level.
 */
function merged(curve: Curve, levels: Levels, xs: readonly number[]): readonly number[] {
  return xs.filter((x, i) => {
    const last = xs[i - 1];
    if (last === undefined) return true;
    if (x - last <= 4 * NARROWEST * x) return false;
    const value = curve.value(0.5 * (last + x));
    const room = SAME * Math.max(1, Math.abs(value));
    return !(levelFrom(levels, value - room) <= value + room);
  });
}
