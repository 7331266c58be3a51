// Plays a population search on a benchmark problem and says how good its front is.
import { hypervolume } from "../../../src/search/hypervolume.ts";
import type { PopulationSearcher } from "../../../src/search/population.ts";
import { judge, type Problem } from "./problem.ts";

export interface FrontRun {
  /** Objectives of the feasible survivors. */
  readonly front: readonly (readonly number[])[];
  /** Objectives of every feasible point that was evaluated, in order; null for an infeasible one. */
  readonly history: readonly (readonly number[] | null)[];
  /** The search's own processor time per evaluation: other programs on the machine do not count. */
  readonly microseconds: number;
}

/** The search to its end. */
export function playSearch(searcher: PopulationSearcher, problem: Problem): FrontRun {
  const history: (readonly number[] | null)[] = [];
  let own = 0;
  const timed = <T>(work: () => T): T => {
    const start = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(start);
    own += user + system;
    return result;
  };
  const ask = () => timed(() => searcher.ask());
  for (let points = ask(); points.length > 0; points = ask()) {
    const results = points.map((point) => judge(problem, point));
    for (const { objectives, violation } of results) history.push(violation > 0 ? null : objectives);
    timed(() => searcher.tell(results));
  }
  const feasible = searcher.population().filter(({ evaluation }) => evaluation.violation === 0);
  return {
    front: feasible.map(({ evaluation }) => evaluation.objectives),
    history,
    microseconds: own / history.length,
  };
}

/** Hypervolume of the feasible points among the first `evaluations`. */
export function archiveMeasure(run: FrontRun, evaluations: number, reference: readonly number[]): number {
  return hypervolume(
    run.history.slice(0, evaluations).filter((objectives) => objectives !== null),
    reference,
  );
}
