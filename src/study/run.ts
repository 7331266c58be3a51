// The search of a study: replayed from its start, with what was evaluated before answered from the record.
import { UserError } from "../numeric/user-error.ts";
import type { Measures } from "../objective/measure.ts";
import { createSearcher } from "../search/strategy.ts";
import { candidateVector, evaluationOf, scored, todaysVector } from "./candidate.ts";
import { certificateMeasures, refusal } from "./certified.ts";
import type { Unlinked } from "./chain.ts";
import { type Crew, createCrew } from "./crew.ts";
import type { Evaluated } from "./evaluate.ts";
import type { Progress } from "./progress.ts";
import type { TrialRecord } from "./record.ts";
import { decode, encode, todaysValues } from "./space.ts";
import type { StudySpec } from "./spec.ts";
import { vectorOrFailure } from "./state-feedback.ts";
import type { Stop } from "./stop.ts";
import type { Store } from "./store.ts";

export interface Run {
  readonly store: Store;
  readonly workers: number;
  readonly stop: Stop;
  readonly progress: Progress;
  /** Seconds to hold back from a time limit for what follows the search. */
  readonly reserve: () => number;
}

/** "complete" when every trial of the budget is recorded; "stopped" when it is to be resumed. */
export async function runSearch(run: Run): Promise<"complete" | "stopped"> {
  const { spec } = run.store.inputs;
  const { seed, paths } = spec.scenarios.search;
  const crew = lazyCrew(() => createCrew(todaysVector(spec), { seed, paths }, run.workers, false, run.stop));
  try {
    return await generations(run, spec, crew);
  } finally {
    await crew.close();
  }
}

async function generations(run: Run, spec: StudySpec, crew: Crew): Promise<"complete" | "stopped"> {
  const today = encode(spec.tune, todaysValues(spec.tune));
  if (!(await play(run, spec, crew, { generation: 0, first: 0, points: [today] }))) return "stopped";
  refuseBrokenBaseline(run.store);
  const dimension = spec.tune.length;
  const searcher = createSearcher({ ...spec.search, trials: spec.search.trials - 1, dimension, start: today });
  for (let generation = 1, first = 1; ; generation++) {
    const points = searcher.ask();
    if (points.length === 0) return "complete";
    const begun = run.store.trials.length > first;
    if (run.stop.asked && !begun) return "stopped";
    if (!(await play(run, spec, crew, { generation, first, points }))) return "stopped";
    searcher.tell(run.store.trials.slice(first, first + points.length).map(evaluationOf));
    first += points.length;
  }
}

interface Generation {
  readonly generation: number;
  /** Index of its first trial. */
  readonly first: number;
  readonly points: readonly Float64Array[];
}

/** Records what is missing of a generation; false where it was stopped before all of it is there. */
async function play(run: Run, spec: StudySpec, crew: Crew, asked: Generation): Promise<boolean> {
  const { store, stop, progress } = run;
  const { first, points, generation } = asked;
  const end = first + points.length;
  refuseOtherPoints(store.trials.slice(first, end), points, store.directory);
  const known = Math.max(0, store.trials.length - first);
  const rows = points.slice(known).map((point, at) => row(spec, first + known + at, generation, point));
  const waiting = new Map<number, Unlinked>();
  const settle = (trial: Unlinked): void => {
    waiting.set(trial.index, trial);
    record(store, waiting);
    progress.trials(store.trials);
  };
  const playable = rows.flatMap((begun): Playable[] => {
    const made = vectorOrFailure(() => candidateVector(spec, begun.values), begun.seed);
    if (!made.ok) {
      settle({ ...begun, ...judged(spec, {}, made, store.trials[0]) });
      return [];
    }
    const { vector } = made;
    const certified = certificateMeasures(spec, vector);
    const violation = begun.index === 0 ? null : refusal(spec, certified);
    if (violation === null) return [{ begun, vector, certified }];
    settle({ ...begun, loss: null, violation, measures: certified, failure: null });
    return [];
  });
  await crew.play(
    playable.map(({ vector }) => vector),
    () => stop.outOfTime(run.reserve()),
    (at, result, span) => {
      const played = playable[at];
      if (played === undefined) return;
      store.ran(played.begun.index, "search", span);
      settle({ ...played.begun, ...judged(spec, played.certified, result, store.trials[0]) });
    },
  );
  return store.trials.length >= end;
}

/** A candidate that its certificates do not refuse; today's parameters are played whatever they say. */
interface Playable {
  readonly begun: Begun;
  readonly vector: Float64Array;
  readonly certified: Measures;
}

/** Writes the trials that follow the last recorded one without a gap: order never depends on who was faster. */
function record(store: Store, waiting: Map<number, Unlinked>): void {
  const ready: Unlinked[] = [];
  for (;;) {
    const index = store.trials.length + ready.length;
    const trial = waiting.get(index);
    if (trial === undefined) break;
    waiting.delete(index);
    ready.push(trial);
  }
  if (ready.length > 0) store.append(ready);
}

type Begun = Pick<Unlinked, "index" | "generation" | "point" | "values" | "seed" | "paths">;

function row(spec: StudySpec, index: number, generation: number, point: Float64Array): Begun {
  const values = index === 0 ? todaysValues(spec.tune) : decode(spec.tune, point);
  const { seed, paths } = spec.scenarios.search;
  return { index, generation, point: [...point], values: [...values], seed, paths };
}

function judged(
  spec: StudySpec,
  certified: Measures,
  result: Evaluated,
  baseline: TrialRecord | undefined,
): Omit<Unlinked, keyof Begun> {
  if (!result.ok) return { loss: null, violation: null, measures: {}, failure: result.failure };
  const measures = { ...result.measures, ...certified };
  return { ...scored(spec, measures, baseline?.measures ?? null), measures, failure: null };
}

function refuseBrokenBaseline({ trials, directory }: Store): void {
  const failure = trials[0]?.failure ?? null;
  if (failure === null) return;
  const message = `${failure.name}: ${failure.message}; today's parameters must be playable, since every claim is made against them`;
  throw new UserError(directory, [{ place: "trial 0", message }], 1);
}

function refuseOtherPoints(recorded: readonly TrialRecord[], points: readonly Float64Array[], directory: string): void {
  recorded.forEach(({ index, point }, at) => {
    const asked = points[at];
    if (asked?.length === point.length && point.every((x, axis) => Object.is(x, asked[axis]))) return;
    const message = "is not the point that the replayed search asks for; start over with --fresh";
    throw new UserError(directory, [{ place: `trial ${index}`, message }]);
  });
}

/** Paths are drawn and threads started only when there is something to evaluate. */
function lazyCrew(create: () => Crew): Crew {
  let crew: Crew | null = null;
  return {
    play: async (vectors, ended, done) => {
      if (vectors.length === 0) return;
      crew ??= create();
      await crew.play(vectors, ended, done);
    },
    close: async () => {
      await crew?.close();
    },
  };
}
