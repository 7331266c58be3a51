// Sobol points and their scrambling: stratification, uniformity, evenness.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discrepancies } from "../../src/numeric/discrepancy.ts";
import { haltonPoint } from "../../src/numeric/halton.ts";
import { nestedScramble } from "../../src/numeric/owen-scramble.ts";
import { largestSobolDimension, scrambledSobolPoint, sobolPoint } from "../../src/numeric/sobol.ts";

const words = fc.integer({ min: 0, max: 0xffffffff });

describe("Sobol points", () => {
  test("the first dimension is van der Corput's sequence in Gray-code order", () => {
    const found = Array.from({ length: 8 }, (_, i) => sobolPoint(i, 1)[0]);
    expect(found).toEqual([0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125]);
  });

  test.each(["plain", "scrambled"])(
    "every axis of the first 2^m %s points has one point in each of 2^m cells",
    (form) => {
      for (const n of [16, 256]) {
        const points = Array.from({ length: n }, (_, i) =>
          form === "plain" ? sobolPoint(i, largestSobolDimension) : scrambledSobolPoint(i, largestSobolDimension, 7),
        );
        for (let axis = 0; axis < largestSobolDimension; axis++) {
          expect(new Set(points.map((point) => Math.floor((point[axis] ?? 0) * n))).size).toBe(n);
        }
      }
    },
  );

  test("the first two dimensions are a (0, m, 2)-net: every elementary box of area 2^-m holds one point, also scrambled", () => {
    const m = 6;
    for (const point of [(i: number) => sobolPoint(i, 2), (i: number) => scrambledSobolPoint(i, 2, 99)]) {
      const points = Array.from({ length: 2 ** m }, (_, i) => point(i));
      for (let split = 0; split <= m; split++) {
        const boxes = points.map(
          ([x = 0, y = 0]) => `${Math.floor(x * 2 ** split)},${Math.floor(y * 2 ** (m - split))}`,
        );
        expect(new Set(boxes).size).toBe(2 ** m);
      }
    }
  });

  test("a seed fixes the scramble, another seed gives another one, and 0 and 1 never occur", () => {
    expect(scrambledSobolPoint(5, 3, 1)).toEqual(scrambledSobolPoint(5, 3, 1));
    expect(scrambledSobolPoint(5, 3, 1)).not.toEqual(scrambledSobolPoint(5, 3, 2));
    for (let seed = 0; seed < 200; seed++) {
      for (const x of scrambledSobolPoint(0, 5, seed)) expect(x > 0 && x < 1).toBe(true);
    }
  });

  test("over seeds a scrambled point is uniform, and two dimensions are uncorrelated", () => {
    const n = 4000;
    let [sumX, sumXX, sumXY] = [0, 0, 0];
    for (let seed = 0; seed < n; seed++) {
      const [x = 0, y = 0] = scrambledSobolPoint(3, 2, seed);
      sumX += x - 0.5;
      sumXX += (x - 0.5) ** 2;
      sumXY += (x - 0.5) * (y - 0.5);
    }
    // Four standard errors of each mean.
    expect(Math.abs(sumX / n)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(sumXX / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    expect(Math.abs(sumXY / n)).toBeLessThan(4 / 12 / Math.sqrt(n));
  });

  test("more dimensions than the table has are refused", () => {
    expect(() => sobolPoint(0, largestSobolDimension + 1)).toThrow(/at most 50/);
  });
});

describe("nested scrambling", () => {
  test("words that share exactly their first m bits still do", () => {
    fc.assert(
      fc.property(words, words, words, (first, second, seed) => {
        const shared = (x: number, y: number): number => Math.clz32(x ^ y);
        expect(shared(nestedScramble(first, seed), nestedScramble(second, seed))).toBe(shared(first, second));
      }),
    );
  });
});

describe("discrepancy", () => {
  test("of a single point it is the closed form", () => {
    // One point at x in one dimension: star L2² = 1/3 − (1 − x²) + (1 − x).
    const x = 0.3;
    expect(discrepancies([[x]]).starL2 ** 2).toBeCloseTo(1 / 3 - (1 - x * x) + (1 - x), 14);
    expect(discrepancies([[0.5]]).centred).toBeCloseTo(13 / 12 - 1, 14);
  });

  test("scrambled Sobol points are more even than Halton's, and Halton's than a plain grid's diagonal", () => {
    const [n, d] = [128, 4];
    const sobol = discrepancies(Array.from({ length: n }, (_, i) => scrambledSobolPoint(i, d, 3)));
    const halton = discrepancies(Array.from({ length: n }, (_, i) => haltonPoint(i, [2, 3, 5, 7])));
    const diagonal = discrepancies(Array.from({ length: n }, (_, i) => new Array<number>(d).fill((i + 0.5) / n)));
    expect(sobol.centred).toBeLessThan(halton.centred);
    expect(halton.centred).toBeLessThan(diagonal.centred);
  });
});
