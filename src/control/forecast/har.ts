// Volatility forecaster (HAR-RV): regresses the log of the coming variance on the logs of past variances over four windows.
import { Matrix } from "ml-matrix";
import { log } from "../../numeric/elementary.ts";
import { leastSquares, type RegressionNames, requireIndependent } from "../../numeric/least-squares.ts";
import { absorbRow, backSubstitute, newTriangle } from "../../numeric/triangular-factor.ts";
import { UserError } from "../../numeric/user-error.ts";
import { harLogVariance } from "../forecast.ts";

/** Lengths of the four windows, s: 10 minutes, 1 hour, 6 hours, 1 day (control 3.5). */
export const harWindowSeconds = [600, 3600, 21600, 86400] as const;

/** Lengths in intervals, shortest window first. */
export interface HarShape {
  readonly windows: readonly [number, number, number, number];
  /** The forecast is for the mean variance of this many coming intervals. */
  readonly horizon: number;
}

/** The intercept, then the weights of the four windows: the arguments c0 .. c4 of `harLogVariance`. */
export type HarCoefficients = readonly [number, number, number, number, number];

/** A forecast made with no more than was known, beside what came and what persistence would have said. */
export interface HarForecasts {
  /** ln of the mean variance per interval, all three. */
  readonly forecast: Float64Array;
  readonly outcome: Float64Array;
  /** ln of the mean variance of the last `horizon` intervals. */
  readonly persistence: Float64Array;
}

const SUBJECT = "HAR-RV";
const NAMES: RegressionNames = {
  subject: SUBJECT,
  matrix: "variances",
  column: (k) => (k === 0 ? "intercept" : `window ${k}`),
  remedy: "give longer or more varied series",
};

/**
 * Ordinary least squares over all intervals of all paths with a full past and future.
 * Corsi, "A simple approximate long-memory model of realized volatility", J. Financial Econometrics 7, 2009; in logs, which
 * keeps forecasts positive and the errors near normal.
 * @param paths realised variance per interval of each path  @throws UserError for short paths and variances not above 0
 */
export function harFit(paths: readonly Float64Array[], shape: HarShape): HarCoefficients {
  checkPaths(paths, shape);
  const rows = paths.flatMap((variances) => moments(variances, shape).map((t) => harRow(variances, t, shape)));
  const X = new Matrix(rows.map((row) => row.slice(0, 5)));
  const { coefficients } = leastSquares(X, Matrix.columnVector(rows.map((row) => row[5] ?? 0)), NAMES);
  return coefficientsOf(coefficients.getColumn(0));
}

/**
 * Forecasts with an expanding window: each uses the least-squares fit to the rows whose outcome was known by then.
 * @param training number of such rows before the first forecast, at least 5
 * @throws UserError for a short path and variances not above 0
 */
export function harExpandingForecasts(variances: Float64Array, shape: HarShape, training: number): HarForecasts {
  checkPaths([variances], shape);
  const times = moments(variances, shape);
  if (!(training >= 5 && training + shape.horizon <= times.length)) {
    const most = times.length - shape.horizon;
    throw new UserError(SUBJECT, [
      { place: "training", message: `found ${training} rows; expected 5 to ${most}; give a longer path` },
    ]);
  }
  const rows = times.map((t) => harRow(variances, t, shape));
  const triangle = newTriangle(6);
  const judged = rows.slice(training + shape.horizon - 1);
  for (const row of rows.slice(0, training - 1)) absorbRow(triangle, row);
  const forecast = judged.map((row, k) => {
    absorbRow(triangle, rows[training - 1 + k] ?? row);
    requireIndependent(triangle, 6, 5, NAMES);
    return harForecast(coefficientsOf(backSubstitute(triangle, 6, 5, 5)), row);
  });
  return {
    forecast: Float64Array.from(forecast),
    outcome: Float64Array.from(judged, (row) => row[5] ?? 0),
    persistence: Float64Array.from(times.slice(training + shape.horizon - 1), (t) =>
      logMean(variances, t + 1 - shape.horizon, t + 1),
    ),
  };
}

/** Times at which the longest past, the last `horizon` intervals and the outcome are all recorded. */
function moments(variances: Float64Array, { windows, horizon }: HarShape): readonly number[] {
  const first = Math.max(...windows, horizon) - 1;
  return Array.from({ length: Math.max(0, variances.length - horizon - first) }, (_, k) => first + k);
}

/** 1, the log variances of the windows that end with interval t, and that of the coming intervals. */
function harRow(variances: Float64Array, t: number, { windows, horizon }: HarShape): Float64Array {
  const past = windows.map((window) => logMean(variances, t + 1 - window, t + 1));
  return Float64Array.of(1, ...past, logMean(variances, t + 1, t + 1 + horizon));
}

function logMean(variances: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += variances[t] ?? Number.NaN;
  return log(sum / (to - from));
}

function harForecast(c: HarCoefficients, row: Float64Array): number {
  const [, l1 = 0, l2 = 0, l3 = 0, l4 = 0] = row;
  return harLogVariance(c[0], c[1], c[2], c[3], c[4], l1, l2, l3, l4);
}

function coefficientsOf(found: ArrayLike<number>): HarCoefficients {
  return [found[0] ?? 0, found[1] ?? 0, found[2] ?? 0, found[3] ?? 0, found[4] ?? 0];
}

function checkPaths(paths: readonly Float64Array[], { windows, horizon }: HarShape): void {
  const least = Math.max(...windows, horizon) + horizon;
  const problems = [...windows, horizon]
    .filter((length) => !(Number.isInteger(length) && length >= 1))
    .map((length) => ({ place: "shape", message: `found ${length} intervals; expected whole numbers from 1` }));
  for (const [i, variances] of paths.entries()) {
    const place = `path ${i}`;
    if (variances.length < least) {
      problems.push({
        place,
        message: `found ${variances.length} intervals; expected at least ${least}; give longer paths`,
      });
    }
    const bad = variances.findIndex((variance) => !(variance > 0 && variance < Infinity));
    if (bad >= 0) {
      problems.push({
        place,
        message: `found variance ${variances[bad]} in interval ${bad}; expected a number above 0; take longer intervals`,
      });
    }
  }
  if (problems.length > 0) throw new UserError(SUBJECT, problems);
}
