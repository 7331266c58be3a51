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

const NARROWEST = 2 ** -46; // relative width at which a touching level is taken as reached

/**
 * The x in ascending order at which the curve crosses or touches a level. Levels reached exactly at the first or last
 * edge are left to the caller, to whom the ends are known better than by rounding.
 * @param edges ascending; the curve is smooth between neighbours  @param levels those in [low, high]
 * @param most the count beyond which the search gives up  @returns null where it gave up: the curve lies on a level
 */
export function levelCrossings(
  curve: Curve,
  edges: readonly number[],
  levels: (low: number, high: number) => readonly number[],
  most: number,
): readonly number[] | null {
  const found: number[] = [];
  const pending = edges.slice(1).map((b, i) => [edges[i] ?? b, b] as const);
  let looked = 0;
  for (let piece = pending.shift(); piece !== undefined; piece = pending.shift()) {
    const [a, b] = piece;
    if (++looked > most) return null;
    const { low, high } = curve.slopes(a, b);
    if (low >= 0 || high <= 0) {
      found.push(...crossedOn(curve, a, b, levels));
      continue;
    }
    const middle = between(a, b);
    const value = curve.value(middle);
    const reach = Math.max(-low, high) * Math.max(b - middle, middle - a);
    const near = levels(value - reach, value + reach);
    if (near.length === 0) continue;
    if (b - a <= NARROWEST * b) found.push(middle);
    else pending.unshift([a, middle], [middle, b]);
  }
  return merged(found);
}

/** On an interval where the curve is monotone. */
function crossedOn(
  curve: Curve,
  a: number,
  b: number,
  levels: (low: number, high: number) => readonly number[],
): readonly number[] {
  const [fa, fb] = [curve.value(a), curve.value(b)];
  const inside = levels(Math.min(fa, fb), Math.max(fa, fb));
  const roots = inside.map((level) => bracketedRoot((x) => curve.value(x) - level, a, fa - level, b, fb - level));
  return fa <= fb ? roots : roots.toReversed();
}

/** The middle; the geometric mean of ends that are not of one size. */
export function between(a: number, b: number): number {
  if (a === 0) return b / 64;
  return b > 4 * a ? Math.sqrt(a) * Math.sqrt(b) : 0.5 * (a + b);
}

/** Without the doubles that a level at the common end of two intervals, or touched from one side, leaves. */
function merged(xs: readonly number[]): readonly number[] {
  return xs.filter((x, i) => i === 0 || x - (xs[i - 1] ?? 0) > 4 * NARROWEST * x);
}
