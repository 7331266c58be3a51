// The kernel's forecasts are the laws in TypeScript on the kernel's own features: what is trained is what runs.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { logisticProbabilities } from "../../src/control/forecast/logistic.ts";
import { crunchFeatures, forecastParameters } from "../../src/control/forecast-parameters.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { exp } from "../../src/numeric/elementary.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { openPlant } from "../../src/simulate/plant.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { predictedLogVariances } from "../../src/study/forecast-scores.ts";
import { wholeVector } from "../../src/study/model.ts";
import { scenarioPlant } from "../../src/study/scenario-plant.ts";
import { numbers } from "../control/random-matrices.ts";

const PATHS = 3;
/** Ten minutes: the book, the windows and the skew are all fresh. */
const STRIDE = 50;

const sensor = (name: (typeof sensorNames)[number]): number => sensorNames.indexOf(name);
const coefficients = numbers(forecastParameters.length, 5).map((x) => 0.4 * x);
const values: Record<string, number> = {
  "time.blocks": 600,
  "book.slots": 100,
  "shock.size": -0.2,
  "shock.block": 200,
  "shock.blocks": 5,
  "margin.feedForward": 0.01,
  "margin.feedForwardSensor": sensor("crunch"),
  "depth.feedForward": 0.1,
  "depth.feedForwardSensor": sensor("forecastVolatility"),
  "cap.feedForward": 0.001,
  "cap.feedForwardSensor": sensor("forecastSkew"),
  ...Object.fromEntries(forecastParameters.map(({ name }, i) => [name, coefficients[i] ?? 0])),
};

test("volatility, skew and crunch sensors equal the prediction laws on the traced features", () => {
  const vector = wholeVector(values);
  const trace = openPlant(kernelModule(), scenarioPlant(vector, { seed: 3, paths: PATHS }, 1), 0).features(
    vector,
    STRIDE,
  );
  const [variance, skew, crunch] = [coefficients.slice(0, 5), coefficients.slice(5, 12), coefficients.slice(12)];
  let moved = 0;
  for (let path = 0; path < PATHS; path++) {
    const column = (at: number) => [...traceColumn(trace, path, trace.names[at] ?? "crunch")];
    const columns = (from: number, count: number) =>
      new Matrix(Array.from({ length: count }, (_, k) => column(from + k))).transpose();
    const first = crunchFeatures.length;
    const logVariances = predictedLogVariances(Float64Array.from(variance), { logVariances: columns(first, 4) });
    const overshoots = [...logVariances].map((coming) => Math.max(0, exp(coming / 2) / 0.8 - 1));
    const skews = columns(first + 4, 6)
      .to2DArray()
      .map((lags) => lags.reduce((sum, w, k) => sum + w * (skew[k + 1] ?? 0), skew[0] ?? 0));
    const probabilities = [...logisticProbabilities(Float64Array.from(crunch), columns(0, first))];
    for (const [i, expected] of [overshoots, skews, probabilities].entries()) {
      const found = column(first + 10 + i);
      found.forEach((value, row) => {
        expect(Math.abs(value - (expected[row] ?? 0))).toBeLessThanOrEqual(1e-12); // same terms, added in the same order
      });
      moved += new Set(found).size;
    }
  }
  expect(moved).toBeGreaterThan(60); // the sensors are not constants
});
