// Whether a candidate lost its race: the paired test of its loss against the incumbent's after one rung.
import { lossDifference, lowerBound, sharedDifference } from "../objective/loss-difference.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import { baselinesOf } from "./family-baseline.ts";
import type { Incumbent } from "./incumbent.ts";
import type { Dropped } from "./record.ts";
import type { RacePlan } from "./spec.ts";
import { type Stage, todayIn } from "./trial-play.ts";
import { sharesOf, type World } from "./worlds.ts";

/**
 * Dropped where the lower bound of candidate minus incumbent, on the paths of all rungs so far, is above 0; null where
 * it goes on. Each test, one per rung but the last, takes an equal part of the risk (Bonferroni): a candidate whose
 * loss on all paths of the search is no higher than the incumbent's is dropped in its race with a chance of at most
 * `plan.risk`, within the limits of `lowerBound`. Those paths, not the market behind them, are what is bounded for: the
 * incumbent was chosen on them, and is as lucky on the first as on all. Scenario families count by the shares of the
 * incumbent's own aggregate: with those the difference is at most that of the aggregates, so the bound holds for them
 * too.
 * @param run outcomes of the candidate so far, one for each world
 */
export function lostTo(
  { trial, outcomes }: Incumbent,
  run: readonly Outcomes[],
  stage: Stage,
  { rungs, risk }: RacePlan,
  rung: number,
): Dropped | null {
  const { spec, worlds } = stage;
  const baselines = baselinesOf(worlds, todayIn(stage) ?? []);
  const paths = rungs[rung] ?? 0;
  const differences = run.map((own, at) =>
    lossDifference(own, outcomes[at] ?? own, spec.losses, baselines[at] ?? null),
  );
  const losses = worlds.map((world) => lossIn(trial, world));
  const difference = sharedDifference(differences, sharesOf(spec, worlds, losses));
  const low = lowerBound(difference, paths, risk / (rungs.length - 1));
  return low > 0 ? { rung, incumbent: trial.index, difference: { ...difference, low } } : null;
}

function lossIn({ loss, families }: Incumbent["trial"], { name }: World): number {
  return families?.[name ?? ""]?.loss ?? loss ?? Number.NaN;
}
