// Obviously right and slow: measures, contributions and ranks of fronts straight from their definitions.
import fc from "fast-check";
import { dominates, type Front, type Objectives } from "../../src/search/front.ts";
import type { Evaluation } from "../../src/search/searcher.ts";

/** Fronts with ties: integer coordinates from 0 to 6. */
export function integerFronts(objectives: number, most: number): fc.Arbitrary<number[][]> {
  const point = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: objectives, maxLength: objectives });
  return fc.array(point, { maxLength: most });
}

/** The box below the reference point cut by every coordinate that occurs; the cells that some point dominates. */
export function measureByCells(points: Front, reference: Objectives): number {
  const cuts = reference.map((top, k) =>
    [...new Set([...points.map((point) => point[k] ?? 0).filter((value) => value < top), top])].sort((a, b) => a - b),
  );
  const sumFrom = (k: number, corner: number[], size: number): number => {
    const cut = cuts[k];
    if (cut === undefined) return points.some((point) => point.every((v, j) => v <= (corner[j] ?? 0))) ? size : 0;
    let sum = 0;
    for (let i = 0; i + 1 < cut.length; i++) {
      const low = cut[i] ?? 0;
      sum += sumFrom(k + 1, [...corner, low], size * ((cut[i + 1] ?? 0) - low));
    }
    return sum;
  };
  return sumFrom(0, [], 1);
}

/** What the measure loses without each point. */
export function contributionsByRemoval(points: Front, reference: Objectives): number[] {
  const all = measureByCells(points, reference);
  return points.map((_, k) => all - measureByCells(points.toSpliced(k, 1), reference));
}

/** Takes the points that nothing dominates off, again and again. */
export function ranksByPeeling(points: Front): number[] {
  const ranks = points.map(() => -1);
  for (let rank = 0; ranks.includes(-1); rank++) {
    const left = [...points.keys()].filter((index) => ranks[index] === -1);
    const free = left.filter((i) => !left.some((j) => dominates(points[j] ?? [], points[i] ?? [])));
    for (const index of free) ranks[index] = rank;
  }
  return ranks;
}

/** Feasible before infeasible, less violation before more, Pareto dominance among the feasible. */
export function constraintDominates(a: Evaluation, b: Evaluation): boolean {
  if (a.violation > 0 || b.violation > 0) return a.violation < b.violation;
  return dominates(a.objectives, b.objectives);
}
