// Limits L1 to L6 of the specification (verification 2.2).
import { describe, expect, test } from "vitest";
import { outcomeColumn } from "../../src/simulate/outcome.ts";
import { BP1, BP2_DESIGNS, outcomesOf, simulate, type Values } from "./benchmark-plants.ts";
import { at } from "./played-plants.ts";

const day: Values = { ...BP2_DESIGNS.reference };
const shocked = (values: Values): Record<string, number> => outcomesOf(simulate({ ...BP1, ...values }, 1, 1), 0);

/** Leverages of BP-1: 20^(1 - (i + 1/2)/1000). */
const leverages = Array.from({ length: 1000 }, (_, i) => 20 ** (1 - (i + 0.5) / 1000));

/** Share of the longs of BP-1 that an outside fall alone liquidates. */
function liquidatedWithoutImpact(drop: number): number {
  const price = 100 * Math.exp(-drop);
  return leverages.filter((leverage) => price * 0.975 <= 100 - 100 / leverage).length / 1000;
}

describe("limits", () => {
  test("without leverage nobody is liquidated, in a fall of 60 % or in a stressed day (L1)", () => {
    const unlevered = { "margin.initial": 1, "margin.maintenanceShare": 0.01 };
    expect(shocked({ ...unlevered, "shock.size": -0.9 }).liquidations).toBe(0);
    const stressed = simulate({ ...day, ...unlevered, "margin.max": 1, "price.volatility": 3 }, 11, 8);
    expect(Array.from(outcomeColumn(stressed, "liquidations"))).toEqual(Array(8).fill(0));
    expect(Math.max(...outcomeColumn(stressed, "exogenousDrawdown"))).toBeGreaterThan(0.1);
  });

  test("in an endlessly deep book the mark is the outside price, and bad debt is what the gap itself takes (L2)", () => {
    const o = shocked({ "depth.initial": 1e15, "shock.size": -0.12, "insurance.initial": 0, "liquidation.fee": 0 });
    expect(at(o, "peakGap")).toBeLessThan(1e-6);
    const price = 100 * Math.exp(-0.12);
    const shortfalls = leverages.map((leverage) => Math.max(0, -1000 * (100 / leverage + price - 100)));
    expect(at(o, "badDebtUsd") / shortfalls.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 6);
    const gaps = outcomeColumn(simulate({ ...day, "depth.initial": 1e15 }, 2026, 8), "peakGap");
    expect(Math.max(...gaps)).toBeLessThan(1e-7);
  });

  test.each([1e-9, 60, 3600])(
    "with the index as risk price and no lasting impact only the outside fall counts: arbitrage in %d s (L3)",
    (seconds) => {
      for (const drop of [0.05, 0.12]) {
        const o = shocked({
          "oracle.markWeight": 0,
          "arbitrage.permanentShare": 0,
          "arbitrage.basisTime": seconds,
          "shock.size": -drop,
        });
        expect(at(o, "liquidatedLongShare")).toBeCloseTo(liquidatedWithoutImpact(drop), 12);
      }
    },
  );

  test("with the mark as risk price one block of transient remains: 0.221 of longs, peak drawdown 0.0737 (L3')", () => {
    const o = shocked({ "arbitrage.permanentShare": 0, "arbitrage.basisTime": 1e-9 });
    expect(liquidatedWithoutImpact(0.05)).toBeCloseTo(0.124, 12);
    expect(at(o, "liquidatedLongShare")).toBeCloseTo(0.221, 12);
    expect(at(o, "drawdownFromStart")).toBeCloseTo(0.0737, 4);
  });

  test("a cap of zero stops all forced flow, and a small one limits it to the cap (L4)", () => {
    expect(shocked({ "liquidation.cap": 0, "shock.size": -0.2 }).liquidatedUsd).toBe(0);
    const small = shocked({ "liquidation.cap": 1e-9, "shock.size": -0.2 });
    expect(at(small, "liquidatedUsd")).toBeGreaterThan(0);
    expect(at(small, "liquidatedUsd")).toBeLessThan(600 * 1e-9 * 5e8);
  });

  test("without latency, a fall in ever smaller steps leaves no bad debt, while a jump does (L5)", () => {
    // A book of a tenth of BP-1: below the fold everywhere.
    const swift = {
      "delay.oracle": 0,
      "delay.keeper": 0,
      "book.openInterestLong": 1e7,
      "book.openInterestShort": 0,
      "insurance.initial": 0,
      "liquidation.fee": 0,
    };
    const ramp = (blocks: number): number =>
      at(
        shocked({
          ...swift,
          "time.block": 1200 / blocks,
          "time.blocks": blocks + 10,
          "shock.block": 0,
          "shock.blocks": blocks,
          "shock.size": -0.2,
        }),
        "badDebtUsd",
      );
    expect(shocked({ ...swift, "shock.size": -0.2 }).badDebtUsd).toBeGreaterThan(1e5);
    expect(ramp(3)).toBeGreaterThan(0);
    expect(ramp(200)).toBe(0);
    expect(ramp(1000)).toBe(0);
  });

  test("a funding bound of zero leaves funding at zero (L6)", () => {
    const controller = simulate({ ...day, "funding.min": 0, "funding.max": 0 }, 2026, 8);
    const premium = simulate({ ...BP2_DESIGNS.static, "premium.limit": 0 }, 2026, 8);
    for (const outcomes of [controller, premium])
      expect(Array.from(outcomeColumn(outcomes, "fundingPaid"))).toEqual(Array(8).fill(0));
  });
});
