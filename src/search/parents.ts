// From which members of a population, and with which others near them, new points are made.
import { boundsOf } from "./front.ts";
import type { Parent } from "./mixed-variation.ts";
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
