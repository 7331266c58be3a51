// The best candidates again on paths the search never saw: the choice is made on one family, judged on another.
import { pairedDifferences } from "../objective/difference.ts";
import type { Measures } from "../objective/measure.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { candidateVector, evaluationOf, todaysVector } from "./candidate.ts";
import { certifiedIn } from "./certified.ts";
import { createCrew } from "./crew.ts";
import { type Evaluated, outcomesOf } from "./evaluate.ts";
import { failedWith, judgedIn, measuresOf } from "./judged.ts";
import type { Family, RescoreRecord, TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Conclusion, Store } from "./store.ts";
import { meanOver, type World, worldsOf } from "./worlds.ts";

/** Re-scores, chooses and records; false where it was stopped before the end (nothing is recorded then). */
export async function rescore(store: Store, workers: number, stop: Stop): Promise<boolean> {
  const { spec } = store.inputs;
  const candidates = candidatesOf(store.trials, spec.scenarios.rescore);
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
 * Trial 0, then the `count` best others: fully played before dropped in a race, feasible before infeasible (few search
 * paths can leave every candidate a little short of a limit that more paths show to be met), then by loss; every set of
 * values once.
 */
export function candidatesOf(trials: readonly TrialRecord[], count: number): TrialRecord[] {
  const seen = new Set<string>();
  const baseline = trials.slice(0, 1);
  for (const { values } of baseline) seen.add(values.join(" "));
  const ranked = trials
    .slice(1)
    .filter(({ loss }) => loss !== null)
    .sort((a, b) => droppedLast(a, b) || compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.index - b.index);
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

function droppedLast(a: TrialRecord, b: TrialRecord): number {
  return Number(a.dropped !== undefined) - Number(b.dropped !== undefined);
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

/** Trials on one family of paths, in all its worlds, trial 0 first; null where it was stopped. */
async function playFamily(
  spec: StudySpec,
  family: Exclude<Family, "search">,
  trials: readonly TrialRecord[],
  workers: number,
  stop: Stop,
): Promise<RescoreRecord[] | null> {
  const { seed, paths } = spec.scenarios[family];
  const worlds = worldsOf(spec, family);
  const results = new Map<TrialRecord, readonly Evaluated[]>();
  if (stop.asked || stop.outOfTime(0)) return null;
  const crew = createCrew(todaysVector(spec), worlds, Math.min(workers, trials.length * worlds.length), stop);
  const ended = (): boolean => stop.asked || stop.outOfTime(0);
  try {
    await crew.each(
      trials,
      ({ values }) => crew.evaluate(candidateVector(spec, values), { keepOutcomes: true }),
      ended,
      (trial, result) => void results.set(trial, result),
    );
  } finally {
    await crew.close();
  }
  const [first] = trials;
  const baseline = first === undefined ? undefined : results.get(first);
  if (baseline === undefined || results.size < trials.length) return null;
  return trials.map((trial) => {
    const about = { trial: trial.index, family, seed, paths };
    return { ...about, ...judged(spec, worlds, trial, results.get(trial) ?? [], baseline) };
  });
}

type Judged = Omit<RescoreRecord, "trial" | "family" | "seed" | "paths">;

/** @param results of the trial, one for each world  @param baseline those of trial 0 */
function judged(
  spec: StudySpec,
  worlds: readonly World[],
  trial: TrialRecord,
  results: readonly Evaluated[],
  baseline: readonly Evaluated[],
): Judged {
  const found = measuresOf(worlds, results);
  if ("message" in found) return { ...failedWith(found), differences: {} };
  const reference = measuresOf(worlds, baseline);
  const known = "message" in reference ? null : reference;
  const certified = certifiedIn(trial.measures);
  const played = found.map((own) => {
    const measures = { ...own, ...certified };
    return { measures, judged: measures };
  });
  const compared = trial.index !== 0 && known !== null;
  const differences = results.map((result, at) =>
    compared ? pairedDifferences(outcomesOf(result), outcomesOf(baseline[at])) : {},
  );
  const { families, ...verdict } = judgedIn(spec, worlds, played, known);
  return {
    ...verdict,
    differences: meanOver(worlds, differences),
    ...(families === undefined ? {} : { families: withDifferences(families, worlds, differences) }),
  };
}

function withDifferences(
  families: NonNullable<TrialRecord["families"]>,
  worlds: readonly World[],
  differences: readonly Measures[],
): NonNullable<RescoreRecord["families"]> {
  const entries = worlds.flatMap(({ name }, at) => {
    const score = families[name ?? ""];
    return name === null || score === undefined ? [] : [[name, { ...score, differences: differences[at] ?? {} }]];
  });
  return Object.fromEntries(entries);
}
