// Premium funding (F1): the formula of the venues, its dead band and its caps.
import { describe, expect, test } from "vitest";
import { premiumRate } from "../../src/protocol/premium-funding.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { simulatorOf, type Values } from "../simulate/benchmark-plants.ts";

const INTEREST = 1e-4; // per 8 h
const CLAMP = 5e-4;

/** Rate per eight hours under the clamp of Binance and Hyperliquid, without a cap. */
const eightHours = (premium: number): number => premiumRate(premium, INTEREST, CLAMP, Number.POSITIVE_INFINITY) / 3;

describe("the premium rate", () => {
  test("is the interest of 0.01 % per eight hours while the premium is within 0.05 % of it: no control there (C9)", () => {
    for (const premium of [-4e-4, 0, INTEREST, 3e-4, 6e-4]) expect(eightHours(premium)).toBeCloseTo(INTEREST, 15);
    expect(3 * eightHours(0)).toBeCloseTo(0.0003, 15); // 0.03 % a day
  });

  test("follows the premium at a distance of 0.05 % outside that band", () => {
    expect(eightHours(0.001)).toBeCloseTo(0.0005, 15);
    expect(eightHours(0.01)).toBeCloseTo(0.0095, 15);
    expect(eightHours(-0.001)).toBeCloseTo(-0.0005, 15);
    expect(eightHours(-0.01)).toBeCloseTo(-0.0095, 15);
  });

  test("is the premium itself under dYdX's rule, capped at six times the gap of its margins per eight hours", () => {
    // Large cap: initial margin 2 %, maintenance 60 % of it: 6 (2 % - 1.2 %) = 4.8 %.
    const cap = 6 * (0.02 - 0.6 * 0.02);
    const rate = (premium: number): number => premiumRate(premium, 0, 0, 3 * cap) / 3;
    expect(rate(0.0123)).toBeCloseTo(0.0123, 15);
    expect(rate(0.05)).toBeCloseTo(0.048, 15);
    expect(rate(-0.05)).toBeCloseTo(-0.048, 15);
  });

  test("never falls when the premium rises", () => {
    const rates = Array.from({ length: 401 }, (_, i) => premiumRate((i - 200) * 1e-4, INTEREST, CLAMP, 0.0225));
    const falls = rates.filter((rate, i) => rate < (rates[i - 1] ?? rate) - 1e-18); // one rounding
    expect(falls).toEqual([]);
    expect(rates[0]).toBe(-0.0225);
    expect(rates.at(-1)).toBe(0.0225);
  });
});

describe("a day of the simulator under premium funding", () => {
  test("is renewed after every window, from the mean basis of the window, and charged after the command delay", () => {
    const values: Values = {
      "time.blocks": 1000,
      "price.volatility": 0,
      "jump.rate": 0,
      "traders.closeHazard": 0,
      "traders.openHazard": 0,
      "liquidity.withdrawalSlope": 0,
      "shock.size": -0.05,
      "shock.block": 90,
      "arbitrage.permanentShare": 0,
      "premium.window": 100,
      "premium.limit": 1,
      "delay.command": 7,
    };
    const { simulator, vector } = simulatorOf(values, 1, 1);
    const trace = simulator.trace(vector, 1);
    const [mark, outside, funding] = [
      traceColumn(trace, 0, "mark"),
      traceColumn(trace, 0, "exogenous"),
      traceColumn(trace, 0, "funding"),
    ];
    const basis = Array.from(mark, (m, k) => Math.log(m / (outside[k] ?? Number.NaN))); // nothing stays in the index
    for (let window = 0; window < 9; window++) {
      const end = 100 * (window + 1);
      const premium = basis.slice(end - 100, end).reduce((sum, b) => sum + b, 0) / 100;
      expect(funding[end + 6 - 1]).toBe(window === 0 ? 0 : funding[end - 100 + 6]);
      expect(funding[end + 6]).toBeCloseTo(3 * (premium + Math.max(-CLAMP, Math.min(CLAMP, INTEREST - premium))), 12);
    }
    expect(Math.min(...funding)).toBeLessThan(-0.001); // the fall left the mark below the index for a window
  });
});
