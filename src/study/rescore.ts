// The best candidates again on paths the search never saw: the choice is made on one family, judged on another.
import { contendersOf } from "./contenders.ts";
import { type Entrant, type Played, playFamily } from "./fresh-play.ts";
import type { RescoreRecord, TrialRecord } from "./record.ts";
import type { StaticSearch } from "./static-baseline.ts";
import { chanceOf, staticComparison } from "./static-comparison.ts";
import type { Stop } from "./stop.ts";
import type { Store } from "./store.ts";
import { choose } from "./winner.ts";

/** What is to be re-scored. */
export interface Field {
  /** Trial 0 and the candidates of the search. */
  readonly own: readonly Entrant[];
  /** Candidates of the static search. */
  readonly statics: readonly Entrant[];
}

/** @param constant null where the study asks for no static search */
export function fieldOf(store: Store, constant: StaticSearch | null): Field {
  const entrants = (of: Store, trials: readonly TrialRecord[]): Entrant[] =>
    contendersOf(trials, of.inputs.spec).map((trial) => ({ store: of, trial }));
  return {
    own: entrants(store, store.trials),
    statics: constant === null ? [] : entrants(constant.store, constant.trials).slice(1), // trial 0 is the study's own
  };
}

/** True where the whole field has been re-scored and what it came to stands in the record. */
export function isRescored({ own, statics }: Field, store: Store, constant: StaticSearch | null): boolean {
  const same = (of: Store, asked: readonly Entrant[]): boolean => {
    const done = of.rescored.filter(({ family }) => family === "validation").map(({ trial }) => trial);
    return done.length > 0 && asked.map(({ trial }) => trial.index).join() === done.join();
  };
  if (constant === null || !same(store, own)) return same(store, own);
  const known = store.conclusion.staticBaseline?.hash === constant.trials.at(-1)?.hash;
  return known && same(constant.store, [...own.slice(0, 1), ...statics]);
}

/**
 * Re-scores, chooses and records; false where it was stopped before the end (nothing is recorded then). The static search
 * is concluded last: what it has re-scored shows that both were.
 */
export async function rescore(
  field: Field,
  store: Store,
  constant: StaticSearch | null,
  workers: number,
  stop: Stop,
): Promise<boolean> {
  const { spec } = store.inputs;
  const validated = await playFamily(store, "validation", [...field.own, ...field.statics], workers, stop);
  if (validated === null) return false;
  const own = validated.slice(0, field.own.length);
  const statics = validated.slice(field.own.length);
  const winner = choose({ own, statics }, store.trials, spec);
  const finalists = validated.filter(
    (played) =>
      played === validated[0] ||
      (played.entrant.store === store && played.record.trial === winner.conclusion.best) ||
      (constant !== null && (played === winner.rival || played === winner.constant)),
  );
  const held = await playFamily(
    store,
    "holdout",
    finalists.map(({ entrant }) => entrant),
    workers,
    stop,
  );
  if (held === null) return false;
  const ownHeld = held.filter(({ entrant }) => entrant.store === store);
  const baseline = constant === null ? null : staticComparison(constant, winner, held, spec);
  store.conclude([...own, ...ownHeld].map(recordOf), {
    ...winner.conclusion,
    ...beatsToday(ownHeld, winner.conclusion.best),
    ...(baseline === null ? {} : { staticBaseline: baseline }),
  });
  if (constant !== null) concludeStatic(constant, own.slice(0, 1), statics, held);
  return true;
}

/** The static search as a study of its own, so that it can be reported on and proposed from like any other. */
function concludeStatic(
  { store, trials }: StaticSearch,
  today: readonly Played[],
  statics: readonly Played[],
  held: readonly Played[],
): void {
  const { conclusion } = choose({ own: [...today, ...statics], statics: [] }, trials, store.inputs.spec);
  const ownHeld = held.filter(({ entrant, record }) => entrant.store === store || record.trial === 0);
  const known = ownHeld.some(({ record }) => record.trial === conclusion.best);
  store.conclude([...today, ...statics, ...ownHeld].map(recordOf), {
    ...conclusion,
    ...(known ? beatsToday(ownHeld, conclusion.best) : {}),
  });
}

function beatsToday(held: readonly Played[], best: number | null): { beatsToday?: number } {
  const found = held.find(({ record }) => record.trial === best);
  const chance = found === undefined ? null : chanceOf(found);
  return chance === null ? {} : { beatsToday: chance };
}

function recordOf({ record }: Played): RescoreRecord {
  return record;
}
