// One search on TB-1 from its first point to the budget: what it reached after how many evaluations.
import { hypervolume } from "../../../src/search/hypervolume.ts";
import type { Evaluation, Searcher } from "../../../src/search/searcher.ts";
import { lossOf, type Merits, normalised, violationOf } from "./problem.ts";

/** One objective, or three. */
export type TuningProblem = "tb1s" | "tb1m";

export const objectiveCounts: Readonly<Record<TuningProblem, number>> = { tb1s: 1, tb1m: 3 };

/** Best known values of both variants on the paths of the specification. */
export const BEST_LOSS = 1.4535573269204427;
export const BEST_HYPERVOLUME = 0.7413722224712955;

/** The hypervolume is looked at after every so many evaluations. */
const VOLUME_STEP = 50;

export interface SearchCurve {
  /** What was reached after each of `evaluations`: best feasible loss, or hypervolume as a share of the best known. */
  readonly evaluations: readonly number[];
  readonly reached: readonly number[];
  /** Point of the best feasible loss; empty for fronts and where none was feasible. */
  readonly best: readonly number[];
  /** Wall time of the search itself, seconds. */
  readonly own: number;
}

/** What the searcher is told: `tb1m` has objectives that are met, as far as the reference point goes, at or below 1. */
export function evaluationOf(problem: TuningProblem, merits: Merits): Evaluation {
  const loss = lossOf(merits);
  const objectives = problem === "tb1s" ? [loss] : normalised(merits);
  return { loss, violation: violationOf(merits), objectives, constraints: merits.g };
}

export function playTuning(
  problem: TuningProblem,
  searcher: Searcher,
  evaluate: (point: Float64Array) => Merits,
): SearchCurve {
  const told: Evaluation[] = [];
  const points: Float64Array[] = [];
  let own = 0;
  const timed = <T>(work: () => T): T => {
    const start = performance.now();
    const result = work();
    own += (performance.now() - start) / 1000;
    return result;
  };
  for (let asked = timed(() => searcher.ask()); asked.length > 0; asked = timed(() => searcher.ask())) {
    const results = asked.map((point) => evaluationOf(problem, evaluate(point)));
    timed(() => searcher.tell(results));
    told.push(...results);
    points.push(...asked);
  }
  return problem === "tb1s" ? { ...lossCurve(told, points), own } : { ...volumeCurve(told), best: [], own };
}

function lossCurve(told: readonly Evaluation[], points: readonly Float64Array[]): Omit<SearchCurve, "own"> {
  let least = Infinity;
  let best: readonly number[] = [];
  const reached = told.map(({ loss, violation }, index) => {
    if (violation === 0 && loss < least) {
      least = loss;
      best = [...(points[index] ?? [])];
    }
    return least;
  });
  return { evaluations: told.map((_, index) => index + 1), reached, best };
}

/** Non-dominated feasible points among all that were evaluated, below (1, 1, 1). */
function volumeCurve(told: readonly Evaluation[]): Pick<SearchCurve, "evaluations" | "reached"> {
  const evaluations = told.flatMap((_, index) => ((index + 1) % VOLUME_STEP === 0 ? [index + 1] : []));
  const reached = evaluations.map((count) => {
    const feasible = told.slice(0, count).filter(({ violation }) => violation === 0);
    return (
      hypervolume(
        feasible.map(({ objectives }) => objectives),
        [1, 1, 1],
      ) / BEST_HYPERVOLUME
    );
  });
  return { evaluations, reached };
}
