// Trials of a study by what became of them.
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

/** Refused: not simulated, because its certificates break a constraint. */
export type TrialState = "complete" | "failed" | "refused";

export interface Counts {
  readonly complete: number;
  /** Complete and within every constraint on the search paths. */
  readonly feasible: number;
  readonly failed: number;
  readonly refused: number;
}

export function stateOf({ loss, failure }: Pick<TrialRecord, "loss" | "failure">): TrialState {
  if (failure !== null) return "failed";
  return loss === null ? "refused" : "complete";
}

export function countsOf({ trials }: Pick<StudyRecord<unknown>, "trials">): Counts {
  const count = (state: TrialState): number => trials.filter((trial) => stateOf(trial) === state).length;
  const feasible = trials.filter(({ violation }) => violation === 0).length;
  return { complete: count("complete"), feasible, failed: count("failed"), refused: count("refused") };
}

/** "60 of 60 trials, 12 feasible, 0 failed", and how many were not simulated where there are any. */
export function countsText({ trials, spec }: Pick<StudyRecord<StudySpec>, "trials" | "spec">): string {
  const { feasible, failed, refused } = countsOf({ trials });
  const unplayed = refused === 0 ? "" : `, ${refused} not simulated`;
  return `${trials.length} of ${spec.search.trials} trials, ${feasible} feasible, ${failed} failed${unplayed}`;
}
