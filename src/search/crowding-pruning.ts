// Thins a front by taking its most crowded point away, again and again.
import type { Front } from "./front.ts";

/** Neighbours of each point in the order of one objective, -1 beyond the ends, and the gaps' unit. */
interface Chain {
  readonly values: Float64Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly range: number;
}

/**
 * Indices of the `count` points that are left when the point of least crowding distance goes until they fit, ascending.
 * Distances are those of the points still there, the range that of the whole front; of equal ones the last goes.
 */
export function leastCrowded(front: Front, count: number): number[] {
  const left = new Set(front.keys());
  if (count >= front.length) return [...left];
  const chains = Array.from({ length: front[0]?.length ?? 0 }, (_, k) => chainOf(front, k));
  const distances = Float64Array.from(front, (_, index) => distanceOf(index, chains));
  while (left.size > count) {
    let worst = -1;
    for (const index of left) {
      if (worst < 0 || (distances[index] ?? 0) <= (distances[worst] ?? 0)) worst = index;
    }
    left.delete(worst);
    for (const neighbour of unlink(worst, chains)) distances[neighbour] = distanceOf(neighbour, chains);
  }
  return [...left];
}

function chainOf(front: Front, k: number): Chain {
  const values = Float64Array.from(front, (point) => point[k] ?? 0);
  const order = Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);
  const before = new Int32Array(values.length).fill(-1);
  const after = new Int32Array(values.length).fill(-1);
  for (let place = 1; place < order.length; place++) {
    const [low = 0, high = 0] = [order[place - 1], order[place]];
    before[high] = low;
    after[low] = high;
  }
  return { values, before, after, range: (values[order.at(-1) ?? 0] ?? 0) - (values[order[0] ?? 0] ?? 0) };
}

/** Infinite at an end of a chain; an objective without range counts nothing inside. */
function distanceOf(index: number, chains: readonly Chain[]): number {
  let distance = 0;
  for (const { values, before, after, range } of chains) {
    const [low, high] = [before[index] ?? -1, after[index] ?? -1];
    if (low < 0 || high < 0) return Infinity;
    if (range > 0) distance += ((values[high] ?? 0) - (values[low] ?? 0)) / range;
  }
  return distance;
}

/** Takes a point out of every chain; returns those that were beside it. */
function unlink(index: number, chains: readonly Chain[]): Set<number> {
  const neighbours = new Set<number>();
  for (const { before, after } of chains) {
    const [low, high] = [before[index] ?? -1, after[index] ?? -1];
    if (low >= 0) {
      after[low] = high;
      neighbours.add(low);
    }
    if (high >= 0) {
      before[high] = low;
      neighbours.add(high);
    }
  }
  return neighbours;
}
