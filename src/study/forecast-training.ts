// Trains the forecasters of a study: coefficients from the training paths, choices between fits on the validation paths.
import { Matrix } from "ml-matrix";
import { type Autoregression, chooseAutoregression } from "../control/forecast/ridge-autoregression.ts";
import { forecastParameters } from "../control/forecast-parameters.ts";
import { leastSquares } from "../numeric/least-squares.ts";
import { UserError } from "../numeric/user-error.ts";
import { type CrunchForecaster, exported, trainCrunch } from "./forecast-crunch.ts";
import type { ForecastSamples } from "./forecast-samples.ts";
import { SKEW_LAGS } from "./forecast-shape.ts";

export interface SkewForecaster extends Pick<Autoregression, "lags" | "ridge"> {
  /** Intercept and the weights of six lags, rounded as they are exported. */
  readonly coefficients: Float64Array;
}

export const forecasterNames = ["volatility", "skew", "crunch"] as const;
export type ForecasterName = (typeof forecasterNames)[number];

/** null where a forecaster was omitted; `omitted` says why. */
export interface TrainedForecasters {
  /** Intercept and four weights, rounded as they are exported. */
  readonly volatility: Float64Array | null;
  readonly skew: SkewForecaster | null;
  readonly crunch: CrunchForecaster | null;
  readonly omitted: Readonly<Partial<Record<ForecasterName, string>>>;
}

/** Families of fits that validation chooses between. */
const SKEW_GRID = { lags: [1, 2, 3, 4, 5, 6], ridges: [0, 1e-3, 1e-2, 1e-1] };

/**
 * Only training samples enter a fit; validation samples decide the number of lags and the ridges.
 * @throws UserError where no forecaster at all can be trained
 */
export function trainForecasters(training: ForecastSamples, validation: ForecastSamples): TrainedForecasters {
  const omitted: Partial<Record<ForecasterName, string>> = {};
  const attempt = <T>(name: ForecasterName, train: () => T): T | null => {
    try {
      return train();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      omitted[name] = error.problems.map(({ place, message }) => `${place}: ${message}`).join("; ");
      return null;
    }
  };
  const volatility = attempt("volatility", () => trainVolatility(training));
  const skew = attempt("skew", () => trainSkew(training, validation));
  const crunch = attempt("crunch", () => trainCrunch(training, validation));
  if (volatility === null && skew === null && crunch === null) {
    const problems = Object.entries(omitted).map(([place, message]) => ({ place, message }));
    throw new UserError("forecasters", problems);
  }
  return { volatility, skew, crunch, omitted };
}

/** Values of the forecasters' parameters by name, those of omitted ones left out: as a profile exports them. */
export function coefficientsOf({ volatility, skew, crunch }: TrainedForecasters): Record<string, number> {
  const blocks = [volatility, skew?.coefficients ?? null, crunch?.coefficients ?? null];
  const lengths = [5, SKEW_LAGS + 1, 14];
  let start = 0;
  const entries = blocks.flatMap((block, i) => {
    const names = forecastParameters.slice(start, start + (lengths[i] ?? 0)).map(({ name }) => name);
    start += names.length;
    return block === null ? [] : names.map((name, k) => [name, block[k] ?? 0] as const);
  });
  return Object.fromEntries(entries);
}

/**
 * HAR-RV on what the kernel has instead of window means: exponentially weighted variances of half the windows' time
 * constants. The target is the log of the realised variance of the coming horizon, so that the sensor shows what is as
 * often exceeded as not and lies below the mean.
 * Corsi, "A simple approximate long-memory model of realized volatility", J. Financial Econometrics 7, 2009, equation (9).
 */
function trainVolatility({ logVariances, comingLogVariance }: ForecastSamples): Float64Array {
  const X = new Matrix(logVariances.rows, 5).fill(1).setSubMatrix(logVariances, 0, 1);
  const { coefficients } = leastSquares(X, Matrix.columnVector(comingLogVariance), {
    subject: "HAR-RV",
    matrix: "variances",
    column: (k) => (k === 0 ? "intercept" : `window ${k}`),
    remedy: "train on more or longer paths",
  });
  return Float64Array.from(coefficients.getColumn(0), exported);
}

function trainSkew(training: ForecastSamples, validation: ForecastSamples): SkewForecaster {
  const { skewHorizon } = training.shape;
  const { coefficients, lags, ridge } = chooseAutoregression(training.skews, validation.skews, skewHorizon, SKEW_GRID);
  const whole = new Float64Array(SKEW_LAGS + 1);
  whole.set(coefficients.map(exported));
  return { coefficients: whole, lags, ridge };
}
