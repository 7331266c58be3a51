// Drawdown, barrier and ruin against brute force, limits and exact recursions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barrierProbability } from "../../src/numeric/barrier.ts";
import { drawdown } from "../../src/numeric/drawdown.ts";
import { normalCdf } from "../../src/numeric/normal.ts";
import { gamblerSuccess, ruinProbability, ruinProbabilityBefore } from "../../src/numeric/ruin.ts";

describe("drawdown", () => {
  test("it is the largest fall over all pairs of times", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 30 }), (path) => {
        let worst = 0;
        for (let s = 0; s < path.length; s++) {
          for (let t = s; t < path.length; t++) worst = Math.max(worst, 1 - (path[t] ?? 0) / (path[s] ?? 1));
        }
        const found = drawdown(path);
        expect(found.fraction).toBeCloseTo(worst, 14);
        expect(1 - (path[found.trough] ?? 0) / (path[found.peak] ?? 1)).toBeCloseTo(found.fraction, 14);
      }),
    );
  });
});

describe("barrier of a Brownian motion", () => {
  test("without drift it is twice the chance of ending beyond it", () => {
    const motion = { drift: 0, volatility: 0.8, time: 2 };
    expect(barrierProbability(motion, 1.1)).toBeCloseTo(2 * normalCdf(-1.1 / (0.8 * Math.SQRT2)), 14);
  });

  test("with upward drift and endless time it is exp(−2 drift depth / volatility²)", () => {
    expect(barrierProbability({ drift: 0.4, volatility: 0.5, time: 1e5 }, 1)).toBeCloseTo(Math.exp(-0.8 / 0.25), 14);
  });

  test("a strong downward drift neither overflows nor exceeds 1", () => {
    expect(barrierProbability({ drift: -50, volatility: 0.1, time: 1 }, 1)).toBeCloseTo(1, 12);
  });
});

describe("ruin", () => {
  const process = { rate: 1, meanClaim: 1, income: 1.2 };

  test("the chance before a time rises to the chance ever", () => {
    const chances = [1, 10, 100, 2000].map((time) => ruinProbabilityBefore(process, 2, time));
    expect([...chances].sort((x, y) => x - y)).toEqual(chances);
    expect(chances[3]).toBeCloseTo(ruinProbability(process, 2), 8);
  });

  test("in a short time only one claim matters", () => {
    // P ≈ rate t P(claim > reserve), error of the order t².
    const time = 1e-4;
    expect(ruinProbabilityBefore(process, 1, time) / (time * Math.exp(-1))).toBeCloseTo(1, 3);
  });

  test("the gambler's chances solve h(i) = p h(i+1) + (1−p) h(i−1)", () => {
    const [p, target] = [0.45, 12];
    for (let i = 1; i < target; i++) {
      const next = p * gamblerSuccess(p, i + 1, target) + (1 - p) * gamblerSuccess(p, i - 1, target);
      expect(gamblerSuccess(p, i, target)).toBeCloseTo(next, 14);
    }
  });
});
