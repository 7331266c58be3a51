// The first front alone: which points no other dominates, in the order of their sums.
//
// What dominates a point has at most its sum, so in the order of sums each point need only be held against the members
// found before it, and those with small sums, which come first, dominate the most. The cost is n log n and, at worst, the
// square of the front. Chomicki, Godfrey, Gryz and Liang, "Skyline with presorting", ICDE 2003.
import { compareLexicographically, type Front, type Objectives } from "./front.ts";

/** Indices of the points that no other dominates, ascending; all of equal points. Values may be infinite but not NaN. */
export function firstFront(points: Front): number[] {
  const width = points[0]?.length ?? 0;
  const sums = Float64Array.from(points, sumOf);
  const order = Array.from(points.keys()).sort(
    (i, j) => (sums[i] ?? 0) - (sums[j] ?? 0) || compareLexicographically(points[i] ?? [], points[j] ?? []) || i - j,
  );
  const members = new Float64Array(points.length * width);
  const kept: number[] = [];
  for (const index of order) {
    const point = points[index] ?? [];
    if (isDominated(point, members, kept.length)) continue;
    members.set(point, kept.length * width);
    kept.push(index);
  }
  return kept.sort((i, j) => i - j);
}

/** Opposite infinities sum to 0: what dominates such a point has one of them too, and no larger sum. */
function sumOf(point: Objectives): number {
  const sum = point.reduce((total, value) => total + value, 0);
  return Number.isNaN(sum) ? 0 : sum;
}

/** @param members flat, as many numbers each as the point  @param count of members */
function isDominated(point: Objectives, members: Float64Array, count: number): boolean {
  const width = point.length;
  const end = count * width;
  for (let start = 0; start < end; start += width) {
    let k = 0;
    while (k < width && (members[start + k] ?? 0) <= (point[k] ?? 0)) k += 1;
    if (k === width && point.some((value, j) => value !== members[start + j])) return true;
  }
  return false;
}
