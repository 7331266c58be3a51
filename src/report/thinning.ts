// Long studies in few dots: every trial that improved on the best so far, and every k-th of the others.
import type { TrialRecord } from "../study/record.ts";
import { fixed } from "./number-format.ts";

/** Trials that lowered the best feasible loss, in order. */
export function improvingTrials(trials: readonly TrialRecord[]): readonly TrialRecord[] {
  let best = Infinity;
  return trials.filter((trial) => {
    if (trial.loss === null || trial.violation !== 0 || trial.loss >= best) return false;
    best = trial.loss;
    return true;
  });
}

/**
 * At most about `limit` trials: all of them in a short study, else the improving ones, those in `always` (by index)
 * and every k-th. The choice depends on the record alone. Linear in the number of trials.
 */
export function thinned(
  trials: readonly TrialRecord[],
  limit: number,
  always: readonly number[],
): readonly TrialRecord[] {
  if (trials.length <= limit) return trials;
  const step = Math.ceil(trials.length / limit);
  const kept = new Set([...always, ...improvingTrials(trials).map((trial) => trial.index)]);
  return trials.filter((trial, place) => place % step === 0 || kept.has(trial.index));
}

/** The words a caption needs when trials were left out; empty when all are drawn. */
export function thinningNote(drawn: number, all: number): string {
  if (drawn === all) return "";
  return ` Drawn: ${fixed(drawn, 0)} of ${fixed(all, 0)} trials, namely each that improved the best and every k-th of the rest.`;
}
