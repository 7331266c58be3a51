// The best candidates again on paths the search never saw: the choice is made on one family, judged on another.
import { pairedDifferences } from "../objective/difference.ts";
import type { Measures } from "../objective/measure.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { candidateVector, evaluationOf, todaysVector } from "./candidate.ts";
import { certifiedIn } from "./certified.ts";
import { type Choice, choiceWords, chosenFrom } from "./choice.ts";
import { createCrew } from "./crew.ts";
import { type Evaluated, outcomesOf } from "./evaluate.ts";
import { frontOf, spreadOver } from "./front.ts";
import { failedWith, judgedIn, measuresOf } from "./judged.ts";
import type { Family, RescoreRecord, TrialRecord } from "./record.ts";
import { searchFaults } from "./search-faults.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Conclusion, Store } from "./store.ts";
import { meanOver, type World, worldsOf } from "./worlds.ts";

/** Re-scores, chooses and records; false where it was stopped before the end (nothing is recorded then). */
export async function rescore(store: Store, workers: number, stop: Stop): Promise<boolean> {
  const { spec } = store.inputs;
  const candidates = candidatesOf(store.trials, spec);
  const validated = await playFamily(store, "validation", candidates, workers, stop);
  if (validated === null) return false;
  const conclusion = choose(validated, store.trials, spec);
  const finalists = candidates.filter(({ index }) => index === 0 || index === conclusion.best);
  const held = await playFamily(store, "holdout", finalists, workers, stop);
  if (held === null) return false;
  const choice = [conclusion.choice, ...searchFaults(store.trials, spec)].join(" ");
  store.conclude([...validated, ...held], { ...conclusion, choice });
  return true;
}

/**
 * Trial 0, then the `spec.scenarios.rescore` best others: with goals those that keep the most of the front, then fully
 * played before dropped in a race, feasible before infeasible (few search paths can leave every candidate a little short
 * of a limit that more paths show to be met), and by loss; every set of values once.
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
    ...others.sort(
      (a, b) => droppedLast(a, b) || compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.index - b.index,
    ),
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

function droppedLast(a: TrialRecord, b: TrialRecord): number {
  return Number(a.dropped !== undefined) - Number(b.dropped !== undefined);
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

/** Trials on one family of paths, in all its worlds, trial 0 first; null where it was stopped. */
async function playFamily(
  store: Store,
  family: Exclude<Family, "search">,
  trials: readonly TrialRecord[],
  workers: number,
  stop: Stop,
): Promise<RescoreRecord[] | null> {
  const { spec } = store.inputs;
  const { seed, paths } = spec.scenarios[family];
  const worlds = worldsOf(spec, family);
  const results = new Map<TrialRecord, readonly Evaluated[]>();
  if (stop.asked || stop.outOfTime(0)) return null;
  const crew = createCrew(todaysVector(spec), worlds, Math.min(workers, trials.length * worlds.length), stop);
  const ended = (): boolean => stop.asked || stop.outOfTime(0);
  try {
    await crew.each(
      trials,
      ({ index, values }) =>
        crew.evaluate(candidateVector(spec, values), { keepOutcomes: true }, (span) => store.ran(index, family, span)),
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
