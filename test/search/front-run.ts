// Problems with closed-form fronts for the multi-objective searches, and the playing of a search on them.
import { hypervolume } from "../../src/search/hypervolume.ts";
import type { PopulationSearcher } from "../../src/search/population.ts";
import type { Evaluation, Searcher } from "../../src/search/searcher.ts";

export type Judge = (x: readonly number[]) => Evaluation;

export function outcome(objectives: readonly number[], violation = 0): Evaluation {
  return { loss: objectives[0] ?? 0, violation, objectives };
}

export const failedOutcome: Evaluation = { loss: Infinity, violation: Infinity, objectives: [] };

/** Distance to two points of the diagonal; the front is the segment between them: f1 + f2 constant in the roots. */
export const twoWells: Judge = (x) =>
  outcome([0.3, 0.7].map((well) => x.reduce((sum, v) => sum + (v - well) ** 2, 0) / (0.16 * x.length)));

/** sqrt f1 + sqrt f2 = 1 is the front of `twoWells`; below (1, 1) it dominates 1 - 1/6. */
export const TWO_WELLS_MEASURE = 5 / 6;

/** Every asked point with what was told, in order. */
export interface Played {
  readonly points: readonly Float64Array[];
  readonly results: readonly Evaluation[];
}

export function play(searcher: Searcher, judge: Judge): Played {
  const points: Float64Array[] = [];
  const results: Evaluation[] = [];
  for (let asked = searcher.ask(); asked.length > 0; asked = searcher.ask()) {
    const judged = asked.map((point) => judge(Array.from(point)));
    searcher.tell(judged);
    points.push(...asked);
    results.push(...judged);
  }
  return { points, results };
}

/** Hypervolume of the feasible survivors. */
export function survivorsMeasure(searcher: PopulationSearcher, reference: readonly number[]): number {
  const feasible = searcher.population().filter(({ evaluation }) => evaluation.violation === 0);
  return hypervolume(
    feasible.map(({ evaluation }) => evaluation.objectives),
    reference,
  );
}
