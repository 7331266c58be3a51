// Skew forecaster: an autoregression with a ridge, its length and its ridge chosen on paths it was not fitted to.
import { Matrix } from "ml-matrix";
import { leastSquares } from "../../numeric/least-squares.ts";
import { UserError } from "../../numeric/user-error.ts";

export interface Autoregression {
  /** Intercept, then the weights of the last value, the one before, ..: as `linearForecast` reads them. */
  readonly coefficients: Float64Array;
  readonly lags: number;
  /** Share of the centred regressor's mean column sum of squares that is added to each column's. */
  readonly ridge: number;
}

/** What a choice may choose from. */
export interface AutoregressionGrid {
  readonly lags: readonly number[];
  readonly ridges: readonly number[];
}

const SUBJECT = "ridge autoregression";

/**
 * Fits y(t + horizon) on y(t), .., y(t - lags + 1) over all paths. The intercept is free: a ridge draws the forecast
 * towards the mean and not towards 0. Because the ridge counts in units of the series' own spread, it means the same for
 * every length and unit of the data.
 * Hoerl & Kennard, "Ridge regression", Technometrics 12, 1970; Hastie, Tibshirani & Friedman, The Elements of Statistical
 * Learning, 2nd ed. 2009, section 3.4.1.
 * @param ridge 0 for ordinary least squares  @throws UserError for paths too short, and for series that never change
 */
export function ridgeAutoregression(
  paths: readonly Float64Array[],
  horizon: number,
  lags: number,
  ridge: number,
): Autoregression {
  checkSeries(paths, horizon, lags, ridge);
  const rows = paths.flatMap((path) => lagRows(path, horizon, lags, lags - 1));
  const means = Array.from(
    { length: lags + 1 },
    (_, k) => rows.reduce((sum, row) => sum + (row[k] ?? 0), 0) / rows.length,
  );
  const centred = rows.map((row) => row.map((value, k) => value - (means[k] ?? 0)));
  const squares = centred.reduce((sum, row) => row.reduce((s, x, k) => (k < lags ? s + x * x : s), sum), 0) / lags;
  const penalty = Math.sqrt(ridge * squares);
  const penalties = penalty > 0 ? Matrix.eye(lags, lags + 1, penalty).to2DArray() : [];
  const all = new Matrix([...centred, ...penalties]);
  const X = all.subMatrix(0, all.rows - 1, 0, lags - 1);
  const { coefficients } = leastSquares(X, Matrix.columnVector(all.getColumn(lags)), {
    subject: SUBJECT,
    matrix: "series",
    column: (k) => `y(t-${k})`,
    remedy: "give longer or more varied series, fewer lags, or a ridge above 0",
  });
  const weights = coefficients.getColumn(0);
  const intercept = weights.reduce((rest, weight, k) => rest - weight * (means[k] ?? 0), means[lags] ?? 0);
  return { coefficients: Float64Array.of(intercept, ...weights), lags, ridge };
}

/** Forecasts beside outcomes and last values, over all moments of all paths from time `first` on. */
export interface Forecasts {
  readonly forecast: Float64Array;
  readonly outcome: Float64Array;
  readonly persistence: Float64Array;
}

/** @param first earliest time of a forecast, at least lags - 1: the same for models that are compared */
export function autoregressionForecasts(
  { coefficients, lags }: Autoregression,
  paths: readonly Float64Array[],
  horizon: number,
  first: number,
): Forecasts {
  const rows = paths.flatMap((path) => lagRows(path, horizon, lags, first));
  const forecast = rows.map((row) =>
    coefficients.reduce((sum, c, k) => (k === 0 ? c : sum + c * (row[k - 1] ?? 0)), 0),
  );
  return {
    forecast: Float64Array.from(forecast),
    outcome: Float64Array.from(rows, (row) => row[lags] ?? 0),
    persistence: Float64Array.from(rows, (row) => row[0] ?? 0),
  };
}

/**
 * The pair with the least mean squared error on the validation paths; in a tie the shorter model, then the larger ridge.
 * @throws UserError for empty grids, and as `ridgeAutoregression`
 */
export function chooseAutoregression(
  training: readonly Float64Array[],
  validation: readonly Float64Array[],
  horizon: number,
  grid: AutoregressionGrid,
): Autoregression {
  const longest = Math.max(...grid.lags);
  for (const lags of grid.lags) checkSeries(validation, horizon, lags, 0);
  let best: { model: Autoregression; error: number } | null = null;
  for (const lags of [...grid.lags].sort((a, b) => a - b)) {
    for (const ridge of [...grid.ridges].sort((a, b) => b - a)) {
      const model = ridgeAutoregression(training, horizon, lags, ridge);
      const { forecast, outcome } = autoregressionForecasts(model, validation, horizon, longest - 1);
      const error = forecast.reduce((sum, value, i) => sum + (value - (outcome[i] ?? 0)) ** 2, 0);
      if (best === null || error < best.error) best = { model, error };
    }
  }
  if (best === null) {
    throw new UserError(SUBJECT, [
      { place: "grid", message: "found no lags or no ridges; expected at least one of each" },
    ]);
  }
  return best.model;
}

/** y(t), .., y(t - lags + 1), y(t + horizon) for every t from `first` with an outcome. */
function lagRows(path: Float64Array, horizon: number, lags: number, first: number): number[][] {
  return Array.from({ length: Math.max(0, path.length - horizon - first) }, (_, i) => {
    const t = first + i;
    const past = Array.from({ length: lags }, (_, k) => path[t - k] ?? Number.NaN);
    return [...past, path[t + horizon] ?? Number.NaN];
  });
}

function checkSeries(paths: readonly Float64Array[], horizon: number, lags: number, ridge: number): void {
  const problems = Object.entries({ horizon, lags })
    .filter(([, value]) => !(Number.isInteger(value) && value >= 1))
    .map(([place, value]) => ({ place, message: `found ${value}; expected a whole number from 1` }));
  if (!(ridge >= 0 && ridge < Infinity)) {
    problems.push({ place: "ridge", message: `found ${ridge}; expected a number from 0` });
  }
  if (paths.length === 0) problems.push({ place: "paths", message: "found none; expected at least one" });
  for (const [i, path] of paths.entries()) {
    const least = lags + horizon;
    if (path.length < least) {
      problems.push({
        place: `path ${i}`,
        message: `found ${path.length} values; expected at least ${least}; give longer paths`,
      });
    }
    const bad = path.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      problems.push({ place: `path ${i}`, message: `found ${path[bad]} at ${bad}; expected finite numbers` });
  }
  if (problems.length > 0) throw new UserError(SUBJECT, problems);
}
