// The parameter set a report speaks about: the chosen trial or, where nothing is feasible, the least-violating one.
import type { Family, RescoreRecord, StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

type Record = StudyRecord<StudySpec>;

export interface Candidate {
  readonly trial: TrialRecord;
  /** False when it is only the least-violating trial. */
  readonly chosen: boolean;
  /** "proposed", "today's, kept" or "least-violating", for headings and sentences. */
  readonly word: string;
}

/** Null while no trial has a value. */
export function candidateOf(record: Record): Candidate | null {
  const best = record.best === null ? undefined : record.trials[record.best];
  if (best !== undefined) return { trial: best, chosen: true, word: best.index === 0 ? "today's, kept" : "proposed" };
  const trial = leastViolating(record.trials);
  return trial === null ? null : { trial, chosen: false, word: "least-violating" };
}

/** Trial 0, today's parameters; null while it is missing. */
export function todayOf(record: Record): TrialRecord | null {
  return record.trials.find((trial) => trial.index === 0) ?? null;
}

/** A trial's score on fresh seeds; null where it was not re-scored on that family or failed there. */
export function rescoreOf(record: Record, trial: number, family: Family): RescoreRecord | null {
  const found = record.rescored.find((row) => row.trial === trial && row.family === family);
  return found === undefined || found.failure !== null ? null : found;
}

/** Its score on holdout seeds, else on validation seeds; null where it was tested on neither. */
export function freshestOf(record: Record, trial: number): RescoreRecord | null {
  return rescoreOf(record, trial, "holdout") ?? rescoreOf(record, trial, "validation");
}

function leastViolating(trials: readonly TrialRecord[]): TrialRecord | null {
  let least: TrialRecord | null = null;
  for (const trial of trials) {
    if (trial.loss === null || trial.violation === null || trial.dropped !== undefined) continue;
    if (least === null || rank(trial) < rank(least)) least = trial;
    else if (rank(trial) === rank(least) && trial.loss < (least.loss ?? Infinity)) least = trial;
  }
  return least;
}

function rank(trial: TrialRecord): number {
  return trial.violation ?? Infinity;
}
