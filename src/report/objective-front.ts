// The front of a study with several goals: the feasible trials that no other feasible one betters in every goal.
import { kneeOf } from "../search/choice/knee.ts";
import { compareLexicographically } from "../search/front.ts";
import { nondominatedIndices } from "../search/nondominated-sort.ts";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { outcomeOf } from "./counts.ts";

/** A trial as a point of the space of goals. */
export interface GoalTrial {
  readonly trial: TrialRecord;
  /** Normalised goals, lower is better, at most 1 is met. */
  readonly at: readonly number[];
}

export interface ObjectiveFront {
  /** Trials that were played in full and keep every constraint, in order. */
  readonly feasible: readonly GoalTrial[];
  /** Those of them that none dominates, by the first goal, then the second and so on. */
  readonly members: readonly GoalTrial[];
  /** On search seeds; the rule of choice, which sees validation seeds and re-scored sets alone, may find another one. */
  readonly knee: GoalTrial;
}

export const KNEE = "knee on search seeds";

/** Null where the study has fewer than two goals or nothing feasible. */
export function frontOf({ spec, trials }: Pick<StudyRecord<StudySpec>, "spec" | "trials">): ObjectiveFront | null {
  if ((spec.goals?.length ?? 0) < 2) return null;
  const feasible = trials.flatMap((trial) => (outcomeOf(trial) === "feasible" ? goalTrial(trial) : []));
  const members = nondominatedIndices(feasible.map(({ at }) => at))
    .flatMap((place) => feasible[place] ?? [])
    .sort((a, b) => compareLexicographically(a.at, b.at) || a.trial.index - b.trial.index);
  if (members.length === 0) return null;
  const knee = members[kneeOf(members.map(({ at }) => at))];
  return knee === undefined ? null : { feasible, members, knee };
}

/** A trial at its goals, none where it has none. */
export function goalTrial(trial: TrialRecord | null): readonly GoalTrial[] {
  return trial?.objectives?.every(Number.isFinite) ? [{ trial, at: trial.objectives }] : [];
}
