// The cascade's linear block against a simulation of one push and against closed forms; slow waves against C2.
import { describe, expect, test } from "vitest";
import { closedBasis } from "../../src/market/arbitrage.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { cascadeLoop } from "../../src/stability/cascade-block.ts";
import { slowWaveAmplification } from "../../src/stability/slow-waves.ts";

const gain = 0.8;

/** First samples of the impulse response of num/den, without the delay. */
function impulse(num: readonly number[], den: readonly number[], samples: number): number[] {
  const h: number[] = [];
  for (let k = 0; k < samples; k++) {
    let value = num[k] ?? 0;
    for (let j = 1; j < den.length; j++) value -= (den[j] ?? 0) * (h[k - j] ?? 0);
    h.push(value / (den[0] ?? NaN));
  }
  return h;
}

const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);

describe("the cascade's loop", () => {
  test("gains alpha g at once and phi g in the end, one block later than the trigger", () => {
    const loop = cascadeLoop(vectorOf({ "delay.oracle": 2, "delay.keeper": 3, "oracle.markWeight": 0.6 }), gain);
    const h = impulse(loop.num, loop.den, 400);
    expect(loop.delay).toBe(6);
    expect(h[0]).toBeCloseTo(0.6 * gain, 12);
    expect(sum(loop.num) / sum(loop.den)).toBeCloseTo(0.3 * gain, 12);
    expect(sum(h)).toBeCloseTo(0.3 * gain, 9);
  });

  test("is control 3.4's form for a risk price at the mark and arbitrage one block late", () => {
    const { num, den } = cascadeLoop(vectorOf({}), gain);
    const r = Math.exp(-12 / 60);
    // (1 - z^-1)((1 - phi)/(1 - r z^-1) + phi/(1 - z^-1)): its impulse response is 1, then (1 - phi)(r^k - r^(k-1)).
    const h = impulse(num, den, 30);
    for (const [k, value] of h.entries()) {
      expect(value / gain).toBeCloseTo(k === 0 ? 1 : 0.7 * (r ** k - r ** (k - 1)), 12);
    }
  });

  test.each([1, 3])("answers a falling price as the market does: arbitrage %d blocks late", (late) => {
    const values = { "arbitrage.delay": late, "oracle.markWeight": 0.7, "arbitrage.basisTime": 100 };
    const { num, den } = cascadeLoop(vectorOf(values), gain);
    const share = 1 - Math.exp(-12 / 100);
    // Risk price after a fall of 1 that sells `gain` in block 0 and nothing after: the step response of the loop.
    const bases: number[] = [];
    let index = 0;
    const risk = Array.from({ length: 40 }, (_, k) => {
      const closed = closedBasis(bases[k - late] ?? 0, share, 0, Infinity);
      bases.push((bases[k - 1] ?? 0) + (k === 0 ? -gain : 0) - closed);
      index += 0.3 * closed;
      return index + 0.7 * (bases[k] ?? NaN);
    });
    const h = impulse(num, den, 40);
    for (const [k, value] of risk.entries()) expect(-value).toBeCloseTo(sum(h.slice(0, k + 1)), 12);
  });
});

describe("slow waves", () => {
  test.each([
    [0.3, 1.3],
    [0.5, 1.5],
    [0.6, 1.6],
    [0.8, 1.88],
    [1.2, 2.8],
  ])("at a gain of %d amplify by %d (C2)", (g, published) => {
    expect(slowWaveAmplification(g, 0.3)).toBeCloseTo(published, 2);
    expect(slowWaveAmplification(g, 0.3)).toBeGreaterThanOrEqual(1 / (1 - 0.3 * g));
  });

  test("end after one where phi + g <= 1, and never from g = 4 (1 - phi) on", () => {
    expect(slowWaveAmplification(0.6, 0.4)).toBeCloseTo(1.6, 12);
    expect(slowWaveAmplification(2.9, 0.3)).toBe(Infinity);
    expect(slowWaveAmplification(2.4, 0.3)).toBeLessThan(1e9);
    expect(slowWaveAmplification(0, 0.3)).toBe(1);
  });
});
