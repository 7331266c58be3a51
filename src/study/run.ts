// The search of a study: replayed from its start, with what was evaluated before answered from the record.
import { UserError } from "../numeric/user-error.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { candidateVector, evaluationOf, todaysVector } from "./candidate.ts";
import { certificateMeasures, refusal } from "./certified.ts";
import type { Unlinked } from "./chain.ts";
import { createCrew } from "./crew.ts";
import { outcomesOf } from "./evaluate.ts";
import { createIncumbents, type Incumbents } from "./incumbent.ts";
import { failedWith } from "./judged.ts";
import { lazyCrew } from "./lazy-crew.ts";
import type { Progress } from "./progress.ts";
import { race } from "./race.ts";
import type { TrialRecord } from "./record.ts";
import { searcherFor, toldOf } from "./searcher-for.ts";
import { decode, encode, todaysValues } from "./space.ts";
import type { StudySpec } from "./spec.ts";
import { vectorOrFailure } from "./state-feedback.ts";
import type { Stop } from "./stop.ts";
import { watch } from "./stop-rule.ts";
import type { Store } from "./store.ts";
import { type Candidate, playWhole, type Result, type Stage } from "./trial-play.ts";
import { worldsOf } from "./worlds.ts";

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
  const worlds = worldsOf(spec, "search");
  const crew = lazyCrew(() => createCrew(todaysVector(spec), worlds, run.workers, run.stop));
  const stage: Stage = {
    spec,
    worlds,
    crew,
    baseline: () => run.store.trials[0],
    ran: (trial, span) => run.store.ran(trial, "search", span),
  };
  const incumbents = createIncumbents(run.store.trials, async ({ values }) => {
    const results = await crew.evaluate(candidateVector(spec, values), { keepOutcomes: true });
    return run.stop.halted ? [] : results.map(outcomesOf); // nothing will be played any more
  });
  try {
    return await generations(run, stage, incumbents);
  } finally {
    await crew.close();
  }
}

async function generations(run: Run, stage: Stage, incumbents: Incumbents): Promise<"complete" | "stopped"> {
  const { spec } = stage;
  const today = encode(spec.tune, todaysValues(spec.tune));
  if (!(await play(run, stage, incumbents, { generation: 0, first: 0, points: [today] }))) return "stopped";
  refuseBrokenBaseline(run.store);
  const enqueued = enqueuedPoints(spec);
  let generation = 1;
  let first = 1;
  const playNext = async (points: readonly Float64Array[]): Promise<readonly TrialRecord[] | "stopped"> => {
    const begun = run.store.trials.length > first;
    if (run.stop.asked && !begun) return "stopped";
    if (!(await play(run, stage, incumbents, { generation, first, points }))) return "stopped";
    generation += 1;
    first += points.length;
    return run.store.trials.slice(first - points.length, first);
  };
  if (enqueued.length > 0 && (await playNext(enqueued)) === "stopped") return "stopped";
  const begun = run.store.trials.slice(0, first);
  const searcher = searcherFor(spec, spec.search.trials - first, startOf(spec, begun));
  const rule = watch(spec.search.stop, spec, begun[0]);
  for (rule.next(begun); ; ) {
    const points = searcher.ask();
    if (points.length === 0) return "complete";
    const played = await playNext(points);
    if (played === "stopped") return "stopped";
    if (rule.next(played)) return "complete";
    searcher.tell(played.map((trial) => toldOf(spec, trial)));
  }
}

/** As many as the budget allows. */
function enqueuedPoints({ tune, search: { enqueued = [], trials } }: StudySpec): readonly Float64Array[] {
  return enqueued.slice(0, trials - 1).map((values) => encode(tune, values));
}

/** Where the study says, else the best of what was played before the strategy begins. */
function startOf({ tune, search }: StudySpec, begun: readonly TrialRecord[]): Float64Array {
  if (search.start !== undefined) return encode(tune, search.start);
  const [today, ...others] = begun.map((trial) => ({ trial, told: evaluationOf(trial) }));
  const best = others.reduce((a, b) => (a !== undefined && compareEvaluations(b.told, a.told) >= 0 ? a : b), today);
  return best === undefined || best === today ? encode(tune, todaysValues(tune)) : Float64Array.from(best.trial.point);
}

interface Generation {
  readonly generation: number;
  /** Index of its first trial. */
  readonly first: number;
  readonly points: readonly Float64Array[];
}

/** Records what is missing of a generation; false where it was stopped before all of it is there. */
async function play(run: Run, stage: Stage, incumbents: Incumbents, asked: Generation): Promise<boolean> {
  const { store, stop, progress } = run;
  const { spec } = stage;
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
      settle({ ...begun, ...failedWith(made.failure) });
      return [];
    }
    const { vector } = made;
    const certified = certificateMeasures(spec, vector);
    const violation = begun.index === 0 ? null : refusal(spec, certified);
    if (violation === null) return [{ begun, index: begun.index, vector, certified }];
    settle({ ...begun, loss: null, violation, measures: certified, failure: null });
    return [];
  });
  if (playable.length > 0) {
    const playOne = await player(stage, incumbents, first);
    await stage.crew.each(
      playable,
      playOne,
      () => stop.outOfTime(run.reserve()),
      ({ begun }, result) => settle({ ...begun, ...result }),
    );
  }
  return store.trials.length >= end;
}

/** A candidate that its certificates do not refuse; today's parameters are played whatever they say. */
interface Playable extends Candidate {
  readonly begun: Begun;
}

/** How the candidates of the generation that begins with trial `first` are played: whole, or in a race. */
async function player(
  stage: Stage,
  incumbents: Incumbents,
  first: number,
): Promise<(candidate: Candidate) => Promise<Result>> {
  const plan = stage.spec.search.race;
  if (plan === undefined) return (candidate) => playWhole(stage, candidate);
  const incumbent = await incumbents.before(first);
  return (candidate) =>
    race(stage, plan, candidate, incumbent, (outcomes) => incumbents.keep(candidate.index, outcomes));
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
