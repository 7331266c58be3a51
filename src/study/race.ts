// A race on common random numbers: candidates run rung by rung over the same paths, and drop out once they surely lost.
import { joinedPaths, type Outcomes } from "../simulate/outcome.ts";
import { estimatedResult } from "./control-variate.ts";
import { folded, outcomesOf } from "./evaluate.ts";
import type { Incumbent } from "./incumbent.ts";
import { failedWith, measuresOf } from "./judged.ts";
import { lostTo } from "./race-bound.ts";
import type { RacePlan } from "./spec.ts";
import { type Candidate, judgedResults, type Result, type Stage } from "./trial-play.ts";

/**
 * O. Maron & A. Moore, Hoeffding races, 1994, with paired differences to one incumbent and Student's bound in place of
 * Hoeffding's, which knows no variance.
 * @param incumbent null while nothing feasible is known: then every path is played
 * @param keep takes the outcomes of a candidate that ran to the end
 */
export async function race(
  stage: Stage,
  plan: RacePlan,
  candidate: Candidate,
  incumbent: Incumbent | null,
  keep: (outcomes: readonly Outcomes[]) => void,
): Promise<Result> {
  const { worlds, crew, spec } = stage;
  const { paths } = spec.scenarios.search;
  const rungs = incumbent === null ? [paths] : plan.rungs;
  let run: readonly Outcomes[] = worlds.map(() => ({ paths: 0, values: new Float64Array(0) }));
  let first = 0;
  for (const [rung, end] of rungs.entries()) {
    const range = { first, count: end - first };
    const asked = { keepOutcomes: true, range };
    const results = await crew.evaluate(candidate.vector, asked, (span) => stage.ran(candidate.index, span));
    const failure = measuresOf(worlds, results);
    if ("message" in failure) return { ...failedWith(failure), paths: end };
    run = run.map((head, at) => joinedPaths(head, outcomesOf(results[at])));
    first = end;
    const dropped = incumbent === null || end === paths ? null : lostTo(incumbent, run, stage, plan, rung);
    if (incumbent !== null && dropped !== null)
      return { ...estimatedResult(stage, run, candidate, incumbent), paths: end, dropped };
  }
  keep(run);
  const results = run.map((outcomes, at) => folded(outcomes, { seed: worlds[at]?.seed ?? 0, keepOutcomes: false }));
  return { ...judgedResults(stage, results, candidate.certified), paths };
}
