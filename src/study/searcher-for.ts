// The strategy of a study, and what it is told of a recorded trial.
import { score } from "../objective/score.ts";
import { autoChoice } from "../search/auto.ts";
import { isFrontStrategy } from "../search/front-strategy.ts";
import type { SearchOptions } from "../search/search-options.ts";
import type { Evaluation, Searcher } from "../search/searcher.ts";
import { createSearcher } from "../search/strategy.ts";
import { evaluationOf } from "./candidate.ts";
import type { TrialRecord } from "./record.ts";
import { kindsOf } from "./space.ts";
import type { StudySpec, TunedParameter } from "./spec.ts";

/**
 * @param trials budget that is left  @param start point of the unit cube; null where only the settings are to be checked
 * @throws UserError when the strategy cannot work with what the study asks
 */
export function searcherFor({ search, tune, goals }: StudySpec, trials: number, start: Float64Array | null): Searcher {
  const { strategy, generation, seed } = search;
  const kinds = kindsOf(tune);
  const several = isFrontStrategy(strategy) ? { objectives: goals?.length ?? 1 } : {}; // others minimise the loss
  return createSearcher({ strategy, generation, seed, trials, dimension: tune.length, start, kinds, ...several });
}

/** A strategy left to the program is chosen once, by the budget of the study file: more trials later do not change it. */
export function chosenStrategy(
  { strategy, trials, seed, generation }: Omit<SearchOptions, "dimension" | "start">,
  tune: readonly TunedParameter[],
  goals: number,
): Pick<StudySpec["search"], "strategy" | "why"> {
  if (strategy !== "auto") return { strategy };
  const dimension = tune.length;
  const several = goals > 0 ? { objectives: goals } : {};
  return autoChoice({ trials, seed, generation, dimension, start: null, kinds: kindsOf(tune), ...several });
}

/**
 * Loss, violation and objectives, with each limit's overshoot (the largest of all scenario families) for strategies that
 * model limits one by one.
 */
export function toldOf({ constraints }: StudySpec, trial: TrialRecord): Evaluation {
  const told = evaluationOf(trial);
  if (trial.loss === null || constraints.length === 0) return told;
  const worlds = trial.families === undefined ? [trial] : Object.values(trial.families);
  const judged = worlds.map(({ measures }) => score(measures, { losses: [], constraints }, null).limits);
  const worst = (judged[0] ?? []).map((_, at) =>
    Math.max(...judged.map((limits) => limits[at]?.overshoot ?? Infinity)),
  );
  return { ...told, constraints: worst };
}
