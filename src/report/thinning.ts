// Long studies in few dots: every trial that improved on the best so far, and every k-th of the others.
import type { TrialRecord } from "../study/record.ts";
import { outcomeOf } from "./counts.ts";
import { fixed } from "./number-format.ts";

/** Trials that lowered the best feasible loss, in order; one that racing dropped has no loss to compare. */
export function improvingTrials(trials: readonly TrialRecord[]): readonly TrialRecord[] {
  let best = Infinity;
  return trials.filter((trial) => {
    if (trial.loss === null || trial.loss >= best || outcomeOf(trial) !== "feasible") return false;
    best = trial.loss;
    return true;
  });
}

/** Trials chosen to be drawn, and every how many-th of the ordinary ones was kept (1: all). */
export interface Thinned {
  readonly drawn: readonly TrialRecord[];
  readonly every: number;
}

/**
 * About `limit` trials: all of them in a short study, else the improving ones, those in `always` (by index) and every
 * k-th. The choice depends on the record alone. Linear in the number of trials.
 */
export function thinned(trials: readonly TrialRecord[], limit: number, always: readonly number[]): Thinned {
  const every = Math.max(1, Math.ceil(trials.length / limit));
  if (every === 1) return { drawn: trials, every };
  const kept = new Set([...always, ...improvingTrials(trials).map((trial) => trial.index)]);
  return { drawn: trials.filter((trial, place) => place % every === 0 || kept.has(trial.index)), every };
}

/** The words a caption needs when trials were left out; empty when all are drawn. */
export function thinningNote({ drawn, every }: Thinned, all: number): string {
  if (drawn.length === all) return "";
  return ` Drawn: ${fixed(drawn.length, 0)} of ${fixed(all, 0)} trials, each that improved the best and one in ${fixed(every, 0)} of the rest.`;
}
