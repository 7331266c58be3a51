// Velocity funding (F2) against the worked example of SIP-279, and its drift without limit.
import { describe, expect, test } from "vitest";
import { fundingPerCoin } from "../../src/protocol/funding.ts";
import { fundingVelocity } from "../../src/protocol/velocity-funding.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { outcomesOf, simulate, simulatorOf, type Values } from "../simulate/benchmark-plants.ts";

/** SIP-279: skew 100 ETH, skew scale 1,000,000 ETH, largest velocity 300 % per day and day, ETH at 2,000 USD. */
const example = { skew: 100, skewScale: 1e6, max: 3, price: 2000 };

describe("the funding velocity", () => {
  test("brings the rate of SIP-279's example to 0.03 % a day after a day, and 30 USD on 200,000", () => {
    const velocity = fundingVelocity(example.skew, example.skewScale, example.max);
    const rate = velocity * 1; // after one day from zero
    expect(rate).toBeCloseTo(0.0003, 15);
    const meanRate = rate / 2; // accrual over the day is the mean of its ends
    expect(example.skew * fundingPerCoin(meanRate, example.price, 86400)).toBeCloseTo(30, 10);
  });

  test("is full from a skew of the skew scale on, and changes sign with the skew", () => {
    expect(fundingVelocity(2e6, 1e6, 9)).toBe(9);
    expect(fundingVelocity(-2e6, 1e6, 9)).toBe(-9);
    expect(fundingVelocity(5e5, 1e6, 9)).toBeCloseTo(4.5, 15);
    expect(fundingVelocity(-5e5, 1e6, 9)).toBe(-fundingVelocity(5e5, 1e6, 9));
  });

  test("is zero at zero skew, whatever the rate: any rate is an equilibrium there (C9)", () => {
    expect(fundingVelocity(0, 1e6, 9)).toBe(0);
  });
});

describe("a day of the simulator under velocity funding", () => {
  // 200 ETH long, 100 short, nobody trades, the price stands still.
  const values: Values = {
    "price.initial": example.price,
    "price.volatility": 0,
    "jump.rate": 0,
    "traders.closeHazard": 0,
    "traders.openHazard": 0,
    "book.slots": 2,
    "book.openInterestLong": 200 * example.price,
    "book.openInterestShort": 100 * example.price,
    "funding.law": 1,
    "velocity.max": example.max,
    "velocity.skewScale": example.skewScale,
    "liquidity.equity": 1e6,
  };

  test("ends at the rate of SIP-279's example and has paid its thirty dollars", () => {
    const { simulator, vector } = simulatorOf(values, 1, 1);
    const rates = traceColumn(simulator.trace(vector, 1), 0, "funding");
    const block = 1 / 7200; // day
    expect(rates.at(-1)).toBeCloseTo(0.0003 * (1 - block / 2), 15); // mean of the last block's ends
    // Charged from the second block on: 7,199 of 7,200 blocks.
    expect(outcomesOf(simulate(values, 1, 1), 0).lpReturn).toBeCloseTo((30 * (1 - block) ** 2) / 1e6, 12);
  });
});
