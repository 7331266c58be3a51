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

test("roots eleven decades apart are right to their own last digits", () => {
  const known = [1e-6, 1e-3, 1, 1e3, 1e5];
  const found = polynomialRoots(
    polynomialOf(
      known.map((re) => ({ re, im: 0 })),
      1,
    ),
  ).map(({ re }) => re);
  for (const [k, root] of found.toSorted((a, b) => a - b).entries()) {
    expect(Math.abs(root / (known[k] ?? 0) - 1)).toBeLessThan(3e-15); // the eigenvalues alone: 4e-13
  }
});

test("zeros in front are dropped and zeros at the end are roots", () => {
  const found = polynomialRoots([0, 0, 2, 0, -8, 0, 0]); // 2 z^2 (z^2 - 4)
  const expected = [2, -2, 0, 0].map((re) => ({ re, im: 0 }));
  expect(setDistance(found, expected)).toBeLessThan(1e-15);
  expect(polynomialRoots([0, 0])).toEqual([]);
  expect(polynomialRoots([3])).toEqual([]);
});

test.each([
  [[4, 11, 10, 3]], // (z + 1)^2 (4 z + 3)
  [[4, 11, -4, -20]],
  [[4, 16, 11, -15, -4, 4, -16]],
])("the factors of a double root give the polynomial %j back", (p) => {
  const back = polynomialOf(polynomialRoots(p), p[0] ?? 0);
  for (const [k, c] of back.entries()) expect(Math.abs(c - (p[k] ?? 0))).toBeLessThan(1e-13 * 20);
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
