// One candidate of a study: from tuned values to the model's vector, and from measures to what the search is told.
import type { Measures } from "../objective/measure.ts";
import { score } from "../objective/score.ts";
import type { Evaluation } from "../search/searcher.ts";
import { model } from "./model.ts";
import type { TrialRecord } from "./record.ts";
import { todaysValues, vectorFor } from "./space.ts";
import type { StudySpec } from "./spec.ts";
import { withCompensators } from "./state-feedback.ts";

/**
 * Full vector of the model for tuned values, in the order of `spec.tune`, with the compensators of its state loops.
 * @throws UserError where the weights of a state loop give none
 */
export function candidateVector(spec: StudySpec, values: ArrayLike<number>): Float64Array {
  return withCompensators(namedVector(spec, values), spec.models ?? []);
}

/** The same without compensators: the named parameters alone. */
export function namedVector(spec: StudySpec, values: ArrayLike<number>): Float64Array {
  return vectorFor(model.parameters, spec.values, spec.tune, values);
}

/** Vector of trial 0: today's parameters. */
export function todaysVector(spec: StudySpec): Float64Array {
  return candidateVector(spec, todaysValues(spec.tune));
}

/** Loss, violation and objectives of measures; `baseline` are trial 0's on the same paths, null for trial 0 itself. */
export function scored(
  spec: StudySpec,
  measures: Measures,
  baseline: Measures | null,
): { loss: number; violation: number; objectives?: readonly number[] } {
  const { loss, violation, objectives } = score(measures, spec, baseline);
  return { loss, violation, ...(spec.goals === undefined ? {} : { objectives }) };
}

/** What the search is told of a recorded trial. One that was not simulated has a violation but no loss of its own. */
export function evaluationOf({
  loss,
  violation,
  objectives,
}: Pick<TrialRecord, "loss" | "violation" | "objectives">): Evaluation {
  if (violation === null) return { loss: Infinity, violation: Infinity, objectives: [Infinity] };
  const known = loss ?? Number.MAX_VALUE;
  return { loss: known, violation, objectives: objectives ?? [known] };
}
