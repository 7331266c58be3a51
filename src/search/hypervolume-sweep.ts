// Dominated area and volume by one sweep: points in the order of the last objective, a staircase in the others.
import type { Front, Objectives } from "./front.ts";
import { createStaircase, type Staircase } from "./staircase.ts";

/** Area that points of two objectives, all at or below the reference point, dominate. */
export function area(points: Front, [right = 0, top = 0]: Objectives): number {
  const order = points.toSorted(([ax = 0, ay = 0], [bx = 0, by = 0]) => ax - bx || ay - by);
  let total = 0;
  let ceiling = top;
  for (const [x = 0, y = 0] of order) {
    if (y >= ceiling) continue;
    total += (right - x) * (ceiling - y);
    ceiling = y;
  }
  return total;
}

/**
 * Volume that points of three objectives, all at or below the reference point, dominate.
 * Beume, Fonseca, Lopez-Ibanez, Paquete and Vahrenhold, "On the complexity of computing the hypervolume indicator",
 * IEEE Trans. Evol. Comput. 13, 2009, with a sorted array in place of the balanced tree.
 */
export function volume(points: Front, [right = 0, top = 0, height = 0]: Objectives): number {
  const order = points.toSorted(([, , az = 0], [, , bz = 0]) => az - bz);
  const staircase = createStaircase();
  let total = 0;
  let covered = 0;
  let level = 0;
  for (const [x = 0, y = 0, z = 0] of order) {
    if (staircase.covers(x, y)) continue;
    total += covered * (z - level);
    level = z;
    covered += addedArea(staircase, x, y, { right, top });
    staircase.insert(x, y);
  }
  return covered > 0 ? total + covered * (height - level) : 0;
}

/** Area up to (right, top) that a point which nothing covers adds to the staircase. */
function addedArea(
  { x: xs, y: ys, placeOf }: Staircase,
  x: number,
  y: number,
  { right, top }: { readonly right: number; readonly top: number },
): number {
  let place = placeOf(x);
  let ceiling = place === 0 ? top : (ys[place - 1] ?? top);
  let from = x;
  let added = 0;
  for (; place < xs.length && (ys[place] ?? 0) >= y; place++) {
    const to = xs[place] ?? right;
    added += (to - from) * (ceiling - y);
    from = to;
    ceiling = ys[place] ?? y;
  }
  return added + ((place < xs.length ? (xs[place] ?? right) : right) - from) * (ceiling - y);
}
