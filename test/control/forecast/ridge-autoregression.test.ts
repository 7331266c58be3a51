// The skew forecaster: an autoregression with a ridge.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import {
  autoregressionForecasts,
  chooseAutoregression,
  ridgeAutoregression,
} from "../../../src/control/forecast/ridge-autoregression.ts";
import { linearForecast } from "../../../src/control/forecast.ts";
import { useCells } from "../../../src/numeric/cells.ts";
import { normals } from "../identification/known-systems.ts";

/** w(t+1) = 0.1 + 0.6 w(t) + 0.25 w(t-1) + noise. */
function skew(length: number, noise: number, seed: number): Float64Array {
  const z = normals(length, seed);
  const w = Float64Array.of(...z.subarray(0, 2), ...new Float64Array(length - 2));
  for (let t = 2; t < length; t++) w[t] = 0.1 + 0.6 * (w[t - 1] ?? 0) + 0.25 * (w[t - 2] ?? 0) + noise * (z[t] ?? 0);
  return w;
}

test("without noise and ridge the coefficients come back to rounding, from several short paths", () => {
  const { coefficients } = ridgeAutoregression([skew(12, 0, 1), skew(9, 0, 2), skew(3, 0, 3)], 1, 2, 0);
  for (const [k, c] of [0.1, 0.6, 0.25].entries()) expect(coefficients[k]).toBeCloseTo(c, 12);
});

test("no ridge is least squares with an intercept, by its normal equations", () => {
  const w = skew(200, 0.2, 4);
  const { coefficients } = ridgeAutoregression([w], 3, 2, 0);
  const rows = Array.from({ length: 196 }, (_, i) => [1, w[i + 1] ?? 0, w[i] ?? 0]);
  const errors = rows.map((x, i) => (w[i + 4] ?? 0) - x.reduce((s, value, k) => s + value * (coefficients[k] ?? 0), 0));
  const gradient = Matrix.rowVector(errors).mmul(new Matrix(rows));
  expect(gradient.abs().max()).toBeLessThan(1e-11); // sums of 196 terms of order 1
});

test("a tiny ridge stays near least squares; an endless one forecasts the mean outcome", () => {
  const w = skew(300, 0.2, 5);
  const plain = ridgeAutoregression([w], 1, 2, 0).coefficients;
  const tiny = ridgeAutoregression([w], 1, 2, 1e-10).coefficients;
  for (const [k, c] of plain.entries()) expect(tiny[k]).toBeCloseTo(c, 8);
  const endless = ridgeAutoregression([w], 1, 2, 1e12).coefficients;
  const mean = w.subarray(2).reduce((s, x) => s + x, 0) / 298;
  expect(endless[0]).toBeCloseTo(mean, 10);
  expect(Math.abs(endless[1] ?? 1) + Math.abs(endless[2] ?? 1)).toBeLessThan(1e-11);
});

test("the ridge means the same in every unit", () => {
  const w = skew(100, 0.2, 6);
  const plain = ridgeAutoregression([w], 1, 2, 0.3).coefficients;
  const scaled = ridgeAutoregression([w.map((x) => 1000 * x)], 1, 2, 0.3).coefficients;
  for (const k of [1, 2]) expect(scaled[k]).toBeCloseTo(plain[k] ?? 0, 12);
});

test("forecasts are those of the kernel's law, aligned with outcomes and last values", () => {
  const w = skew(30, 0.2, 7);
  const model = ridgeAutoregression([w], 2, 3, 0.01);
  const { forecast, outcome, persistence } = autoregressionForecasts(model, [w], 2, 4);
  expect(forecast).toHaveLength(24);
  useCells(Float64Array.of(...model.coefficients, w[9] ?? 0, w[8] ?? 0, w[7] ?? 0));
  expect(forecast[5]).toBe(linearForecast(0, 32, 8, 3));
  expect([outcome[5], persistence[5]]).toEqual([w[11], w[9]]);
});

test("validation finds the length that matters and the better ridge", () => {
  const training = [1, 2, 3].map((seed) => skew(400, 0.2, 20 + seed));
  const validation = [1, 2, 3].map((seed) => skew(400, 0.2, 30 + seed));
  const chosen = chooseAutoregression(training, validation, 1, { lags: [1, 2], ridges: [0, 1e6] });
  expect(chosen).toMatchObject({ lags: 2, ridge: 0 }); // the second lag explains 6 % of the variance, far beyond chance
  const tie = chooseAutoregression(training, validation, 1, { lags: [2, 1], ridges: [1e300, 1e301] });
  expect(tie).toMatchObject({ lags: 1, ridge: 1e301 }); // all forecast the mean
});

test("short and constant series are refused by name", () => {
  expect(() => ridgeAutoregression([Float64Array.of(1, 2)], 1, 2, 0)).toThrow(
    "path 0: found 2 values; expected at least 3",
  );
  expect(() => ridgeAutoregression([new Float64Array(20).fill(1)], 1, 1, 0)).toThrow("found column y(t-0) dependent");
  expect(() => ridgeAutoregression([], 1, 0, -1)).toThrow(/3 problems/);
});
