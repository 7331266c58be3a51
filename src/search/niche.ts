// Chooses points so that every direction of the unit simplex has as many as any other.
// Deb and Jain, "An evolutionary many-objective optimization algorithm using reference-point-based nondominated sorting
// approach, part I", IEEE Trans. Evol. Comput. 18, 2014, association and niching (sections IV-D and IV-E).
import type { Front, Objectives } from "./front.ts";

/** The nearest direction of a point and its distance from the line along it. */
interface Place {
  readonly direction: number;
  readonly distance: number;
}

/**
 * @param scaled objectives from 0 to 1; the first `sure` are chosen already
 * @param draws uniform numbers in (0, 1), two for each point to choose
 * @returns which of the others are taken, counted from `sure`: draws.length / 2 of them
 */
export function chooseByNiche(scaled: Front, sure: number, directions: Front, draws: Float64Array): number[] {
  const lengths = directions.map((direction) => direction.reduce((sum, v) => sum + v * v, 0));
  const places = scaled.map((point) => nearest(point, directions, lengths));
  const counts = new Int32Array(directions.length);
  for (const { direction } of places.slice(0, sure)) counts[direction] = (counts[direction] ?? 0) + 1;
  const waiting = new Map<number, number[]>();
  for (const [k, { direction }] of places.slice(sure).entries()) {
    waiting.set(direction, [...(waiting.get(direction) ?? []), k]);
  }
  const chosen: number[] = [];
  for (let k = 0; 2 * k < draws.length && waiting.size > 0; k++) {
    const open = [...waiting.keys()];
    const least = open.reduce((low, direction) => Math.min(low, counts[direction] ?? 0), Infinity);
    const direction = pick(
      open.filter((candidate) => counts[candidate] === least),
      draws[2 * k] ?? 0,
    );
    const queue = waiting.get(direction) ?? [];
    const distance = (index: number): number => places[sure + index]?.distance ?? Infinity;
    const closest = queue.reduce((best, index) => (distance(index) < distance(best) ? index : best), queue[0] ?? 0);
    const taken = least === 0 ? closest : pick(queue, draws[2 * k + 1] ?? 0);
    chosen.push(taken);
    counts[direction] = least + 1;
    const rest = queue.filter((index) => index !== taken);
    if (rest.length > 0) waiting.set(direction, rest);
    else waiting.delete(direction);
  }
  return chosen;
}

/** The entry that a uniform number in (0, 1) falls on; the list is not empty. */
function pick(list: readonly number[], uniform: number): number {
  return list[Math.floor(uniform * list.length)] ?? 0;
}

function nearest(point: Objectives, directions: Front, lengths: readonly number[]): Place {
  const size = point.reduce((sum, v) => sum + v * v, 0);
  let best = 0;
  let least = Infinity;
  for (let d = 0; d < directions.length; d++) {
    const direction = directions[d] ?? [];
    let along = 0;
    for (let k = 0; k < point.length; k++) along += (point[k] ?? 0) * (direction[k] ?? 0);
    const square = size - (along * along) / (lengths[d] ?? 1);
    if (square < least) {
      least = square;
      best = d;
    }
  }
  return { direction: best, distance: least };
}
