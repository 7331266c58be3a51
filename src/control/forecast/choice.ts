// Which classifier to export: the logistic one, unless boosted stumps are better by more than chance would give.
import { UserError } from "../../numeric/user-error.ts";
import { squaredErrors } from "./classifier-scores.ts";

/** Validation samples that neither classifier was fitted to; all arrays of one length. */
export interface ContestedSamples {
  readonly labels: Float64Array;
  readonly logistic: Float64Array;
  readonly stumps: Float64Array;
  /** The path that each sample came from: samples of one path are not independent. */
  readonly path: Int32Array;
}

export interface ClassifierChoice {
  readonly chosen: "logistic" | "stumps";
  /** Brier score of the logistic minus that of the stumps: above 0 where the stumps are better. */
  readonly gain: number;
  readonly standardError: number;
}

/** A gain must exceed this many standard errors to be worth a classifier that is harder to export. */
const LEAST_GAIN = 2;

/**
 * The difference is paired by sample; its standard error is clustered by path, with the correction G / (G - 1).
 * Liang & Zeger, "Longitudinal data analysis using generalized linear models", Biometrika 73, 1986 (sandwich estimator).
 * @throws UserError for other lengths and for fewer than two paths
 */
export function chooseClassifier({ labels, logistic, stumps, path }: ContestedSamples): ClassifierChoice {
  const lengths = [labels, logistic, stumps, path].map((array) => array.length);
  if (new Set(lengths).size > 1) fail(`found arrays of ${lengths.join(", ")} samples; expected equal lengths`);
  const better = squaredErrors({ probabilities: stumps, labels });
  const differences = squaredErrors({ probabilities: logistic, labels }).map((error, i) => error - (better[i] ?? 0));
  const gain = differences.reduce((sum, d) => sum + d, 0) / differences.length;
  const deviations = new Map<number, number>();
  for (const [i, d] of differences.entries()) {
    const key = path[i] ?? 0;
    deviations.set(key, (deviations.get(key) ?? 0) + d - gain);
  }
  const groups = deviations.size;
  if (groups < 2) fail(`found samples of ${groups} paths; expected at least 2; validate on more paths`);
  const squares = [...deviations.values()].reduce((sum, d) => sum + d * d, 0);
  const standardError = Math.sqrt((squares * groups) / (groups - 1)) / differences.length;
  return { chosen: gain > LEAST_GAIN * standardError ? "stumps" : "logistic", gain, standardError };
}

function fail(message: string): never {
  throw new UserError("choice of a classifier", [{ place: "validation", message }]);
}
