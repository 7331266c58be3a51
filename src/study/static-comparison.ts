// The best constant set beside today's and the best tuned one on the holdout paths.
import { chanceBelowZero } from "../objective/chance-below.ts";
import { pairedDifferences } from "../objective/difference.ts";
import { pairedMeasure } from "../objective/estimate.ts";
import { outcomesOf } from "./evaluate.ts";
import type { Played } from "./fresh-play.ts";
import type { StaticBaseline } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { StaticSearch } from "./static-baseline.ts";
import type { Winner } from "./winner.ts";
import { meanOver, worldsOf } from "./worlds.ts";

/** @param held what was played on the holdout paths */
export function staticComparison(
  { trials }: StaticSearch,
  { constant, rival, staticWins }: Winner<Played>,
  held: readonly Played[],
  spec: StudySpec,
): StaticBaseline {
  const again = (played: Played | null): Played | null =>
    held.find(({ entrant }) => entrant === played?.entrant) ?? null;
  const [fixed, tuned] = [again(constant), again(rival)];
  const best = constant?.record.trial ?? null;
  return {
    trials: trials.length,
    hash: trials.at(-1)?.hash ?? "",
    best,
    validation: constant?.record.loss ?? null,
    holdout: fixed?.record.loss ?? null,
    beatsToday: fixed === null ? null : chanceOf(fixed),
    rival: rival?.record.trial ?? null,
    ...differences(tuned, fixed, spec),
    wins: staticWins,
  };
}

/** Probability that a set beats today's in loss; null for today's itself and for failures. */
export function chanceOf({ record: { lossDifference }, loss }: Played): number | null {
  if (lossDifference === undefined || loss === null) return null;
  return chanceBelowZero(lossDifference, loss.influence.length);
}

function differences(
  tuned: Played | null,
  fixed: Played | null,
  spec: StudySpec,
): Pick<StaticBaseline, "lossDifference" | "differences"> {
  if (tuned === null || fixed === null || tuned.loss === null || fixed.loss === null)
    return { lossDifference: null, differences: {} };
  const paired = tuned.results.map((result, at) =>
    pairedDifferences(outcomesOf(result), outcomesOf(fixed.results[at])),
  );
  return {
    lossDifference: pairedMeasure(tuned.loss, fixed.loss),
    differences: meanOver(worldsOf(spec, "holdout"), paired),
  };
}
