// Adaptive funding (F3) against GMX's worked example, its configured times, and the contract in integers.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adaptiveFundingParameters,
  adaptiveRate,
  chargedRate,
  imbalance,
} from "../../src/protocol/adaptive-funding.ts";
import { relative } from "../simulate/benchmark-plants.ts";

const DAY = 86400;
const initial = (name: string): number =>
  adaptiveFundingParameters.find((row) => row.name === name)?.initial ?? Number.NaN;

describe("the saved rate", () => {
  test("grows by 0.0036 % in 600 s at an imbalance of 6 % and a factor of 0.0001 % per second (GMX, example 1)", () => {
    const growth = 1e-6 * DAY * DAY; // 1/day^2
    const before = 1e-7 * DAY;
    const after = adaptiveRate(before, 6, 0.06, growth, 0, 0.05, 0.03, 600 / DAY);
    expect((after - before) / DAY).toBeCloseTo(0.000036, 15);
  });

  test("rests between the thresholds, leaks below the lower one, and turns when the other side is heavier", () => {
    const rate = (difference: number, x: number): number => adaptiveRate(0.01, difference, x, 10, 2, 0.05, 0.03, 0.001);
    expect(rate(1, 0.04)).toBe(0.01);
    expect(rate(1, 0.05)).toBe(0.01);
    expect(rate(1, 0.02)).toBeCloseTo(0.01 - 2 * 0.001, 15);
    expect(rate(-1, 0.02)).toBeCloseTo(0.01 - 0.02 * 10 * 0.001, 15);
    expect(rate(-1, 0.9)).toBeCloseTo(0.01 - 0.9 * 10 * 0.001, 15); // through zero to the other side
  });

  test("reaches its maximum in 3 h at full imbalance, in 15 h at a fifth, and leaks from it in 48 h (GMX configuration)", () => {
    const [growth, leak, most] = [initial("adaptive.increase"), initial("adaptive.decrease"), initial("adaptive.max")];
    expect(most).toBeCloseTo(0.75 / 365, 15);
    expect(adaptiveRate(0, 1, 1, growth, leak, 0.04, 0, 3 / 24) / most).toBeCloseTo(1, 3);
    expect(adaptiveRate(0, 1, 0.2, growth, leak, 0.04, 0, 15 / 24) / most).toBeCloseTo(1, 3);
    expect(adaptiveRate(most, 1, 0.01, growth, leak, 0.04, 0.02, 48 / 24) / most).toBeLessThan(1e-3);
  });

  test("keeps its sign when it leaks away, as one raw unit on chain", () => {
    expect(adaptiveRate(1e-3, 1, 0.01, 1, 1, 0.04, 0.02, 10)).toBe(8.64e-26);
    expect(adaptiveRate(-1e-3, -1, 0.01, 1, 1, 0.04, 0.02, 10)).toBe(-8.64e-26);
    expect((8.64e-26 / DAY) * 1e30).toBeCloseTo(1, 9);
  });
});

describe("the imbalance", () => {
  test("is zero below a dollar of difference and in an empty book, and has the exponent on the difference only", () => {
    expect(imbalance(0.5, 1, 1)).toBe(0);
    expect(imbalance(0, 0, 1)).toBe(0);
    expect(imbalance(-20, 200, 1)).toBeCloseTo(0.1, 15);
    expect(imbalance(1e6, 1e8, 1.2)).toBeCloseTo(1e6 ** 1.2 / 1e8, 12);
  });
});

describe("the charged rate", () => {
  test("is bounded on both sides, but a rate of zero stays zero", () => {
    expect(chargedRate(0, 0.001, 0.01)).toBe(0);
    expect(chargedRate(1e-9, 0.001, 0.01)).toBe(0.001);
    expect(chargedRate(-1e-9, 0.001, 0.01)).toBe(-0.001);
    expect(chargedRate(-5, 0.001, 0.01)).toBe(-0.01);
    expect(chargedRate(0.005, 0.001, 0.01)).toBe(0.005);
  });
});

/** The contract's law in its own integers: factors per second and ratios times 1e30, exponent 1, saved factor unbounded. */
const FLOAT = 10n ** 30n;

interface Market {
  readonly saved: bigint;
  readonly long: bigint;
  readonly short: bigint;
  readonly increase: bigint;
  readonly decrease: bigint;
  readonly stable: bigint;
  readonly low: bigint;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

function contractFactor({ saved, long, short, increase, decrease, stable, low }: Market, seconds: bigint): bigint {
  const x = (absolute(long - short) * FLOAT) / (long + short);
  const heavier = long > short ? 1n : -1n;
  const grown = saved + heavier * ((x * increase) / FLOAT) * seconds;
  if (saved * heavier <= 0n || x > stable) return grown;
  if (x >= low) return saved;
  const left = absolute(saved) - decrease * seconds;
  return heavier * (left > 0n ? left : 1n);
}

const numberOf = (factor: bigint): number => (Number(factor) / 1e30) * DAY;

test("the law moves as the contract's integers do", () => {
  const usd = fc.bigInt({ min: 10n ** 6n, max: 10n ** 9n });
  const ratio = fc.bigInt({ min: 0n, max: 3n * 10n ** 29n });
  const market = fc.record({
    saved: fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }),
    long: usd,
    short: usd,
    increase: fc.bigInt({ min: 10n ** 16n, max: 2n * 10n ** 19n }),
    decrease: fc.bigInt({ min: 10n ** 16n, max: 10n ** 18n }),
    stable: ratio,
    low: ratio,
  });
  fc.assert(
    fc.property(market, fc.bigInt({ min: 1n, max: 86400n }), (m, seconds) => {
      if (m.long === m.short) return;
      const [difference, total] = [Number(m.long - m.short), Number(m.long + m.short)];
      const [growth, leak] = [(Number(m.increase) / 1e30) * DAY * DAY, (Number(m.decrease) / 1e30) * DAY * DAY];
      const x = imbalance(difference, total, 1);
      const [stable, low] = [Number(m.stable) / 1e30, Number(m.low) / 1e30];
      const found = adaptiveRate(numberOf(m.saved), difference, x, growth, leak, stable, low, Number(seconds) / DAY);
      const expected = numberOf(contractFactor(m, seconds));
      // Truncation of the contract: one raw unit per second; cancellation of a rate that crosses zero: 1e-12 of the largest.
      expect(relative(found, expected) < 1e-9 || Math.abs(found - expected) < 1e-12 * numberOf(10n ** 24n)).toBe(true);
    }),
    { seed: 3, numRuns: 1000 },
  );
});
