// Exponentially weighted variance.
import { expect, test } from "vitest";
import { exponentialVariance, weightedVariance } from "../../../src/control/forecast/exponential-variance.ts";
import { normals } from "../identification/known-systems.ts";

const returns = normals(30, 1);

test("the recursion is the sum of squares by age, the first of them with all that is left of the weight", () => {
  const found = exponentialVariance(returns, 0.9);
  expect(found[0]).toBeCloseTo((returns[0] ?? 0) ** 2, 15);
  const byAge = returns.reduce((sum, r, i) => sum + (i === 0 ? 0.9 ** 29 : 0.1 * 0.9 ** (29 - i)) * r * r, 0);
  expect(found[29]).toBeCloseTo(byAge, 14);
});

test("the weighted variance is the mean of squares with weights 0.9^age", () => {
  const weights = returns.map((_, i) => 0.9 ** (29 - i));
  const sum = returns.reduce((s, r, i) => s + (weights[i] ?? 0) * r * r, 0);
  expect(weightedVariance(returns, 0.9)[29]).toBeCloseTo(sum / weights.reduce((s, w) => s + w, 0), 14);
  expect(weightedVariance(new Float64Array(5).fill(2), 0.5)).toEqual(new Float64Array(5).fill(4));
});
