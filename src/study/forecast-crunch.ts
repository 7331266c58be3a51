// Trains the crunch classifier: logistic, within the bounds of its parameters, and boosted stumps to compare it with.
import type { Matrix } from "ml-matrix";
import { fitBoostedStumps, stumpProbabilities } from "../control/forecast/boosted-stumps.ts";
import { type ClassifierChoice, chooseClassifier } from "../control/forecast/choice.ts";
import { logLoss } from "../control/forecast/classifier-scores.ts";
import { logisticFit, logisticProbabilities } from "../control/forecast/logistic.ts";
import { crunchFeatures, forecastParameters } from "../control/forecast-parameters.ts";
import { UserError } from "../numeric/user-error.ts";
import { FLOW_SHARES } from "./forecast-label.ts";
import type { ForecastSamples } from "./forecast-samples.ts";

export interface CrunchForecaster {
  /** Intercept and the 13 weights, rounded as they are exported. */
  readonly coefficients: Float64Array;
  readonly ridge: number;
  /** Share of the depth that forced flow must exceed; which of `FLOW_SHARES`. */
  readonly flowShare: number;
  /** Share of crunches among the training samples. */
  readonly baseRate: number;
  /** Features with weight 0, with the reason. */
  readonly leftOut: readonly string[];
  /** Boosted stumps against the logistic on the validation paths; null where they could not be compared. */
  readonly stumps: ClassifierChoice | null;
}

/** A label more frequent than this in training takes the higher of the flow shares. */
const TOO_FREQUENT = 0.25;
/** Candidates, in units of the mean loss per squared standardised weight; validation chooses. */
const RIDGES = [1e-1, 1e-2, 1e-3, 1e-4] as const;
const STUMPS = 50;
const bound = forecastParameters.find(({ name }) => name === "crunch.intercept")?.max ?? 0;

/**
 * A feature whose weight would leave the bounds of its parameter at any of the ridges is left out, the steepest first.
 * @throws UserError where there are no crunches in training, or nothing else
 */
export function trainCrunch(training: ForecastSamples, validation: ForecastSamples): CrunchForecaster {
  const which = rateOf(training.labels[0]) > TOO_FREQUENT ? 1 : 0;
  const labels = training.labels[which];
  const leftOut: string[] = [];
  let used = varying(training.features, leftOut);
  let fits = fitsOf(training.features, labels, used);
  for (let steep = steepest(fits); steep !== null; steep = steepest(fits)) {
    leftOut.push(`${nameOf(steep)}: its weight would exceed ${bound}`);
    used = used.filter((k) => k !== steep);
    fits = fitsOf(training.features, labels, used);
  }
  const losses = fits.map((fit) => {
    const probabilities = logisticProbabilities(fit, validation.features);
    return logLoss({ probabilities, labels: validation.labels[which] });
  });
  const best = losses.indexOf(Math.min(...losses));
  const coefficients = fits[best] ?? new Float64Array(crunchFeatures.length + 1);
  return {
    coefficients,
    ridge: RIDGES[best] ?? Number.NaN,
    flowShare: FLOW_SHARES[which],
    baseRate: rateOf(labels),
    leftOut,
    stumps: comparison(training, validation, used, which, coefficients),
  };
}

function fitsOf(features: Matrix, labels: Float64Array, used: readonly number[]): readonly Float64Array[] {
  if (used.length === 0) {
    const message =
      "found none that varies and has a weight within its bounds; expected at least one; train on more paths";
    throw new UserError("crunch classifier", [{ place: "features", message }]);
  }
  return RIDGES.map((ridge) => fitted(features, labels, used, ridge));
}

/** Of the labels for two flow shares, those that a forecaster was trained for. */
export function labelsFor(labels: ForecastSamples["labels"], flowShare: number): Float64Array {
  return flowShare === FLOW_SHARES[1] ? labels[1] : labels[0];
}

/** A coefficient as it is exported: six significant digits. */
export function exported(coefficient: number): number {
  return Number(coefficient.toPrecision(6));
}

/** Intercept and 13 weights; those of features that are not used are 0. */
function fitted(features: Matrix, labels: Float64Array, used: readonly number[], ridge: number): Float64Array {
  const found = logisticFit({ features: columnsOf(features, used), labels }, ridge);
  const whole = new Float64Array(crunchFeatures.length + 1);
  whole[0] = exported(found[0] ?? 0);
  for (const [i, k] of used.entries()) whole[k + 1] = exported(found[i + 1] ?? 0);
  return whole;
}

/** The feature of the largest weight beyond the bound in any of the fits; null where all are within. */
function steepest(fits: readonly Float64Array[]): number | null {
  let [worst, largest]: [number | null, number] = [null, bound];
  for (const fit of fits) {
    for (const [k, weight] of fit.subarray(1).entries()) {
      if (Math.abs(weight) > largest) [worst, largest] = [k, Math.abs(weight)];
    }
  }
  return worst;
}

function varying(features: Matrix, leftOut: string[]): readonly number[] {
  return crunchFeatures.flatMap((_, k) => {
    const first = features.get(0, k);
    if (features.getColumn(k).some((value) => value !== first)) return [k];
    leftOut.push(`${nameOf(k)}: never changes in training`);
    return [];
  });
}

function comparison(
  training: ForecastSamples,
  validation: ForecastSamples,
  used: readonly number[],
  which: 0 | 1,
  logistic: Float64Array,
): ClassifierChoice | null {
  const labels = validation.labels[which];
  const samples = { features: columnsOf(training.features, used), labels: training.labels[which] };
  try {
    const stumps = fitBoostedStumps(samples, STUMPS);
    return chooseClassifier({
      labels,
      logistic: logisticProbabilities(logistic, validation.features),
      stumps: stumpProbabilities(stumps, columnsOf(validation.features, used)),
      path: validation.path,
    });
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function columnsOf(features: Matrix, used: readonly number[]): Matrix {
  return features.subMatrixColumn([...used]);
}

function rateOf(labels: Float64Array): number {
  return labels.reduce((sum, label) => sum + label, 0) / labels.length;
}

function nameOf(feature: number): string {
  return crunchFeatures[feature]?.[0] ?? String(feature);
}
