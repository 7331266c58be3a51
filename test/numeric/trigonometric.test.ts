// sin and cos against exact angles, the engine's own functions and the addition theorems.
import fc from "fast-check";
import { expect, test } from "vitest";
import { cos, sin } from "../../src/numeric/trigonometric.ts";

test("special angles have their exact sines", () => {
  expect([sin(0), cos(0)]).toEqual([0, 1]);
  expect(sin(Math.PI / 6)).toBeCloseTo(0.5, 15);
  expect(cos(Math.PI)).toBe(-1);
  expect(sin(Math.PI)).toBeCloseTo(1.2246467991473532e-16, 22); // pi as a float is smaller than pi by this
});

test("they differ from the engine's functions by rounding only", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(3e-16);
      expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(3e-16);
    }),
    { numRuns: 2000 },
  );
});

test("the sine of a sum is what the addition theorem says", () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: -4000, max: 4000 }), (m, n) => {
      const [a, b] = [m / 64, n / 64]; // their sum is exact
      expect(sin(a + b)).toBeCloseTo(sin(a) * cos(b) + cos(a) * sin(b), 14);
    }),
  );
});
