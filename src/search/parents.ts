// From which members of a population, and with which others near them, new points are made.
import { uniformDraws, VARIATION_DRAW } from "./addressed-draw.ts";
import { boundsOf } from "./front.ts";
import { drawsPerPoint, type Parent, variedPoint } from "./mixed-variation.ts";
import type { Member } from "./population.ts";

/** Each member with the n + 1 others whose objectives are nearest, in units of the ranges; no value counts as 0. */
export function parentsOf(members: readonly Member[], dimension: number): readonly Parent[] {
  const count = Math.max(...members.map(({ evaluation }) => evaluation.objectives.length));
  const values = members.map(({ evaluation }) =>
    Array.from({ length: count }, (_, k) => {
      const value = evaluation.objectives[k] ?? 0;
      return Number.isFinite(value) ? value : 0;
    }),
  );
  const { ideal, nadir } = boundsOf(values);
  const ranges = nadir.map((high, k) => high - (ideal[k] ?? 0) || 1);
  const distance = (i: number, j: number): number =>
    ranges.reduce((sum, range, k) => sum + (((values[i]?.[k] ?? 0) - (values[j]?.[k] ?? 0)) / range) ** 2, 0);
  return members.map(({ point }, i) => {
    const distances = members.map((_, j) => distance(i, j));
    const order = Array.from(members.keys()).filter((j) => j !== i);
    order.sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b);
    return { point, neighbours: order.slice(0, dimension + 1).flatMap((j) => members[j]?.point ?? []) };
  });
}

/**
 * A point varied from one of the parents.
 * @param parents at least one  @param which counts around them  @param generation, index  address of the random numbers
 */
export function childOf(
  parents: readonly Parent[],
  which: number,
  seed: number,
  generation: number,
  index: number,
): Float64Array {
  const points = parents.map(({ point }) => point);
  const parent = parents[which % parents.length] ?? { point: new Float64Array(0), neighbours: [] };
  const uniforms = uniformDraws(drawsPerPoint(parent.point.length), seed, VARIATION_DRAW, generation, index);
  return variedPoint(parent, points, uniforms);
}
