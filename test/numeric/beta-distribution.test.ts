// The beta distribution against binomial sums, closed forms and its own symmetries.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaCdf, betaLogitQuantile, betaQuantile } from "../../src/numeric/beta-distribution.ts";

const shapes = fc.record({
  a: fc.double({ min: 0.1, max: 500, noNaN: true }),
  b: fc.double({ min: 0.1, max: 500, noNaN: true }),
});

describe("beta distribution", () => {
  test("it is a binomial tail where both shapes are whole", () => {
    // P(at least k of n) by summing the binomial probabilities from the small end.
    for (const [k, n, p] of [
      [3, 10, 0.2],
      [1, 50, 0.01],
      [25, 40, 0.7],
    ] as const) {
      let [term, sum] = [(1 - p) ** n, 0];
      for (let j = 1; j <= n; j++) {
        term *= (((n - j + 1) / j) * p) / (1 - p);
        if (j >= k) sum += term;
      }
      expect(Math.abs(betaCdf(p, { a: k, b: n - k + 1 }) / sum - 1)).toBeLessThan(1e-13);
    }
  });

  test("with shape (1/2, 1/2) it is the arcsine law", () => {
    for (const x of [1e-10, 0.01, 0.3, 0.9]) {
      expect(betaCdf(x, { a: 0.5, b: 0.5 })).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
    }
  });

  test("exchanging the shapes mirrors it", () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (shape, x) => {
        const mirrored = 1 - betaCdf(1 - x, { a: shape.b, b: shape.a });
        // 1 − x is rounded: the probability moves by the density (at most about √(a + b) per unit) times 1e-16.
        expect(Math.abs(betaCdf(x, shape) - mirrored)).toBeLessThan(1e-12);
      }),
    );
  });

  test("the quantile undoes the cumulative probability", () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (shape, p) => {
        const x = betaQuantile(p, shape);
        // Below the smallest normal double or next to 1 the result is no longer distinguishable.
        fc.pre(x > 1e-290 && x < 1 - 1e-9);
        expect(Math.abs(betaCdf(x, shape) / p - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test("the quantile of shape (1, n) is 1 − (1 − p)^(1/n), also for a million trials", () => {
    for (const n of [1, 10, 1e6]) {
      for (const p of [1e-6, 0.025, 0.5, 0.975]) {
        const wanted = -Math.expm1(Math.log1p(-p) / n);
        expect(Math.abs(betaQuantile(p, { a: 1, b: n }) / wanted - 1)).toBeLessThan(1e-13);
      }
    }
  });

  test("the logit of the quantile keeps its digits next to 1", () => {
    // Shape (n, 1): 1 − x = 1 − p^(1/n) with p = 1 − q.
    const [n, q] = [2, 1e-20];
    expect(betaLogitQuantile(1, q, { a: n, b: 1 })).toBeCloseTo(-Math.log(q / n), 12);
  });
});
