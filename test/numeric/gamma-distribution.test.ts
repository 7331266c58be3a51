// The gamma and chi-squared distributions against Poisson sums and closed forms.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  gammaCdf,
  gammaQuantile,
  gammaUpperTail,
} from "../../src/numeric/gamma-distribution.ts";
import { normalCdf } from "../../src/numeric/normal.ts";

describe("gamma distribution", () => {
  test("its upper tail is the chance of fewer than a Poisson events", () => {
    for (const [a, x] of [
      [1, 0.3],
      [4, 2],
      [10, 25],
      [30, 29],
    ] as const) {
      let [term, sum] = [Math.exp(-x), 0];
      for (let k = 0; k < a; k++) {
        sum += term;
        term *= x / (k + 1);
      }
      expect(Math.abs(gammaUpperTail(x, a) / sum - 1)).toBeLessThan(1e-13);
    }
  });

  test("both tails add up to 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1e4, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (a, ratio) => {
          expect(gammaCdf(a * ratio, a) + gammaUpperTail(a * ratio, a)).toBeCloseTo(1, 13);
        },
      ),
    );
  });

  test("the quantile undoes the cumulative probability, to nine digits and better", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1e4, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.999, noNaN: true }),
        (a, p) => {
          const x = gammaQuantile(p, a);
          fc.pre(x > 1e-290);
          expect(Math.abs(gammaCdf(x, a) / p - 1)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  test("chi-squared with one degree of freedom is a squared normal, with two an exponential", () => {
    expect(chiSquaredCdf(4, 1)).toBeCloseTo(1 - 2 * normalCdf(-2), 14);
    expect(chiSquaredQuantile(0.99, 2)).toBeCloseTo(-2 * Math.log(0.01), 12);
  });
});
