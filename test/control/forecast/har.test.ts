// The volatility forecaster HAR-RV.
import { expect, test } from "vitest";
import { harExpandingForecasts, harFit, harWindowSeconds } from "../../../src/control/forecast/har.ts";
import { harLogVariance } from "../../../src/control/forecast.ts";
import { normals } from "../identification/known-systems.ts";

const shape = { windows: [1, 6, 36, 144], horizon: 1 } as const;
const truth = [-0.5, 0.4, 0.25, 0.2, 0.1] as const;

/** Variances whose log follows the law, plus normal noise; a day of scattered values comes first. */
function path(length: number, noise: number, seed: number): Float64Array {
  const z = normals(length, seed);
  const variances = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    const mean = (window: number) => Math.log(variances.subarray(t - window, t).reduce((s, v) => s + v, 0) / window);
    const [c0, c1, c2, c3, c4] = truth;
    const known = t >= 144 ? harLogVariance(c0, c1, c2, c3, c4, mean(1), mean(6), mean(36), mean(144)) : -10;
    variances[t] = Math.exp(known + (t >= 144 ? noise : 1) * (z[t] ?? 0));
  }
  return variances;
}

test("the windows are 10 minutes, an hour, six hours and a day", () => {
  expect(harWindowSeconds.map((seconds) => seconds / 600)).toEqual([...shape.windows]);
});

test("without noise the coefficients come back to rounding, from one path or several", () => {
  for (const paths of [[path(500, 0, 1)], [path(300, 0, 2), path(260, 0, 3), path(145, 0, 4)]]) {
    // condition of the regressor about 1e4, logs of size 10
    for (const [k, c] of harFit(paths, shape).entries()) expect(c).toBeCloseTo(truth[k] ?? 0, 9);
  }
});

test("with noise the coefficients have no bias beyond their spread over seeds", () => {
  const fits = Array.from({ length: 12 }, (_, seed) => harFit([path(1500, 0.3, 10 + seed)], shape));
  for (const k of [1, 2, 3, 4]) {
    const found = fits.map((fit) => fit[k] ?? 0);
    const mean = found.reduce((s, c) => s + c, 0) / 12;
    const spread = Math.sqrt(found.reduce((s, c) => s + (c - mean) ** 2, 0) / 11);
    // a t statistic with 11 degrees of freedom; the small-sample bias of autoregressions (of order 1 / 1500) lies within
    expect(Math.abs(mean - (truth[k] ?? 0)) / (spread / Math.sqrt(12))).toBeLessThan(4);
    expect(spread).toBeLessThan(0.15);
  }
});

test("a longer horizon forecasts the log of the mean of the coming variances", () => {
  const variances = Float64Array.from(normals(40, 5), (z) => Math.exp(z));
  const { outcome, persistence } = harExpandingForecasts(variances, { windows: [1, 2, 3, 5], horizon: 4 }, 6);
  const last = (from: number) => Math.log(variances.subarray(from, from + 4).reduce((s, v) => s + v, 0) / 4);
  expect(outcome.at(-1)).toBeCloseTo(last(36), 14);
  expect(persistence.at(-1)).toBeCloseTo(last(32), 14);
});

test("an expanding forecast is the fit to the past alone: the future cannot change it", () => {
  const small = { windows: [1, 2, 4, 8], horizon: 3 } as const;
  const variances = Float64Array.from(normals(60, 6), (z) => Math.exp(0.5 * z));
  const { forecast } = harExpandingForecasts(variances, small, 20);
  expect(forecast).toHaveLength(60 - 3 - 7 - 20 - 2); // moments 7 .. 56, the first 22 of them behind the first forecast
  for (const k of [0, 10, forecast.length - 1]) {
    const now = 7 + 22 + k; // the last interval that is known
    const known = variances.slice(0, now + 1);
    const [c0, c1, c2, c3, c4] = harFit([known], small);
    const mean = (window: number) => Math.log(known.subarray(-window).reduce((s, v) => s + v, 0) / window);
    expect(forecast[k]).toBeCloseTo(harLogVariance(c0, c1, c2, c3, c4, mean(1), mean(2), mean(4), mean(8)), 10);
    const other = variances.map((v, t) => (t > now ? 7 * v : v));
    expect(harExpandingForecasts(other, small, 20).forecast[k]).toBe(forecast[k]);
  }
});

test("paths that are too short and intervals without a move are refused with a remedy", () => {
  const variances = path(160, 0.1, 1);
  expect(() => harFit([variances.subarray(0, 100)], shape)).toThrow(
    "path 0: found 100 intervals; expected at least 145",
  );
  expect(() => harFit([variances, variances.map((v, t) => (t === 7 ? 0 : v))], shape)).toThrow(
    "path 1: found variance 0 in interval 7; expected a number above 0; take longer intervals",
  );
  expect(() => harFit([new Float64Array(200).fill(2)], shape)).toThrow("found column window 1 dependent");
  expect(() => harExpandingForecasts(variances, shape, 16)).toThrow("training: found 16 rows; expected 5 to 15");
});
