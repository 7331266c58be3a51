// Boosted stumps.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { fitBoostedStumps, stumpProbabilities } from "../../../src/control/forecast/boosted-stumps.ts";
import { areaUnderCurve } from "../../../src/control/forecast/classifier-scores.ts";
import { logisticFit, logisticProbabilities } from "../../../src/control/forecast/logistic.ts";
import { normalMatrix } from "../identification/known-systems.ts";

/** An event outside a band of the second feature, with a tenth of the labels turned: no plane separates it. */
function banded(count: number, seed: number) {
  const features = normalMatrix(count, 3, seed);
  const turned = normalMatrix(count, 1, seed + 900).getColumn(0);
  const labels = Float64Array.from({ length: count }, (_, i) => {
    const outside = Math.abs(features.get(i, 1)) > 1;
    return outside !== (turned[i] ?? 0) > 1.2816 ? 1 : 0; // the 90 % point of the normal distribution
  });
  return { features, labels };
}

test.each([1, 2, 3])("the training loss falls with every stump (seed %i)", (seed) => {
  const { trainingLoss, stumps } = fitBoostedStumps(banded(300, seed), 100);
  expect(stumps).toHaveLength(100);
  for (let k = 1; k < trainingLoss.length; k++) expect(trainingLoss[k]).toBeLessThan(trainingLoss[k - 1] ?? 0);
});

test("the loss falls also for one rare event among many and for classes that a threshold separates", () => {
  const features = new Matrix(Array.from({ length: 1000 }, (_, i) => [i]));
  for (const labels of [features, features].map((_, rare) =>
    Float64Array.from({ length: 1000 }, (_, i) => (rare === 0 ? +(i === 700) : +(i > 600))),
  )) {
    const { trainingLoss } = fitBoostedStumps({ features, labels }, 60);
    for (let k = 1; k < trainingLoss.length; k++) expect(trainingLoss[k]).toBeLessThan(trainingLoss[k - 1] ?? 0);
  }
});

test("the first stump is the best by brute force over all features and thresholds", () => {
  const { features, labels } = banded(60, 4);
  const rate = labels.reduce((s, y) => s + y, 0) / 60;
  let best = { gain: -1, feature: 0, threshold: 0 };
  for (let k = 0; k < 3; k++) {
    const x = features.getColumn(k);
    const sorted = [...x].sort((a, b) => a - b);
    for (let i = 0; i < 59; i++) {
      const threshold = ((sorted[i] ?? 0) + (sorted[i + 1] ?? 0)) / 2;
      const side = (above: boolean) => {
        const members = [...labels].filter((_, j) => (x[j] ?? 0) > threshold === above);
        return members.reduce((s, y) => s + y - rate, 0) ** 2 / (members.length * rate * (1 - rate) + 1);
      };
      const gain = side(true) + side(false);
      if (gain > best.gain) best = { gain, feature: k, threshold };
    }
  }
  const { stumps, base } = fitBoostedStumps({ features, labels }, 1);
  expect(base).toBeCloseTo(Math.log(rate / (1 - rate)), 14);
  expect(stumps[0]?.feature).toBe(best.feature);
  expect(stumps[0]?.threshold).toBeCloseTo(best.threshold, 14);
});

test("a leaf takes a tenth of the step that solves its own problem", () => {
  const features = new Matrix([[0], [0], [1], [1], [1]]);
  const { stumps } = fitBoostedStumps({ features, labels: Float64Array.of(0, 0, 1, 1, 0) }, 1);
  const [stump] = stumps;
  const base = Math.log(2 / 3);
  const pull = (v: number, events: number, count: number) => count / (1 + Math.exp(-(base + v))) - events + v;
  expect(stump?.threshold).toBe(0.5);
  expect(pull(10 * (stump?.below ?? 0), 0, 2)).toBeCloseTo(0, 12);
  expect(pull(10 * (stump?.above ?? 0), 2, 3)).toBeCloseTo(0, 12);
});

test("on fresh samples stumps rank a band that a plane cannot", () => {
  const fresh = banded(1000, 6);
  const training = banded(1000, 5);
  const stumps = areaUnderCurve(stumpProbabilities(fitBoostedStumps(training, 100), fresh.features), fresh.labels);
  const plane = areaUnderCurve(logisticProbabilities(logisticFit(training, 0), fresh.features), fresh.labels);
  expect(stumps).toBeGreaterThan(0.85); // a tenth of the labels turned leaves about 0.9 at best
  expect(plane).toBeLessThan(0.6);
});

test("the same samples give the same stumps, and features that never vary give none", () => {
  const samples = banded(100, 7);
  expect(fitBoostedStumps(samples, 20)).toEqual(fitBoostedStumps(samples, 20));
  const still = { features: Matrix.ones(100, 2), labels: samples.labels };
  expect(fitBoostedStumps(still, 20).stumps).toEqual([]);
  expect(() => fitBoostedStumps(samples, 101)).toThrow("count: found 101; expected a whole number from 1 to 100");
});
