// The arctangent and the angle of a point against 320-bit arithmetic, and the edges against the language's definition.
import { expect, test } from "vitest";
import { angleOf, arctangent } from "../../src/numeric/arctangent.ts";
import { drawsOf } from "../oracle/draws.ts";
import { fixed, ONE_FIXED, ulps } from "./big-real.ts";

/** Arctangent of a fixed-point number in [0, 1] by Euler's series: x/(1+x^2) times the product of 2k/(2k+1) x^2/(1+x^2). */
function bigArctangent(x: bigint): bigint {
  const square = (x * x) / ONE_FIXED;
  let term = (x * ONE_FIXED) / (ONE_FIXED + square);
  const factor = (square * ONE_FIXED) / (ONE_FIXED + square);
  let sum = 0n;
  for (let k = 1n; term !== 0n; k += 1n) {
    sum += term;
    term = (((term * factor) / ONE_FIXED) * 2n * k) / (2n * k + 1n);
  }
  return sum;
}

const PI = 4n * bigArctangent(ONE_FIXED);

/** Angle of (x, y) for y > 0. */
function bigAngle(y: number, x: number): bigint {
  const [v, u] = [fixed(y), fixed(Math.abs(x))];
  const acute = v <= u ? bigArctangent((v * ONE_FIXED) / u) : PI / 2n - bigArctangent((u * ONE_FIXED) / v);
  return x < 0 ? PI - acute : acute;
}

const draws = Array.from({ length: 1500 }, (_, i) => drawsOf(20260502, i)(3, 0, 0));
const between = (low: number, high: number): number[] => draws.map((u) => low + (high - low) * u);

test("the worst error of the arctangent is below 1 unit of the last place", () => {
  const points = [...between(1e-9, 0.5), ...between(0.4, 3), ...between(3, 1000)];
  const errors = points.map((x) => ulps(arctangent(x), { value: bigAngle(x, 1), power: 0n }));
  expect(Math.max(...errors)).toBeLessThan(1);
});

test("the worst error of the angle of a point is below 2 units of the last place", () => {
  const xs = between(-2, 2);
  const errors = between(1e-6, 3).map((y, i) => {
    const x = xs[(i * 7) % xs.length] ?? 1;
    return ulps(angleOf(y, x), { value: bigAngle(y, x), power: 0n });
  });
  expect(Math.max(...errors)).toBeLessThan(2);
});

test("zeros, infinities and NaN have the angles that the language gives them", () => {
  const edges = [0, -0, 1, -1, 2, -2, Infinity, -Infinity, 5e-324, 1e308, Number.NaN];
  for (const y of edges) {
    for (const x of edges) {
      const exact = Math.atan2(y, x);
      expect(Math.abs(angleOf(y, x) - exact) < 1e-15 || Object.is(angleOf(y, x), exact), `${y}, ${x}`).toBe(true);
      if (exact === 0) expect(Object.is(angleOf(y, x), exact)).toBe(true);
    }
  }
});

test("the function is odd", () => {
  for (const x of between(0, 40)) expect(arctangent(-x)).toBe(-arctangent(x));
});
