// Hypervolume: how much of the objective space below a reference point a set of points dominates, exactly.
import type { Front, Objectives } from "./front.ts";
import { area, volume } from "./hypervolume-sweep.ts";
import { nondominatedIndices } from "./nondominated-sort.ts";

/**
 * Measure of the union of the boxes between each point and the reference point; lower is better. Points that are not
 * below the reference point in every objective count nothing, dominated and repeated ones change nothing.
 * One to three objectives by sweeps, n log n comparisons; more by exclusive parts (`boxesByParts`), which is
 * exponential in the number of objectives and meant for up to five.
 */
export function hypervolume(points: Front, reference: Objectives): number {
  const inside = points.filter((point) => point.every((value, k) => value < (reference[k] ?? 0)));
  return measure(inside, reference);
}

/** The same for points that are all at or below the reference point. */
export function measure(points: Front, reference: Objectives): number {
  switch (reference.length) {
    case 1:
      return points.reduce((most, [value = 0]) => Math.max(most, (reference[0] ?? 0) - value), 0);
    case 2:
      return area(points, reference);
    case 3:
      return volume(points, reference);
    default:
      return boxesByParts(points, reference);
  }
}

/**
 * Sum over the points of the part of each box that no later point covers: the box less the measure of the later points,
 * each moved up into the box. While, Bradstreet and Barone, "A fast way of calculating exact hypervolumes", IEEE Trans.
 * Evol. Comput. 16, 2012 (WFG). Taken from the worst last objective on, so that the points moved into a box all lie on
 * its floor in that objective and the rest has one objective less.
 */
function boxesByParts(points: Front, reference: Objectives): number {
  const last = reference.length - 1;
  const front = nondominatedIndices(points).map((index) => points[index] ?? []);
  front.sort((a, b) => (b[last] ?? 0) - (a[last] ?? 0));
  const floor = reference.slice(0, last);
  let total = 0;
  for (const [k, point] of front.entries()) {
    const base = point.slice(0, last);
    const moved = front.slice(k + 1).map((other) => base.map((value, j) => Math.max(value, other[j] ?? 0)));
    const free = boxMeasure(base, floor) - measure(moved, floor);
    total += ((reference[last] ?? 0) - (point[last] ?? 0)) * free;
  }
  return total;
}

/** Volume of the box from `low` to `high`. */
export function boxMeasure(low: Objectives, high: Objectives): number {
  return low.reduce((product, value, k) => product * ((high[k] ?? 0) - value), 1);
}
