// Expected improvement against its integral, its slopes against differences, its tail against bounds.
import { expect, test } from "vitest";
import { logExpectedImprovement, logFeasibility, logImprovement } from "../../src/search/expected-improvement.ts";

/** Simpson's rule over eight deviations below the best value. */
function integral(mean: number, deviation: number, best: number): number {
  const [from, steps] = [mean - 9 * deviation, 4000];
  const width = (best - from) / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    const y = from + k * width;
    const weight = k === 0 || k === steps ? 1 : k % 2 === 0 ? 2 : 4;
    sum += weight * (best - y) * Math.exp(-0.5 * ((y - mean) / deviation) ** 2);
  }
  return (sum * width) / 3 / (deviation * Math.sqrt(2 * Math.PI));
}

test.each([
  [0, 1, 0.5],
  [2, 0.7, 1],
  [1, 0.5, -1],
  [-3, 2, 1],
])("mean %d, deviation %d, best %d: the integral of the gain", (mean, deviation, best) => {
  expect(logExpectedImprovement(mean, deviation, best).value).toBeCloseTo(Math.log(integral(mean, deviation, best)), 6);
});

test("far away it stays between the bounds of Mills' ratio and goes on falling where the gain itself is zero", () => {
  for (const z of [-8, -30, -300, -9999, -10001, -1e6]) {
    const density = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
    const [low, high] = [density + Math.log(1 / (z * z + 3)), density + Math.log(1 / (z * z))];
    const rounding = 1e-12 * z * z + 1e-6;
    expect(logImprovement(z)).toBeGreaterThan(low - rounding);
    expect(logImprovement(z)).toBeLessThan(high + rounding);
  }
  expect(logImprovement(-1 - 1e-9)).toBeCloseTo(logImprovement(-1 + 1e-9), 7);
});

test("slopes by mean and deviation are those of differences", () => {
  const step = 1e-6;
  for (const [mean, deviation] of [
    [0.4, 1],
    [3, 0.5],
    [12, 0.6],
    [-2, 0.1],
  ] as const) {
    for (const merit of [(m: number, s: number) => logExpectedImprovement(m, s, 0.2), logFeasibility]) {
      const { byMean, byDeviation } = merit(mean, deviation);
      const difference = (dm: number, ds: number): number =>
        (merit(mean + dm, deviation + ds).value - merit(mean - dm, deviation - ds).value) / (2 * step);
      expect(byMean / difference(step, 0)).toBeCloseTo(1, 4);
      const steep = difference(0, step);
      expect(Math.abs(byDeviation - steep)).toBeLessThan(1e-4 * (1 + Math.abs(steep)));
    }
  }
});
