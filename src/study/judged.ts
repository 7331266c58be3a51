// What a candidate came to in all worlds of a phase: one loss, one violation, one set of measures.
import type { Measures } from "../objective/measure.ts";
import { scored } from "./candidate.ts";
import type { Evaluated } from "./evaluate.ts";
import { baselinesOf } from "./family-baseline.ts";
import type { Failure, FamilyScore } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import { meanOver, sharesOf, type World } from "./worlds.ts";

export interface Judged {
  readonly loss: number | null;
  readonly violation: number | null;
  readonly objectives?: readonly number[];
  readonly measures: Measures;
  readonly families?: Readonly<Record<string, FamilyScore>>;
  readonly failure: Failure | null;
}

/** One candidate in one world. */
export interface InWorld {
  /** Measures on the paths that were played. */
  readonly measures: Measures;
  /** What is judged: the same, or estimates on more paths than were played. */
  readonly judged: Measures;
}

/**
 * The losses of the worlds become one by the study's aggregate. A constraint must hold in every world and a goal is met
 * where it is met in all, so the largest violation and the largest value of each goal count.
 * @param today trial 0's measures on the same paths; null for trial 0 itself
 */
export function judgedIn(
  spec: StudySpec,
  worlds: readonly World[],
  played: readonly InWorld[],
  today: readonly Measures[] | null,
): Judged {
  const own = played.map(({ judged }) => judged);
  const baselines = baselinesOf(worlds, today ?? own);
  const scores = played.map(({ measures, judged }, at) => ({
    ...scored(spec, judged, baselines[at] ?? judged),
    measures,
  }));
  const [first] = scores;
  if (first !== undefined && worlds[0]?.name === null) return { ...first, failure: null };
  const shares = sharesOf(
    spec,
    worlds,
    scores.map(({ loss }) => loss),
  );
  return {
    loss: scores.reduce((sum, { loss }, at) => sum + (shares[at] ?? Number.NaN) * loss, 0),
    violation: Math.max(...scores.map(({ violation }) => violation)),
    ...(first?.objectives === undefined ? {} : { objectives: worstOf(scores) }),
    measures: meanOver(
      worlds,
      played.map(({ measures }) => measures),
    ),
    families: Object.fromEntries(worlds.flatMap(({ name }, at) => familyEntry(name, scores[at]))),
    failure: null,
  };
}

function worstOf(scores: readonly Pick<Judged, "objectives">[]): number[] {
  const goals = scores[0]?.objectives ?? [];
  return goals.map((_, goal) => Math.max(...scores.map(({ objectives }) => objectives?.[goal] ?? Infinity)));
}

function familyEntry<Score>(name: string | null, score: Score | undefined): [string, Score][] {
  return name === null || score === undefined ? [] : [[name, score]];
}

/** Measures of every world where all could be played; otherwise the failure of the first that could not. */
export function measuresOf(worlds: readonly World[], results: readonly Evaluated[]): readonly Measures[] | Failure {
  const measures: Measures[] = [];
  for (const [at, result] of results.entries()) {
    if (!result.ok) return namedFailure(result.failure, worlds[at]?.name ?? null);
    measures.push(result.measures);
  }
  return measures;
}

/** A failure that says in which scenario family it happened. */
function namedFailure(failure: Failure, family: string | null): Failure {
  return family === null ? failure : { ...failure, message: `${failure.message} (family ${family})` };
}

/** Nothing but the failure. */
export function failedWith(failure: Failure): Omit<Judged, "families"> {
  return { loss: null, violation: null, measures: {}, failure };
}
