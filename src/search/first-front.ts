// The first front alone: which points no other dominates, without ranking those behind it.
//
// Points in lexicographic order are halved again and again: no point of a later half dominates one of an earlier half, so
// the front of both is the earlier half's front and what it leaves of the later half's. That is asked for by halving the
// values of one objective after the other, until two are left, which a sweep settles. n points of m objectives cost about
// n (log n)^(m-1) comparisons. Kung, Luccio and Preparata, "On finding the maxima of a set of vectors", J. ACM 22, 1975.
import { compareLexicographically, type Front, type Objectives } from "./front.ts";

/** Indices of the points that no other dominates, ascending; all of equal points. Values may be infinite but not NaN. */
export function firstFront(points: Front): number[] {
  const at = (index: number): Objectives => points[index] ?? [];
  const order = Array.from(points.keys()).sort((i, j) => compareLexicographically(at(i), at(j)) || i - j);
  const distinct = order.filter((index, place) => {
    const before = order[place - 1];
    return before === undefined || compareLexicographically(at(before), at(index)) !== 0;
  });
  const front = frontOf(distinct.map(at));
  const kept = new Set(front);
  let last: Objectives = [];
  return order
    .filter((index) => {
      const point = at(index);
      if (kept.has(point)) last = point;
      return last.length > 0 && compareLexicographically(last, point) === 0;
    })
    .sort((i, j) => i - j);
}

/** @param points distinct, in lexicographic order */
function frontOf(points: Front): Front {
  if (points.length < 2) return points;
  const middle = points.length >> 1;
  const earlier = frontOf(points.slice(0, middle));
  const later = frontOf(points.slice(middle));
  return [...earlier, ...uncovered(later, earlier, (points[0]?.length ?? 1) - 1)];
}

/** Below this many pairs, each is looked at. */
const FEW_PAIRS = 256;

/** The points that no rival matches or betters in every objective from 1 to `last`. */
function uncovered(points: Front, rivals: Front, last: number): Front {
  if (points.length === 0 || rivals.length === 0) return points;
  if (points.length * rivals.length <= FEW_PAIRS || last < 2) {
    return points.filter((point) => !rivals.some((rival) => covers(rival, point, last)));
  }
  if (last === 2) return uncoveredByTwo(points, rivals);
  const pivot = pivotOf([...points, ...rivals].map((point) => point[last] ?? 0));
  if (pivot === null) return uncovered(points, rivals, last - 1);
  const low = (point: Objectives): boolean => (point[last] ?? 0) < pivot;
  const high = (point: Objectives): boolean => !low(point);
  const few = rivals.filter(low);
  const left = uncovered(points.filter(low), few, last);
  const right = uncovered(uncovered(points.filter(high), few, last - 1), rivals.filter(high), last);
  return [...left, ...right];
}

function covers(rival: Objectives, point: Objectives, last: number): boolean {
  for (let k = 1; k <= last; k++) if ((rival[k] ?? 0) > (point[k] ?? 0)) return false;
  return true;
}

/** One sweep along objective 1: the least objective 2 of the rivals so far decides. */
function uncoveredByTwo(points: Front, rivals: Front): Front {
  const byFirst = (a: Objectives, b: Objectives): number => ((a[1] ?? 0) < (b[1] ?? 0) ? -1 : a[1] === b[1] ? 0 : 1);
  const sorted = rivals.toSorted(byFirst);
  let next = 0;
  let least = Infinity;
  let any = false;
  return points.toSorted(byFirst).filter((point) => {
    for (; next < sorted.length && (sorted[next]?.[1] ?? 0) <= (point[1] ?? 0); next++) {
      least = Math.min(least, sorted[next]?.[2] ?? Infinity);
      any = true;
    }
    return !(any && least <= (point[2] ?? 0));
  });
}

/** A value with others below it, near the median; null where all are equal. */
function pivotOf(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const least = sorted[0] ?? 0;
  const median = sorted[sorted.length >> 1] ?? least;
  return median > least ? median : (sorted.find((value) => value > least) ?? null);
}
