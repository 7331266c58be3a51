// The best candidates again on paths the search never saw: the choice is made on one family, judged on another.
import { pairedDifferences } from "../objective/difference.ts";
import type { Measures } from "../objective/measure.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { candidateVector, evaluationOf, scored, todaysVector } from "./candidate.ts";
import { certifiedIn } from "./certified.ts";
import { type Choice, choiceWords, chosenFrom } from "./choice.ts";
import { createCrew } from "./crew.ts";
import type { Evaluated } from "./evaluate.ts";
import { frontOf, spreadOver } from "./front.ts";
import type { Family, RescoreRecord, TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Conclusion, Store } from "./store.ts";

/** Re-scores, chooses and records; false where it was stopped before the end (nothing is recorded then). */
export async function rescore(store: Store, workers: number, stop: Stop): Promise<boolean> {
  const { spec } = store.inputs;
  const candidates = candidatesOf(store.trials, spec);
  const validated = await playFamily(spec, "validation", candidates, workers, stop);
  if (validated === null) return false;
  const conclusion = choose(validated, store.trials, spec);
  const finalists = candidates.filter(({ index }) => index === 0 || index === conclusion.best);
  const held = await playFamily(spec, "holdout", finalists, workers, stop);
  if (held === null) return false;
  store.conclude([...validated, ...held], conclusion);
  return true;
}

/**
 * Trial 0, then the `spec.scenarios.rescore` best others: with goals those that keep the most of the front, then feasible
 * before infeasible (few search paths can leave every candidate a little short of a limit that more paths show to be
 * met), then by loss; every set of values once.
 */
export function candidatesOf(
  trials: readonly TrialRecord[],
  { goals, scenarios }: Pick<StudySpec, "goals" | "scenarios">,
): TrialRecord[] {
  const count = scenarios.rescore;
  const seen = new Set<string>();
  const baseline = trials.slice(0, 1);
  for (const { values } of baseline) seen.add(values.join(" "));
  const others = trials.slice(1).filter(({ loss }) => loss !== null);
  const first = goals === undefined ? [] : spreadOver(frontOf(others), count);
  const ranked = [
    ...first,
    ...others.sort((a, b) => compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.index - b.index),
  ];
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

/** The feasible one with the lowest validation loss, or the one chosen from their front; trial 0 is one of them. */
export function choose(
  validated: readonly RescoreRecord[],
  trials: readonly TrialRecord[],
  spec: StudySpec,
): Conclusion {
  const { paths } = spec.scenarios.validation;
  const others = validated.length - 1;
  const feasible = validated.filter(({ violation }) => violation === 0);
  const best = spec.choose === undefined ? lowest(feasible) : fromFront(feasible, spec.choose);
  if (best === undefined) {
    const choice = `None of the ${others} re-scored candidates, nor today's set, keeps every constraint on ${paths} fresh paths.`;
    return { best: null, choice, optimism: null };
  }
  const search = trials[best.trial]?.loss ?? null;
  const optimism = search === null || best.loss === null ? null : search - best.loss;
  const among = `among the feasible of ${others} re-scored candidates and today's set on ${paths} fresh paths`;
  if (spec.choose !== undefined)
    return { best: best.trial, choice: frontWords(best, feasible, spec, others), optimism };
  const choice =
    best.trial === 0
      ? `Today's set has the lowest loss ${among}: no candidate of the search beats it there.`
      : `Trial ${best.trial} has the lowest loss ${among}.`;
  return { best: best.trial, choice, optimism };
}

function lowest(feasible: readonly RescoreRecord[]): RescoreRecord | undefined {
  const ranked = [...feasible];
  ranked.sort((a, b) => compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.trial - b.trial);
  return ranked[0];
}

function fromFront(feasible: readonly RescoreRecord[], rule: Choice): RescoreRecord | undefined {
  const front = frontOf(feasible);
  if (front.length === 0) return undefined;
  const options = front.map(({ loss, objectives }) => ({ loss: loss ?? Infinity, objectives: objectives ?? [] }));
  return front[chosenFrom(options, rule)];
}

function frontWords(
  best: RescoreRecord,
  feasible: readonly RescoreRecord[],
  { choose = "loss", goals = [], scenarios }: StudySpec,
  others: number,
): string {
  const front = frontOf(feasible).length;
  const who = best.trial === 0 ? "Today's set" : `Trial ${best.trial}`;
  const among = `of ${others} re-scored candidates and today's set on ${scenarios.validation.paths} fresh paths`;
  const met = best.objectives?.filter((value) => value <= 1).length ?? 0;
  const goalWords = `It meets ${met} of ${goals.length} goals there.`;
  if (front === 1) return `${who} is the only one on the front ${among}: no choice was left. ${goalWords}`;
  return `${who} ${choiceWords[choose]} among the ${front} on the front ${among}. ${goalWords}`;
}

/** Trials on one family, trial 0 first; null where it was stopped. */
async function playFamily(
  spec: StudySpec,
  family: Exclude<Family, "search">,
  trials: readonly TrialRecord[],
  workers: number,
  stop: Stop,
): Promise<RescoreRecord[] | null> {
  const { seed, paths } = spec.scenarios[family];
  const results: Evaluated[] = [];
  if (stop.asked || stop.outOfTime(0)) return null;
  const crew = createCrew(todaysVector(spec), { seed, paths }, Math.min(workers, trials.length), true, stop);
  const ended = (): boolean => stop.asked || stop.outOfTime(0);
  try {
    const vectors = trials.map(({ values }) => candidateVector(spec, values));
    await crew.play(vectors, ended, (index, result) => {
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

type Judged = Pick<RescoreRecord, "loss" | "violation" | "objectives" | "measures" | "differences" | "failure">;

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
