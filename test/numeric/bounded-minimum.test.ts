// Minima in boxes whose place is known.
import { expect, test } from "vitest";
import { boundedMinimum, type SmoothFunction } from "../../src/numeric/bounded-minimum.ts";

const rosenbrock: SmoothFunction = ([x = 0, y = 0], gradient) => {
  gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
  gradient[1] = 200 * (y - x * x);
  return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
};

const wide = { low: Float64Array.of(-5, -5), high: Float64Array.of(5, 5) };

test("it follows Rosenbrock's valley to its end", () => {
  const { x, value } = boundedMinimum(rosenbrock, Float64Array.of(-1.2, 1), wide, 200);
  expect(value).toBeLessThan(1e-8);
  expect(x[0]).toBeCloseTo(1, 3);
});

test("where the best point lies outside, the box's own best is found: here x = 1/2, where y = 1/4", () => {
  const box = { low: Float64Array.of(-5, -5), high: Float64Array.of(0.5, 5) };
  const { x } = boundedMinimum(rosenbrock, Float64Array.of(-1.2, 1), box, 200);
  expect(x[0]).toBe(0.5);
  expect(x[1]).toBeCloseTo(0.25, 4);
});

test("the slope along a bound does not leave it, and a corner is an answer", () => {
  const slope: SmoothFunction = ([x = 0, y = 0], gradient) => {
    gradient.set([1, -2]);
    return x - 2 * y;
  };
  expect(boundedMinimum(slope, Float64Array.of(0, 0), wide, 20)).toEqual({ x: Float64Array.of(-5, 5), value: -15 });
});

test("it steps back from where the function is not defined", () => {
  const barrier: SmoothFunction = ([x = 0], gradient) => {
    gradient[0] = 1 - 1 / x;
    return x > 0 ? x - Math.log(x) : Infinity;
  };
  const line = { low: Float64Array.of(-10), high: Float64Array.of(10) };
  expect(boundedMinimum(barrier, Float64Array.of(5), line, 50).x[0]).toBeCloseTo(1, 4);
});
