// Scores of classifiers and of forecasts, and the choice between two classifiers.
import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseClassifier } from "../../../src/control/forecast/choice.ts";
import {
  areaUnderCurve,
  brierScore,
  brierSkill,
  calibrationTable,
  logLoss,
} from "../../../src/control/forecast/classifier-scores.ts";
import { explainedVariance, persistenceSkill, signHits } from "../../../src/control/forecast/forecast-scores.ts";
import { normals } from "../identification/known-systems.ts";

test("the area under the curve is the share of pairs in the right order, ties counting half", () => {
  const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 1 })), { maxLength: 30 });
  fc.assert(
    fc.property(sample, (pairs) => {
      const all: (readonly [number, number])[] = [...pairs, [3, 1], [2, 0]];
      let [won, count] = [0, 0];
      for (const [s, y] of all) {
        for (const [r, x] of all) {
          if (y !== 1 || x !== 0) continue;
          count++;
          won += s > r ? 1 : s === r ? 0.5 : 0;
        }
      }
      const found = areaUnderCurve(
        Float64Array.from(all, ([s]) => s),
        Float64Array.from(all, ([, y]) => y),
      );
      expect(found).toBe(won / count); // halves of small integers are exact
    }),
    { numRuns: 200 },
  );
  expect(() => areaUnderCurve(Float64Array.of(1, 2), Float64Array.of(1, 1))).toThrow("found 2 events in 2 samples");
});

const judged = { probabilities: Float64Array.of(0.9, 0.2, 0.6, 0.1), labels: Float64Array.of(1, 0, 0, 0) };

test("Brier score, skill and log loss by hand", () => {
  expect(brierScore(judged)).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.01) / 4, 15);
  expect(brierSkill(judged, 0.25)).toBeCloseTo(1 - 0.42 / (0.75 ** 2 + 3 * 0.25 ** 2), 15);
  const always = { probabilities: new Float64Array(4).fill(0.25), labels: judged.labels };
  expect(brierSkill(always, 0.25)).toBe(0);
  expect(logLoss(judged)).toBeCloseTo(-Math.log(0.9 * 0.8 * 0.4 * 0.9) / 4, 15);
  expect(logLoss({ probabilities: Float64Array.of(0), labels: Float64Array.of(1) })).toBe(Infinity);
  expect(() => brierScore({ probabilities: Float64Array.of(0.5), labels: new Float64Array(0) })).toThrow(
    "found 1 for 0 labels",
  );
});

test("a calibration table counts every sample once, borders upwards", () => {
  const table = calibrationTable(
    { probabilities: Float64Array.of(0, 0.5, 0.75, 1), labels: Float64Array.of(0, 1, 0, 1) },
    2,
  );
  expect(table).toEqual([
    { from: 0, to: 0.5, count: 1, meanProbability: 0, frequency: 0 },
    { from: 0.5, to: 1, count: 3, meanProbability: 0.75, frequency: 2 / 3 },
  ]);
  expect(calibrationTable(judged, 5).map(({ count }) => count)).toEqual([1, 1, 0, 1, 1]);
  expect(calibrationTable(judged, 5)[2]).toMatchObject({ meanProbability: null, frequency: null });
});

test("skill against persistence and explained variance by hand", () => {
  const now = Float64Array.of(0, 1, 2);
  const outcome = Float64Array.of(1, 2, 4);
  expect(persistenceSkill(outcome, outcome, now)).toBe(1);
  expect(persistenceSkill(now, outcome, now)).toBe(0);
  expect(persistenceSkill(Float64Array.of(1, 2, 3), outcome, now)).toBeCloseTo(1 - 1 / 6, 15);
  expect(explainedVariance(Float64Array.of(1, 2, 3), outcome)).toBeCloseTo(1 - 1 / (14 / 3), 15);
  expect(() => persistenceSkill(now, now, now)).toThrow("persistence forecasts without error");
});

test("a direction counts only where the forecast move exceeds the threshold", () => {
  const now = Float64Array.of(0, 0, 0, 0);
  const forecast = Float64Array.of(0.03, -0.03, 0.02, 0.05);
  expect(signHits(forecast, Float64Array.of(0.1, 0.1, 0.1, 0), now, 0.02)).toEqual({ count: 3, rate: 1 / 3 });
  expect(signHits(forecast, now, now, 0.1)).toEqual({ count: 0, rate: null });
});

/** 40 paths of 10 samples; stumps err by 0.3 - gain +- scatter where the logistic errs by 0.3. */
function contest(gain: number, scatter: number) {
  const z = normals(40, 11);
  const path = Int32Array.from({ length: 400 }, (_, i) => Math.floor(i / 10));
  return {
    labels: new Float64Array(400),
    logistic: new Float64Array(400).fill(0.3),
    stumps: Float64Array.from(path, (p) => 0.3 - gain + scatter * (z[p] ?? 0)),
    path,
  };
}

test("stumps are chosen only when their gain stands out of its error", () => {
  expect(chooseClassifier(contest(0.05, 0.05)).chosen).toBe("stumps");
  expect(chooseClassifier(contest(0.01, 0.2)).chosen).toBe("logistic"); // better or not: within the noise
  expect(chooseClassifier(contest(-0.05, 0.05)).chosen).toBe("logistic");
  expect(chooseClassifier(contest(0, 0))).toEqual({ chosen: "logistic", gain: 0, standardError: 0 });
});

test("samples of one path count once: the error is that of the path means", () => {
  const contested = contest(0.02, 0.1);
  const means = Array.from({ length: 40 }, (_, p) => 0.09 - (contested.stumps[10 * p] ?? 0) ** 2);
  const mean = means.reduce((s, d) => s + d, 0) / 40;
  const error = Math.sqrt(means.reduce((s, d) => s + (d - mean) ** 2, 0) / 39 / 40);
  const { gain, standardError } = chooseClassifier(contested);
  expect(gain).toBeCloseTo(mean, 14);
  expect(standardError).toBeCloseTo(error, 14);
  expect(() => chooseClassifier({ ...contested, path: new Int32Array(400) })).toThrow("found samples of 1 paths");
});
