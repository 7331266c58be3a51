// The largest value of a curve over the contour: stretches that provably stay below the best value seen are dropped, and
// the best is refined.
import { between } from "../../numeric/level-crossings.ts";

/** A place on the contour and the value there. */
export interface Peak {
  readonly angle: number;
  readonly value: number;
}

/** A curve with an upper bound on every stretch. */
export interface BoundedCurve {
  value(angle: number): number;
  /** Not below any value on [a, b]. */
  above(a: number, b: number): number;
}

const SLACK = 1e-3;
const GOLDEN = 0.6180339887498949;
const NARROWEST = 1e-9; // relative: at a smooth peak the value is then exact to rounding
const SMALLEST = 2 ** -60; // of the first bracket: where a refinement that runs towards 0, to a peak at rest, ends

/**
 * Branch and bound (Moore, Interval Analysis, 1966, chapter 6). The value returned is a value of the curve, local to
 * rounding; no other exceeds it by more than one part in a thousand.
 * @param edges ascending
 */
export function highestPeak(curve: BoundedCurve, edges: readonly number[]): Peak {
  const seen = edges.map((angle) => peakAt(curve, angle));
  let best = seen.reduce(higher);
  const pending = edges.slice(1).map((b, i) => [edges[i] ?? b, b] as const);
  for (let next = 0; next < pending.length; next++) {
    const [a, b] = pending[next] ?? [0, 0];
    if (!(curve.above(a, b) > best.value * (1 + SLACK)) || b - a <= NARROWEST * b) continue;
    const middle = peakAt(curve, between(a, b));
    best = higher(best, middle);
    seen.push(middle);
    pending.push([a, middle.angle], [middle.angle, b]);
  }
  const below = seen.reduce((most, { angle }) => (angle < best.angle && angle > most ? angle : most), -Infinity);
  const above = seen.reduce((least, { angle }) => (angle > best.angle && angle < least ? angle : least), Infinity);
  return refined(curve, best, Math.max(below, edges[0] ?? 0), Math.min(above, edges.at(-1) ?? 0));
}

/** Golden-section search (Kiefer, Proc. AMS 4, 1953) between the neighbours of the best place seen. */
function refined(curve: BoundedCurve, start: Peak, left: number, right: number): Peak {
  const smallest = SMALLEST * right;
  let [a, b] = [left, right];
  let x = peakAt(curve, b - GOLDEN * (b - a));
  let y = peakAt(curve, a + GOLDEN * (b - a));
  while (b - a > NARROWEST * b && b > smallest) {
    if (x.value >= y.value) {
      [b, y] = [y.angle, x];
      x = peakAt(curve, b - GOLDEN * (b - a));
    } else {
      [a, x] = [x.angle, y];
      y = peakAt(curve, a + GOLDEN * (b - a));
    }
  }
  return [x, y].reduce(higher, start);
}

function peakAt(curve: BoundedCurve, angle: number): Peak {
  return { angle, value: curve.value(angle) };
}

function higher(p: Peak, q: Peak): Peak {
  return q.value > p.value ? q : p;
}
