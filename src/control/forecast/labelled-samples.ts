// Samples for a classifier: features, whether the event followed, and the checks at its doors.
import type { Matrix } from "ml-matrix";
import { type Problem, UserError } from "../../numeric/user-error.ts";

export interface LabelledSamples {
  /** N x d. */
  readonly features: Matrix;
  /** N numbers: 1 where the event followed, else 0. */
  readonly labels: Float64Array;
}

/**
 * @param subject what is being fitted
 * @throws UserError for other lengths, labels that are not 0 or 1, only one class, features that are not finite
 */
export function checkSamples(subject: string, { features, labels }: LabelledSamples): void {
  const problems: Problem[] = [];
  const note = (place: string, message: string) => void problems.push({ place, message });
  if (features.rows !== labels.length) {
    note("labels", `found ${labels.length}; expected ${features.rows}, one for each row of the features`);
  }
  const odd = labels.find((label) => label !== 0 && label !== 1);
  if (odd !== undefined) note("labels", `found ${odd}; expected 0 or 1`);
  const events = labels.reduce((sum, label) => sum + label, 0);
  if (odd === undefined && (events === 0 || events === labels.length)) {
    note("labels", `found ${events} events in ${labels.length} samples; expected both kinds; train on more paths`);
  }
  for (let k = 0; k < features.columns; k++) {
    const bad = features.getColumn(k).find((value) => !Number.isFinite(value));
    if (bad !== undefined) note(`feature ${k}`, `found ${bad}; expected finite numbers; leave the sample out`);
  }
  if (problems.length > 0) throw new UserError(subject, problems);
}
