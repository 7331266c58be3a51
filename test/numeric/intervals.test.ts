// Confidence intervals against their defining equations and their coverage by enumeration.
import { describe, expect, test } from "vitest";
import { betaCdf } from "../../src/numeric/beta-distribution.ts";
import { agrestiCoull, clopperPearson, jeffreys, wilson } from "../../src/numeric/binomial-interval.ts";
import type { Interval } from "../../src/numeric/interval.ts";
import { meanInterval, meanOf, pairedMeanInterval } from "../../src/numeric/mean-interval.ts";
import { quantileInterval } from "../../src/numeric/quantile-interval.ts";

/** P(k events of n) for every k. */
function binomial(n: number, p: number): readonly number[] {
  const row = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) row.push(((row[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)));
  return row;
}

function coverage(n: number, p: number, interval: (k: number, n: number) => Interval): number {
  return binomial(n, p).reduce((sum, chance, k) => {
    const { low, high } = interval(k, n);
    return p >= low && p <= high ? sum + chance : sum;
  }, 0);
}

describe("intervals for a probability", () => {
  test("each Clopper–Pearson end is where the seen count becomes a 2.5 % event", () => {
    const { low, high } = clopperPearson(3, 100);
    const atLeast3 = binomial(100, low)
      .slice(3)
      .reduce((sum, x) => sum + x, 0);
    const atMost3 = binomial(100, high)
      .slice(0, 4)
      .reduce((sum, x) => sum + x, 0);
    expect(atLeast3).toBeCloseTo(0.025, 12);
    expect(atMost3).toBeCloseTo(0.025, 12);
  });

  test("with no event in n trials the upper end is 1 − 0.025^(1/n), and all events mirror it", () => {
    expect(clopperPearson(0, 300).low).toBe(0);
    expect(clopperPearson(0, 300).high).toBeCloseTo(1 - 0.025 ** (1 / 300), 14);
    expect(clopperPearson(300, 300).high).toBe(1);
    expect(clopperPearson(300, 300).low).toBeCloseTo(0.025 ** (1 / 300), 14);
    expect(clopperPearson(0, 368).high).toBeLessThan(0.01 + 1e-4);
  });

  test("Clopper–Pearson covers at least 95 % for every probability tried", () => {
    for (let p = 0.005; p < 1; p += 0.037) expect(coverage(40, p, clopperPearson)).toBeGreaterThanOrEqual(0.95);
  });

  test("Wilson, Jeffreys and Agresti–Coull cover 95 % on average", () => {
    for (const method of [wilson, jeffreys, agrestiCoull]) {
      let sum = 0;
      for (let i = 0; i < 200; i++) sum += coverage(40, (i + 0.5) / 200, method) / 200;
      expect(Math.abs(sum - 0.95)).toBeLessThan(0.015);
    }
  });

  test("Wilson's ends solve its quadratic", () => {
    const [k, n, z] = [7, 30, 1.959963984540054];
    for (const p of Object.values(wilson(k, n))) {
      expect((k / n - p) ** 2).toBeCloseTo((z * z * p * (1 - p)) / n, 14);
    }
    expect(wilson(0, 50).low).toBe(0);
  });
});

describe("interval for a mean", () => {
  test("it is Gosset's for a small sample", () => {
    // Four values, three degrees of freedom: t = 3.182446305284263 (printed in every table).
    const found = meanInterval([1, 2, 3, 4]);
    expect(found.mean).toBe(2.5);
    expect(found.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 14);
    expect(found.high - found.mean).toBeCloseTo(3.182446305284263 * found.standardError, 12);
  });

  test("equal values give their own value and an interval that is a point", () => {
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, standardError: 0, low: 0.1, high: 0.1 });
    expect(meanOf(new Float64Array(1000).fill(0.7))).toBe(0.7);
  });

  test("pairing removes what both samples share", () => {
    const shared = [10, -40, 25, 3, 80];
    const first = [10.1, -39.8, 25.1, 3.2, 80.15];
    const found = pairedMeanInterval(first, shared);
    expect(found.mean).toBeCloseTo(0.15, 12);
    expect(found.standardError).toBeLessThan(0.03);
    expect(() => pairedMeanInterval([1], [1, 2])).toThrow(/equal lengths/);
    expect(() => meanInterval([1])).toThrow(/at least two/);
  });
});

describe("interval for a quantile", () => {
  test("for the median of ten values it is the second and the ninth, covering 97.9 %", () => {
    const sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(quantileInterval(sorted, 0.5)).toEqual({ low: 2, high: 9 });
    const inside = binomial(10, 0.5)
      .slice(2, 9)
      .reduce((sum, x) => sum + x, 0);
    expect(inside).toBeCloseTo(0.978515625, 12);
  });

  test("each end is missed with at most 2.5 %, and the next inner value would be missed more often", () => {
    const [n, p] = [200, 0.9];
    const sorted = Array.from({ length: n }, (_, i) => i + 1);
    const { low, high } = quantileInterval(sorted, p);
    const missLow = (rank: number): number => 1 - betaCdf(p, { a: rank, b: n - rank + 1 }); // P(X_(rank) > q)
    const missHigh = (rank: number): number => betaCdf(p, { a: rank, b: n - rank + 1 }); // P(X_(rank) < q)
    expect(missLow(low)).toBeLessThanOrEqual(0.025);
    expect(missLow(low + 1)).toBeGreaterThan(0.025);
    expect(missHigh(high)).toBeLessThanOrEqual(0.025);
    expect(missHigh(high - 1)).toBeGreaterThan(0.025);
  });

  test("the 99 % quantile of fewer than 368 values has no upper order statistic, so the range ends it", () => {
    const sorted = (n: number) => Array.from({ length: n }, (_, i) => i / 1000);
    expect(quantileInterval(sorted(367), 0.99, { low: 0, high: 1 }).high).toBe(1);
    expect(quantileInterval(sorted(368), 0.99, { low: 0, high: 1 }).high).toBe(0.367);
    expect(quantileInterval(sorted(50), 0.99).high).toBe(Infinity);
  });
});
