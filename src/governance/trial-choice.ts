// Which trial a proposal is about: the study's choice, or one asked for by hand; nothing feasible is refused.
import { UserError } from "../numeric/user-error.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

/** Exit code of "nothing feasible". */
const NOTHING_FEASIBLE = 3;

/** @param asked trial number from the command line, or null. Throws UserError (exit 3) when there is nothing to propose. */
export function trialToPropose(record: StudyRecord<StudySpec>, asked: number | null): number {
  if (asked !== null) return asked;
  const { staticBaseline } = record;
  if (staticBaseline?.wins === true)
    throw refusal(record, `the static set wins, trial ${staticBaseline.best} of the study in the folder static`);
  if (record.best === null) throw refusal(record, nearest(record));
  if (record.best === 0)
    throw refusal(record, "today's parameters are the best that was found, so there is nothing to change");
  return record.best;
}

function refusal({ spec, choice }: StudyRecord<StudySpec>, why: string): UserError {
  const message = `found nothing to propose: ${why} (${choice}); expected a feasible trial that differs from today, or one named by --trial N`;
  return new UserError(`study ${spec.name}`, [{ place: "", message }], NOTHING_FEASIBLE);
}

function nearest({ trials }: StudyRecord<StudySpec>): string {
  const complete = trials.flatMap(({ index, violation }) => (violation === null ? [] : [{ index, violation }]));
  const [best] = complete.sort((a, b) => a.violation - b.violation);
  if (best === undefined) return "no trial has a value";
  if (best.violation === 0) return "no trial was chosen yet";
  return `no trial meets every constraint; trial ${best.index} comes nearest, with a total violation of ${best.violation}`;
}
