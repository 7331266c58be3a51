// Roots of polynomials against polynomials that were made from known roots.
import fc from "fast-check";
import { expect, test } from "vitest";
import { polynomialOf, polynomialRoots } from "../../src/numeric/polynomial-roots.ts";
import { setDistance } from "../oracle/random-system.ts";

test("the roots of a polynomial with known roots are found again", () => {
  const known = [0.9, 0.5, -0.3].map((re) => ({ re, im: 0 }));
  const pair = [
    { re: 0.2, im: 0.7 },
    { re: 0.2, im: -0.7 },
  ];
  expect(setDistance(polynomialRoots(polynomialOf([...known, ...pair], -4)), [...known, ...pair])).toBeLessThan(1e-14);
});

test("the roots of (z - 1)(z - 2)...(z - 10), a polynomial with condition 1e7, are right to 1e-8", () => {
  const known = Array.from({ length: 10 }, (_, k) => ({ re: k + 1, im: 0 }));
  expect(setDistance(polynomialRoots(polynomialOf(known, 1)), known)).toBeLessThan(1e-8);
});

test("zeros in front are dropped and zeros at the end are roots", () => {
  const found = polynomialRoots([0, 0, 2, 0, -8, 0, 0]); // 2 z^2 (z^2 - 4)
  const expected = [2, -2, 0, 0].map((re) => ({ re, im: 0 }));
  expect(setDistance(found, expected)).toBeLessThan(1e-15);
  expect(polynomialRoots([0, 0])).toEqual([]);
  expect(polynomialRoots([3])).toEqual([]);
});

test("multiplying the factors of the roots gives the polynomial back", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 7 }), (tail) => {
      const p = [4, ...tail];
      const back = polynomialOf(polynomialRoots(p), 4);
      const size = Math.max(...p.map(Math.abs));
      expect(back.length).toBe(p.length);
      // Backward stable: the coefficients move by rounding, times what products of up to 7 roots below 6 amplify.
      for (const [k, c] of back.entries()) expect(Math.abs(c - (p[k] ?? 0))).toBeLessThan(1e-11 * size);
    }),
    { numRuns: 200 },
  );
});
