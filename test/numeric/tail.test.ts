// Quantiles and tail means against brute force over the definition and against parametric closed forms.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/numeric/normal.ts";
import { normalTail, studentTail } from "../../src/numeric/parametric-tail.ts";
import { quantile, sortedUpwards } from "../../src/numeric/quantile.ts";
import { conditionalValueAtRisk, conditionalValueAtRiskInfluence, valueAtRisk } from "../../src/numeric/tail.ts";

const samples = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
const levels = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

describe("sample quantiles", () => {
  test("type 7 of 1..5 at a quarter is 2, and every type is exact at the middle of an odd sample", () => {
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    for (const type of [1, 5, 6, 7, 8] as const) expect(quantile([1, 2, 3, 4, 5], 0.5, type)).toBeCloseTo(3, 14);
    expect(quantile([1, 2, 3, 4, 5], 0.5, 4)).toBe(2.5);
  });

  test("type 1 is the smallest value that at least the asked share does not exceed", () => {
    fc.assert(
      fc.property(samples, levels, (values, p) => {
        const sorted = sortedUpwards(values);
        const enough = [...sorted].filter((x) => values.filter((y) => y <= x).length >= p * values.length - 1e-9);
        expect(quantile(sorted, p, 1)).toBe(Math.min(...enough));
      }),
    );
  });

  test("every type stays within the sample and rises with the probability", () => {
    for (const type of [1, 4, 5, 6, 7, 8] as const) {
      const values = [-3, -1, 0, 4, 4, 9];
      const found = Array.from({ length: 101 }, (_, i) => quantile(values, i / 100, type));
      expect(found[0]).toBe(-3);
      expect(found[100]).toBe(9);
      expect([...found].sort((x, y) => x - y)).toEqual(found);
    }
  });
});

describe("conditional value at risk", () => {
  test("it is the minimum of Rockafellar and Uryasev's objective over all samples", () => {
    fc.assert(
      fc.property(samples, levels, (losses, level) => {
        const objective = (z: number): number =>
          z + losses.reduce((sum, loss) => sum + Math.max(loss - z, 0), 0) / losses.length / (1 - level);
        const least = Math.min(...losses.map(objective));
        expect(conditionalValueAtRisk(losses, level)).toBeCloseTo(least, 10);
      }),
    );
  });

  test("an atom at the value at risk counts only in part", () => {
    // Worst 15 % of ten losses: the 9 in full and half of one 1.
    const losses = [0, 0, 0, 0, 0, 0, 1, 1, 1, 9];
    expect(conditionalValueAtRisk(losses, 0.85)).toBeCloseTo((9 + 0.5) / 1.5, 12);
    expect(valueAtRisk(losses, 0.85)).toBe(1);
  });

  test("the influences have mean 0 and give the standard error that repeated samples show", () => {
    // Deterministic samples: 200 blocks of 500 exponential quantiles in a shuffled (multiplicative) order.
    const [n, repeats, level] = [500, 200, 0.9];
    const total = n * repeats;
    const all = Array.from({ length: total }, (_, i) => -Math.log(1 - (((i * 38_197) % total) + 0.5) / total));
    const random = scrambled(all);
    const estimates: number[] = [];
    let meanError = 0;
    for (let r = 0; r < repeats; r++) {
      const block = random.slice(r * n, (r + 1) * n);
      estimates.push(conditionalValueAtRisk(block, level));
      const influence = conditionalValueAtRiskInfluence(block, level);
      expect(influence.reduce((sum, x) => sum + x, 0) / n).toBeCloseTo(0, 10);
      meanError += Math.sqrt(influence.reduce((sum, x) => sum + x * x, 0)) / n / repeats;
    }
    const mean = estimates.reduce((sum, x) => sum + x, 0) / repeats;
    const spread = Math.sqrt(estimates.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (repeats - 1));
    expect(mean).toBeCloseTo(1 + Math.log(10), 1); // exponential: VaR + 1
    expect(Math.abs(meanError / spread - 1)).toBeLessThan(0.2); // a spread of 200 repeats is known to 5 %
  });
});

/** Order by a hash of the place, so that blocks are independent samples. */
function scrambled(values: readonly number[]): readonly number[] {
  const key = (i: number): number => Math.imul(Math.imul(i + 1, 0x9e3779b1) ^ ((i + 1) >>> 7), 0x85ebca6b) >>> 0;
  return values
    .map((value, i) => ({ value, order: key(i) }))
    .sort((x, y) => x.order - y.order)
    .map(({ value }) => value);
}

describe("parametric tails", () => {
  test("a normal tail mean is the mean of the quantiles beyond the level", () => {
    const { conditionalValueAtRisk: found } = normalTail({ mean: 0.1, scale: 2 }, 0.95);
    const steps = 200_000;
    let sum = 0;
    for (let i = 0; i < steps; i++) sum += 0.1 + 2 * normalQuantile(0.95 + (0.05 * (i + 0.5)) / steps);
    expect(found).toBeCloseTo(sum / steps, 4); // the midpoint rule misses part of the last cell
  });

  test("a Student tail with many degrees of freedom is a normal tail", () => {
    const normal = normalTail({ mean: 1, scale: 3 }, 0.99);
    const student = studentTail({ mean: 1, scale: 3 }, 1e7, 0.99);
    expect(student.valueAtRisk).toBeCloseTo(normal.valueAtRisk, 5);
    expect(student.conditionalValueAtRisk).toBeCloseTo(normal.conditionalValueAtRisk, 5);
  });
});
