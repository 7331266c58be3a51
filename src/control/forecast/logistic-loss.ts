// The loss of a probability given as log odds: minus the log likelihood of what happened.
import { exp, log1p } from "../../numeric/elementary.ts";

/** ln(1 + e^-score) for an event (label 1), ln(1 + e^score) for none (label 0); no overflow for any score. */
export function logisticLoss(score: number, label: number): number {
  const wrong = label === 1 ? -score : score;
  return Math.max(0, wrong) + log1p(exp(-Math.abs(wrong)));
}
