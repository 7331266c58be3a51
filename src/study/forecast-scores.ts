// How good trained forecasters are on a family of paths they were not fitted to, computed with the exported coefficients.
import {
  brierScore,
  brierSkill,
  type CalibrationBin,
  calibrationTable,
  type JudgedProbabilities,
} from "../control/forecast/classifier-scores.ts";
import { explainedVariance, persistenceSkill, type SignHits, signHits } from "../control/forecast/forecast-scores.ts";
import { logisticProbabilities } from "../control/forecast/logistic.ts";
import { autoregressionForecasts } from "../control/forecast/ridge-autoregression.ts";
import { harLogVariance } from "../control/forecast.ts";
import { UserError } from "../numeric/user-error.ts";
import type { Measure } from "../objective/measure.ts";
import { type CrunchForecaster, labelsFor } from "./forecast-crunch.ts";
import { clusteredArea } from "./forecast-discrimination.ts";
import type { ForecastSamples } from "./forecast-samples.ts";
import { SKEW_LAGS } from "./forecast-shape.ts";
import type { SkewForecaster, TrainedForecasters } from "./forecast-training.ts";
import type { SeedFamily } from "./spec.ts";

/** Scores are null where the family cannot tell: nothing moved, or no crunch happened. */
export interface VolatilityScores {
  readonly samples: number;
  readonly r2: number | null;
  /** Against the realised variance of the half hour just past. */
  readonly skill: number | null;
}

export interface SkewScores {
  readonly samples: number;
  /** Against the present skew. */
  readonly skill: number | null;
  /** Of predicted changes above 2 % (objectives 5). */
  readonly signs: SignHits;
}

export interface CrunchScores {
  readonly samples: number;
  readonly crunches: number;
  /** Of paths in which at least one crunch was labelled. */
  readonly pathsWithCrunch: number;
  readonly auc: Measure | null;
  /** Of the samples whose past half hour held no crunch: to see one under way is easier than to see one come. */
  readonly onsets: { readonly samples: number; readonly crunches: number; readonly auc: Measure | null };
  readonly brier: number;
  /** Against always saying the base rate of training. */
  readonly brierSkill: number | null;
  readonly calibration: readonly CalibrationBin[];
}

/** null for a forecaster that was omitted. */
export interface ForecastScores {
  readonly family: SeedFamily;
  readonly volatility: VolatilityScores | null;
  readonly skew: SkewScores | null;
  readonly crunch: CrunchScores | null;
}

const SIGN_THRESHOLD = 0.02;
const CALIBRATION_BINS = 5;

export function forecastScores(trained: TrainedForecasters, samples: ForecastSamples): ForecastScores {
  const { volatility, skew, crunch } = trained;
  return {
    family: samples.family,
    volatility: volatility === null ? null : volatilityScores(volatility, samples),
    skew: skew === null ? null : skewScores(skew, samples),
    crunch: crunch === null ? null : crunchScores(crunch, samples),
  };
}

/** ln of the annualised variance to come, for every sample. @param c intercept and four weights */
export function predictedLogVariances(
  c: Float64Array,
  { logVariances }: Pick<ForecastSamples, "logVariances">,
): Float64Array {
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0] = c;
  return Float64Array.from({ length: logVariances.rows }, (_, i) => {
    const [l1 = 0, l2 = 0, l3 = 0, l4 = 0] = logVariances.getRow(i);
    return harLogVariance(c0, c1, c2, c3, c4, l1, l2, l3, l4);
  });
}

function volatilityScores(coefficients: Float64Array, samples: ForecastSamples): VolatilityScores {
  const forecast = predictedLogVariances(coefficients, samples);
  const { comingLogVariance, pastLogVariance } = samples;
  return {
    samples: forecast.length,
    r2: orNull(() => explainedVariance(forecast, comingLogVariance)),
    skill: orNull(() => persistenceSkill(forecast, comingLogVariance, pastLogVariance)),
  };
}

function skewScores({ coefficients }: SkewForecaster, { skews, shape }: ForecastSamples): SkewScores {
  const model = { coefficients, lags: SKEW_LAGS, ridge: 0 };
  const found = autoregressionForecasts(model, skews, shape.skewHorizon, SKEW_LAGS - 1);
  const { forecast, outcome, persistence } = found;
  return {
    samples: forecast.length,
    skill: orNull(() => persistenceSkill(forecast, outcome, persistence)),
    signs: signHits(forecast, outcome, persistence, SIGN_THRESHOLD),
  };
}

function crunchScores(crunch: CrunchForecaster, samples: ForecastSamples): CrunchScores {
  const labels = labelsFor(samples.labels, crunch.flowShare);
  const { path, family, features } = samples;
  const judged: JudgedProbabilities = { probabilities: logisticProbabilities(crunch.coefficients, features), labels };
  const hit = new Set(path.filter((_, i) => labels[i] === 1));
  return {
    samples: labels.length,
    crunches: labels.reduce((sum, label) => sum + label, 0),
    pathsWithCrunch: hit.size,
    auc: clusteredArea(judged.probabilities, labels, path, family.paths),
    onsets: onsetScores(judged, samples, labelsFor(samples.pastLabels, crunch.flowShare)),
    brier: brierScore(judged),
    brierSkill: orNull(() => brierSkill(judged, crunch.baseRate)),
    calibration: calibrationTable(judged, CALIBRATION_BINS),
  };
}

function onsetScores(
  { probabilities, labels }: JudgedProbabilities,
  { path, family }: ForecastSamples,
  past: Float64Array,
): CrunchScores["onsets"] {
  const calm = <T extends Float64Array | Int32Array>(values: T) => values.filter((_, i) => past[i] === 0);
  const fresh = Float64Array.from(calm(labels));
  return {
    samples: fresh.length,
    crunches: fresh.reduce((sum, label) => sum + label, 0),
    auc: clusteredArea(Float64Array.from(calm(probabilities)), fresh, Int32Array.from(calm(path)), family.paths),
  };
}

function orNull(score: () => number): number | null {
  try {
    return score();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
