// Crowding distance: how far the neighbours of a point of a front are, objective by objective.
import type { Front } from "./front.ts";

/**
 * For each point the sum over the objectives of (next - previous) / (largest - least) in the order of that objective;
 * infinite at both ends of an objective. Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic
 * algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6, 2002, section III-B. A constant objective adds nothing inside; ties
 * stand in the order given. Some programs divide by the number of objectives: that is `"mean"`; the ranking is the same.
 */
export function crowdingDistances(front: Front, convention: "sum" | "mean"): Float64Array {
  const distances = new Float64Array(front.length);
  const objectives = front[0]?.length ?? 0;
  for (let k = 0; k < objectives; k++) addObjective(distances, front, k);
  return convention === "sum" ? distances : distances.map((distance) => distance / objectives);
}

function addObjective(distances: Float64Array, front: Front, k: number): void {
  const values = Float64Array.from(front, (point) => point[k] ?? 0);
  const order = Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);
  const at = (place: number): number => values[order[place] ?? 0] ?? 0;
  const last = order.length - 1;
  const range = at(last) - at(0);
  for (const [place, index] of order.entries()) {
    if (place === 0 || place === last) distances[index] = Infinity;
    else if (range > 0) distances[index] = (distances[index] ?? 0) + (at(place + 1) - at(place - 1)) / range;
  }
}
