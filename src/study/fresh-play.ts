// Parameter sets on paths the search never saw: played, judged, and compared path by path with today's set.
import { pairedDifferences } from "../objective/difference.ts";
import type { Estimate } from "../objective/estimate.ts";
import { pairedMeasure } from "../objective/estimate.ts";
import type { Measures } from "../objective/measure.ts";
import { candidateVector, todaysVector } from "./candidate.ts";
import { certifiedIn } from "./certified.ts";
import { createCrew } from "./crew.ts";
import { type Evaluated, outcomesOf } from "./evaluate.ts";
import { lossOver } from "./fresh-loss.ts";
import { failedWith, judgedIn, measuresOf } from "./judged.ts";
import type { Family, RescoreRecord, TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { Store } from "./store.ts";
import type { Fresh } from "./winner.ts";
import { meanOver, type World, worldsOf } from "./worlds.ts";

/** A set on fresh paths with all that it did there. */
export interface Played extends Fresh {
  readonly entrant: Entrant;
  readonly results: readonly Evaluated[];
}

/** A trial and the study whose parameters it moves. */
export interface Entrant {
  readonly store: Store;
  readonly trial: TrialRecord;
}

/** Trials on one family of paths, in all its worlds, trial 0 of the study first; null where it was stopped. */
export async function playFamily(
  { inputs: { spec } }: Store,
  family: Exclude<Family, "search">,
  entrants: readonly Entrant[],
  workers: number,
  stop: Stop,
): Promise<Played[] | null> {
  const { seed, paths } = spec.scenarios[family];
  const worlds = worldsOf(spec, family);
  const results = new Map<Entrant, readonly Evaluated[]>();
  if (stop.asked || stop.outOfTime(0)) return null;
  const crew = createCrew(todaysVector(spec), worlds, Math.min(workers, entrants.length * worlds.length), stop);
  const ended = (): boolean => stop.asked || stop.outOfTime(0);
  try {
    await crew.each(
      entrants,
      ({ store, trial: { index, values } }) =>
        crew.evaluate(candidateVector(store.inputs.spec, values), { keepOutcomes: true }, (span) =>
          store.ran(index, family, span),
        ),
      ended,
      (entrant, result) => void results.set(entrant, result),
    );
  } finally {
    await crew.close();
  }
  const [first] = entrants;
  const baseline = first === undefined ? undefined : results.get(first);
  if (baseline === undefined || results.size < entrants.length) return null;
  const today = lossIn(spec, worlds, baseline, baseline);
  return entrants.map((entrant) => {
    const own = results.get(entrant) ?? [];
    const about = { trial: entrant.trial.index, family, seed, paths };
    const loss = lossIn(spec, worlds, own, baseline);
    const compared = entrant !== first && loss !== null && today !== null;
    const lossDifference = compared ? { lossDifference: pairedMeasure(loss, today) } : {};
    const record = { ...about, ...judged(spec, worlds, entrant.trial, own, baseline), ...lossDifference };
    return { entrant, results: own, loss, record };
  });
}

type Judged = Omit<RescoreRecord, "trial" | "family" | "seed" | "paths">;

/** null where the set failed in a world. @param baseline results of trial 0 */
function lossIn(
  spec: StudySpec,
  worlds: readonly World[],
  results: readonly Evaluated[],
  baseline: readonly Evaluated[],
): Estimate | null {
  if (results.some(({ ok }) => !ok)) return null;
  const reference = measuresOf(worlds, baseline);
  return lossOver(spec, worlds, results.map(outcomesOf), "message" in reference ? null : reference);
}

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
