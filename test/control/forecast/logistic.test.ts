// The logistic classifier.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { logisticFit, logisticProbabilities } from "../../../src/control/forecast/logistic.ts";
import { logisticLoss } from "../../../src/control/forecast/logistic-loss.ts";
import { normalMatrix, normals } from "../identification/known-systems.ts";

/** Events with log odds -1 + 2 x0 - 30 x1, x1 a hundredth of a normal number, x2 without effect. */
function samples(count: number, seed: number) {
  const features = normalMatrix(count, 3, seed).mulRowVector([1, 0.01, 50]).addRowVector([0, 0, 1000]);
  const u = normalMatrix(count, 1, seed + 500).getColumn(0);
  const labels = Float64Array.from({ length: count }, (_, i) => {
    const odds = -1 + 2 * features.get(i, 0) - 30 * features.get(i, 1);
    return normalShare(u[i] ?? 0) < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
  });
  return { features, labels };
}

/** A uniform number from a normal one, good enough to draw labels: the logistic approximation of the normal integral. */
function normalShare(z: number): number {
  return 1 / (1 + Math.exp(-(1.5976 * z + 0.070566 * z ** 3)));
}

test("one binary feature gives the log odds of its two groups in closed form", () => {
  const counts = [
    [0, 0, 30],
    [0, 1, 10],
    [1, 0, 5],
    [1, 1, 20],
  ];
  const rows = counts.flatMap(([x, y, n]) => Array.from({ length: n ?? 0 }, () => [x ?? 0, y ?? 0]));
  const features = new Matrix(rows.map(([x]) => [x ?? 0]));
  const labels = Float64Array.from(rows, ([, y]) => y ?? 0);
  const [intercept, weight] = logisticFit({ features, labels }, 0);
  expect(intercept).toBeCloseTo(Math.log(10 / 30), 13);
  expect(weight).toBeCloseTo(Math.log((20 * 30) / (5 * 10)), 13);
});

test.each([0, 0.05])("with ridge %f the gradient of the penalised likelihood is zero in the raw features", (ridge) => {
  const { features, labels } = samples(400, 1);
  const fit = logisticFit({ features, labels }, ridge);
  const errors = logisticProbabilities(fit, features).map((p, i) => p - (labels[i] ?? 0));
  expect(Math.abs(errors.reduce((s, e) => s + e, 0)) / 400).toBeLessThan(1e-14);
  for (let k = 0; k < 3; k++) {
    const x = features.getColumn(k);
    const mean = x.reduce((s, v) => s + v, 0) / 400;
    const deviation = Math.sqrt(x.reduce((s, v) => s + (v - mean) ** 2, 0) / 400);
    const score = errors.reduce((s, e, i) => s + (e * ((x[i] ?? 0) - mean)) / deviation, 0) / 400;
    expect(score + ridge * (fit[k + 1] ?? 0) * deviation).toBeCloseTo(0, 13); // a mean of 400 numbers below 1
  }
});

test("over seeds the weights scatter about the truth", () => {
  const fits = Array.from({ length: 16 }, (_, seed) => logisticFit(samples(1500, 40 + seed), 0));
  for (const [k, wanted] of [2, -30, 0].entries()) {
    const found = fits.map((fit) => fit[k + 1] ?? 0);
    const mean = found.reduce((s, c) => s + c, 0) / 16;
    const spread = Math.sqrt(found.reduce((s, c) => s + (c - mean) ** 2, 0) / 15);
    expect(Math.abs(mean - wanted) / (spread / 4)).toBeLessThan(4); // a t statistic with 15 degrees of freedom
  }
});

test("units do not matter, and an endless ridge leaves the base rate", () => {
  const { features, labels } = samples(300, 2);
  const plain = logisticFit({ features, labels }, 0.01);
  const scaled = logisticFit({ features: features.clone().mul(1e6), labels }, 0.01);
  for (const k of [1, 2, 3]) expect(((scaled[k] ?? 0) * 1e6) / (plain[k] ?? 1)).toBeCloseTo(1, 8);
  const flat = logisticFit({ features, labels }, 1e9);
  const rate = labels.reduce((s, y) => s + y, 0) / 300;
  for (const p of logisticProbabilities(flat, features)) expect(p).toBeCloseTo(rate, 8);
});

test("classes that a plane separates need a ridge; a rare event far out does not stall the search", () => {
  const features = new Matrix([[1], [2], [3], [4]]);
  const labels = Float64Array.of(0, 0, 1, 1);
  expect(() => logisticFit({ features, labels }, 0)).toThrow("found no finite maximum of the likelihood");
  expect(logisticFit({ features, labels }, 0.1)[1]).toBeGreaterThan(0);
  const x = Array.from(normals(500, 9), (z, i) => [i === 499 ? 40 : z]);
  const rare = logisticFit(
    { features: new Matrix(x), labels: Float64Array.from(x, (_, i) => (i > 497 ? 1 : 0)) },
    1e-4,
  );
  expect(rare.every(Number.isFinite)).toBe(true);
});

test("constant features, single classes and other labels are refused by name", () => {
  const { features, labels } = samples(50, 3);
  const still = features.clone().setColumn(1, new Array(50).fill(0.3));
  expect(() => logisticFit({ features: still, labels }, 1)).toThrow(
    "feature 1: found 0.3 in every sample; expected one that varies",
  );
  expect(() => logisticFit({ features, labels: new Float64Array(50) }, 1)).toThrow(
    "labels: found 0 events in 50 samples",
  );
  expect(() => logisticFit({ features, labels: labels.map((y) => 2 * y) }, 1)).toThrow(
    "labels: found 2; expected 0 or 1",
  );
  expect(() => logisticFit({ features, labels: labels.subarray(1) }, 1)).toThrow("labels: found 49; expected 50");
});

test("the loss is minus the log likelihood, at any score", () => {
  expect(logisticLoss(0, 1)).toBeCloseTo(Math.LN2, 15);
  expect(logisticLoss(1.5, 0)).toBeCloseTo(-Math.log(1 - 1 / (1 + Math.exp(-1.5))), 14);
  expect([logisticLoss(1000, 1), logisticLoss(1000, 0), logisticLoss(-1000, 1)]).toEqual([0, 1000, 1000]);
});
