// The best candidates again on paths the search never saw: the choice is made on one family, judged on another.
import { pairedDifferences } from "../objective/difference.ts";
import type { Measures } from "../objective/measure.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { candidateVector, evaluationOf, scored, todaysVector } from "./candidate.ts";
import { certifiedIn } from "./certified.ts";
import { createCrew } from "./crew.ts";
import type { Evaluated } from "./evaluate.ts";
import type { Family, RescoreRecord, TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Conclusion, Store } from "./store.ts";

/** Re-scores, chooses and records; false where it was stopped before the end (nothing is recorded then). */
export async function rescore(store: Store, workers: number, stop: Stop): Promise<boolean> {
  const { spec } = store.inputs;
  const candidates = candidatesOf(store.trials, spec.scenarios.rescore);
  const validated = await playFamily(store, "validation", candidates, workers, stop);
  if (validated === null) return false;
  const conclusion = choose(validated, store.trials, spec);
  const finalists = candidates.filter(({ index }) => index === 0 || index === conclusion.best);
  const held = await playFamily(store, "holdout", finalists, workers, stop);
  if (held === null) return false;
  store.conclude([...validated, ...held], conclusion);
  return true;
}

/**
 * Trial 0, then the `count` best others: feasible before infeasible (few search paths can leave every candidate a
 * little short of a limit that more paths show to be met), then by loss; every set of values once.
 */
export function candidatesOf(trials: readonly TrialRecord[], count: number): TrialRecord[] {
  const seen = new Set<string>();
  const baseline = trials.slice(0, 1);
  for (const { values } of baseline) seen.add(values.join(" "));
  const ranked = trials
    .slice(1)
    .filter(({ loss }) => loss !== null)
    .sort((a, b) => compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.index - b.index);
  const chosen: TrialRecord[] = [];
  for (const trial of ranked) {
    const key = trial.values.join(" ");
    if (chosen.length === count) break;
    if (seen.has(key)) continue;
    seen.add(key);
    chosen.push(trial);
  }
  return [...baseline, ...chosen];
}

/** The feasible one with the lowest validation loss; trial 0 is one of them. */
export function choose(
  validated: readonly RescoreRecord[],
  trials: readonly TrialRecord[],
  spec: StudySpec,
): Conclusion {
  const { paths } = spec.scenarios.validation;
  const others = validated.length - 1;
  const [best] = validated
    .filter(({ violation }) => violation === 0)
    .sort((a, b) => compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.trial - b.trial);
  if (best === undefined) {
    const choice = `None of the ${others} re-scored candidates, nor today's set, keeps every constraint on ${paths} fresh paths.`;
    return { best: null, choice, optimism: null };
  }
  const search = trials[best.trial]?.loss ?? null;
  const optimism = search === null || best.loss === null ? null : search - best.loss;
  const among = `among the feasible of ${others} re-scored candidates and today's set on ${paths} fresh paths`;
  const choice =
    best.trial === 0
      ? `Today's set has the lowest loss ${among}: no candidate of the search beats it there.`
      : `Trial ${best.trial} has the lowest loss ${among}.`;
  return { best: best.trial, choice, optimism };
}

/** Trials on one family, trial 0 first; null where it was stopped. */
async function playFamily(
  store: Store,
  family: Exclude<Family, "search">,
  trials: readonly TrialRecord[],
  workers: number,
  stop: Stop,
): Promise<RescoreRecord[] | null> {
  const { spec } = store.inputs;
  const { seed, paths } = spec.scenarios[family];
  const results: Evaluated[] = [];
  if (stop.asked || stop.outOfTime(0)) return null;
  const crew = createCrew(todaysVector(spec), { seed, paths }, Math.min(workers, trials.length), true, stop);
  const ended = (): boolean => stop.asked || stop.outOfTime(0);
  try {
    const vectors = trials.map(({ values }) => candidateVector(spec, values));
    await crew.play(vectors, ended, (index, result, span) => {
      store.ran(trials[index]?.index ?? 0, family, span);
      results[index] = result;
    });
  } finally {
    await crew.close();
  }
  const [baseline] = results;
  const records = trials.flatMap(({ index, measures }, at) => {
    const result = results[at];
    const about = { trial: index, family, seed, paths };
    return result === undefined ? [] : [{ ...about, ...judged(spec, certifiedIn(measures), result, baseline) }];
  });
  return records.length === trials.length ? records : null;
}

type Judged = Pick<RescoreRecord, "loss" | "violation" | "measures" | "differences" | "failure">;

function judged(spec: StudySpec, certified: Measures, result: Evaluated, baseline: Evaluated | undefined): Judged {
  if (!result.ok) return { loss: null, violation: null, measures: {}, differences: {}, failure: result.failure };
  const measures = { ...result.measures, ...certified };
  const reference = baseline?.ok === true ? baseline.measures : null;
  return {
    ...scored(spec, measures, reference),
    measures,
    differences: differencesOf(result, baseline),
    failure: null,
  };
}

function differencesOf(result: Evaluated, baseline: Evaluated | undefined): Measures {
  if (result === baseline || !result.ok || baseline?.ok !== true) return {};
  if (result.outcomes === null || baseline.outcomes === null) return {};
  return pairedDifferences(result.outcomes, baseline.outcomes);
}
