// How good forecast probabilities were: discrimination (AUC), accuracy (Brier score, log loss) and calibration.
import { log } from "../../numeric/elementary.ts";
import { UserError } from "../../numeric/user-error.ts";

/** Probabilities beside what happened (1 or 0), of equal length and not empty. */
export interface JudgedProbabilities {
  readonly probabilities: Float64Array;
  readonly labels: Float64Array;
}

/**
 * Area under the ROC curve: the chance that an event scores above a non-event, ties counting one half.
 * Hanley & McNeil, "The meaning and use of the area under a receiver operating characteristic curve", Radiology 143, 1982.
 * @param scores any numbers that rise with the chance of the event  @throws UserError when one class is missing
 */
export function areaUnderCurve(scores: Float64Array, labels: Float64Array): number {
  check({ probabilities: scores, labels });
  const events = labels.reduce((sum, label) => sum + label, 0);
  const rest = labels.length - events;
  if (events === 0 || rest === 0) {
    fail("labels", `found ${events} events in ${labels.length} samples; expected both kinds; judge on more paths`);
  }
  const order = Array.from(scores.keys()).sort((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0));
  let [won, below] = [0, 0]; // pairs won by events, non-events with lower scores
  for (let k = 0; k < order.length; ) {
    const score = scores[order[k] ?? 0];
    let [tiedEvents, tiedRest] = [0, 0];
    for (; k < order.length && scores[order[k] ?? 0] === score; k++) {
      if (labels[order[k] ?? 0] === 1) tiedEvents++;
      else tiedRest++;
    }
    won += tiedEvents * (below + tiedRest / 2);
    below += tiedRest;
  }
  return won / (events * rest);
}

/** Mean squared error of the probabilities. Brier, Monthly Weather Review 78, 1950 (half of his sum over two classes). */
export function brierScore(judged: JudgedProbabilities): number {
  check(judged);
  return squaredErrors(judged).reduce((sum, error) => sum + error, 0) / judged.labels.length;
}

/**
 * 1 - Brier score / Brier score of always saying `baseRate`: 1 is perfect, 0 no better than the base rate.
 * @param baseRate share of events in the training data, known before these labels were
 */
export function brierSkill(judged: JudgedProbabilities, baseRate: number): number {
  const always = { probabilities: new Float64Array(judged.labels.length).fill(baseRate), labels: judged.labels };
  const reference = brierScore(always);
  if (!(reference > 0)) fail("baseRate", `found ${baseRate}, which is never wrong here; expected a rate with errors`);
  return 1 - brierScore(judged) / reference;
}

/** Mean of -ln(probability of what happened); Infinity when something happened that was called impossible. */
export function logLoss({ probabilities, labels }: JudgedProbabilities): number {
  check({ probabilities, labels });
  return -probabilities.reduce((sum, p, i) => sum + log(labels[i] === 1 ? p : 1 - p), 0) / labels.length;
}

/** (probability - label)^2 of each sample. */
export function squaredErrors({ probabilities, labels }: JudgedProbabilities): Float64Array {
  return probabilities.map((p, i) => (p - (labels[i] ?? Number.NaN)) ** 2);
}

/** One bin of a calibration table: a calibrated forecaster has frequency near meanProbability. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Of the forecasts in the bin; null in an empty bin, as is `frequency`. */
  readonly meanProbability: number | null;
  /** Share of events among the samples in the bin. */
  readonly frequency: number | null;
}

/** `bins` bins of equal width over [0, 1]; a probability on a border belongs to the bin above, 1 to the last. */
export function calibrationTable(
  { probabilities, labels }: JudgedProbabilities,
  bins: number,
): readonly CalibrationBin[] {
  check({ probabilities, labels });
  const binOf = (p: number) => Math.min(bins - 1, Math.floor(p * bins));
  return Array.from({ length: bins }, (_, bin) => {
    const members = Array.from(probabilities.keys()).filter((i) => binOf(probabilities[i] ?? 0) === bin);
    const mean = (values: Float64Array) =>
      members.length === 0 ? null : members.reduce((sum, i) => sum + (values[i] ?? 0), 0) / members.length;
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: members.length,
      meanProbability: mean(probabilities),
      frequency: mean(labels),
    };
  });
}

function check({ probabilities, labels }: JudgedProbabilities): void {
  if (labels.length === 0 || probabilities.length !== labels.length) {
    fail(
      "probabilities",
      `found ${probabilities.length} for ${labels.length} labels; expected one for each of at least one`,
    );
  }
  const bad = probabilities.findIndex((p) => Number.isNaN(p));
  if (bad >= 0) fail("probabilities", `found NaN at ${bad}; expected numbers; leave the sample out`);
}

function fail(place: string, message: string): never {
  throw new UserError("scores of a classifier", [{ place, message }]);
}
