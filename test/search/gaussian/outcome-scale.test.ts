// What the model's scale keeps: order, feasibility, and the meaning of noise.
import { expect, test } from "vitest";
import { scaledConstraint, scaledLosses } from "../../../src/search/gaussian/outcome-scale.ts";

const losses = Float64Array.of(3, -2, 1e4, 0.5, 7, 40, -1);
const none = new Float64Array(7);

function order(values: Float64Array): readonly number[] {
  return [...values.keys()].sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
}

test("losses keep their order, have mean 0 and variance 1, and do not mind a shift or a factor", () => {
  const { values } = scaledLosses(losses, none, "short");
  expect(order(values)).toEqual(order(losses));
  expect(values.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 12);
  expect(values.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(7, 12);
  const moved = scaledLosses(
    losses.map((v) => 8 * v - 16),
    none,
    "short",
  ).values; // exact in binary
  for (const [i, v] of moved.entries()) expect(v).toBeCloseTo(values[i] ?? NaN, 7);
});

test("one huge loss leaves room for the others, and the better half is not bent", () => {
  const { values } = scaledLosses(losses, none, "short");
  const [three = 0, , huge = 0, half = 0, , , least = 0] = values;
  expect(huge - three).toBeLessThan(10 * (three - least));
  expect((three - half) / (half - least)).toBeCloseTo(2.5 / 1.5, 12);
});

test("noise is scaled with the slope of the scale", () => {
  const step = 1e-5;
  const { values, noise } = scaledLosses(
    losses,
    none.map(() => step),
    "short",
  );
  for (const [i, loss] of losses.entries()) {
    if (i === 2 || i === 1 || i === 0) continue; // the slope at those that set the scale is another
    const next = scaledLosses(losses.with(i, loss + step), none, "short").values[i] ?? NaN;
    expect(Math.sqrt(noise[i] ?? NaN) / (next - (values[i] ?? NaN))).toBeCloseTo(1, 0);
  }
});

test("equal losses are all zero, and constraints keep their sign and order", () => {
  expect(scaledLosses(Float64Array.of(4, 4, 4), new Float64Array(3), "short").values).toEqual(new Float64Array(3));
  const limits = Float64Array.of(-1e6, 0, 3, -0.1, 1e9);
  const scaled = scaledConstraint(limits);
  expect(scaled.map(Math.sign)).toEqual(limits.map(Math.sign));
  expect(order(scaled)).toEqual(order(limits));
  expect(scaledConstraint(new Float64Array(3))).toEqual(new Float64Array(3));
});
