// Trials of a study by what became of them.
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

/** Dropped: by racing, after part of the paths. Refused: not simulated, because its certificates break a constraint. */
export type TrialState = "complete" | "dropped" | "failed" | "refused";

/** The same, with complete trials told apart by the constraints. */
export type Outcome = "feasible" | "infeasible" | Exclude<TrialState, "complete">;

export interface Counts {
  readonly complete: number;
  /** Complete and within every constraint on the search paths. */
  readonly feasible: number;
  readonly dropped: number;
  readonly failed: number;
  readonly refused: number;
}

type Judged = Pick<TrialRecord, "loss" | "violation" | "failure" | "dropped">;

export function stateOf({ loss, failure, dropped }: Omit<Judged, "violation">): TrialState {
  if (failure !== null) return "failed";
  if (dropped !== undefined) return "dropped";
  return loss === null ? "refused" : "complete";
}

export function outcomeOf(trial: Judged): Outcome {
  const state = stateOf(trial);
  if (state !== "complete") return state;
  return trial.violation === 0 ? "feasible" : "infeasible";
}

export function countsOf({ trials }: Pick<StudyRecord<unknown>, "trials">): Counts {
  const counts = { feasible: 0, infeasible: 0, dropped: 0, failed: 0, refused: 0 };
  for (const trial of trials) counts[outcomeOf(trial)] += 1;
  const { feasible, infeasible, dropped, failed, refused } = counts;
  return { complete: feasible + infeasible, feasible, dropped, failed, refused };
}

/** "60 of 60 trials, 12 feasible, 0 failed", and how many were dropped or not simulated where there are any. */
export function countsText({ trials, spec }: Pick<StudyRecord<StudySpec>, "trials" | "spec">): string {
  const { feasible, dropped, failed, refused } = countsOf({ trials });
  const raced = dropped === 0 ? "" : `, ${dropped} dropped early`;
  const unplayed = refused === 0 ? "" : `, ${refused} not simulated`;
  return `${trials.length} of ${spec.search.trials} trials, ${feasible} feasible, ${failed} failed${raced}${unplayed}`;
}
