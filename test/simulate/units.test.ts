// Invariant I9 of the specification (verification 2.1): results do not depend on the size of a dollar, a coin or a venue.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomesOf, simulate, type Values } from "./benchmark-plants.ts";
import { at, PATHS, RUNS } from "./played-plants.ts";
import { plants, seeds } from "./random-plants.ts";

describe("units", () => {
  const money = /Usd$|^(minDepth|finalDepth|inventoryErrorCoins)$/;
  const usdParameters = [
    "depth.initial",
    "arbitrage.capital",
    "book.openInterestLong",
    "book.openInterestShort",
    "insurance.initial",
  ];

  /** Each value times `factor`; a power of two, so that nothing is rounded. */
  function scaled(values: Values, names: readonly string[], factor: number): Values {
    return { ...values, ...Object.fromEntries(names.map((name) => [name, at(values, name) * factor])) };
  }

  test("a venue four times as large has the same prices and four times the money (I9)", () => {
    fc.assert(
      fc.property(plants, seeds, (plant, seed) => {
        // The adaptive rule alone knows a dollar: its exponent acts on an amount.
        const values: Values = { ...plant, "adaptive.exponent": 1, "liquidity.equity": 1e8 };
        const large = simulate(
          scaled(values, [...usdParameters, "velocity.skewScale", "liquidity.equity"], 4),
          seed,
          PATHS,
        );
        const small = simulate(values, seed, PATHS);
        for (let path = 0; path < PATHS; path++) {
          const big = outcomesOf(large, path);
          for (const [name, value] of Object.entries(outcomesOf(small, path)))
            expect(big[name], name).toBe(money.test(name) ? 4 * value : value);
        }
      }),
      RUNS,
    );
  });

  test("a coin eight times as dear, in an eighth of the coins, has the same logs and the same money (I9)", () => {
    fc.assert(
      fc.property(plants, seeds, (values, seed) => {
        const dear = simulate(scaled(scaled(values, ["price.initial"], 8), ["velocity.skewScale"], 1 / 8), seed, PATHS);
        const cheap = simulate(values, seed, PATHS);
        for (let path = 0; path < PATHS; path++) {
          const other = outcomesOf(dear, path);
          for (const [name, value] of Object.entries(outcomesOf(cheap, path))) {
            const factor = name === "finalMark" ? 8 : name === "inventoryErrorCoins" ? 1 / 8 : 1;
            expect(other[name], name).toBe(factor * value);
          }
        }
      }),
      RUNS,
    );
  });

  test("shorts in a rise fare as longs in a fall, to first order in the move (I9)", () => {
    const calm: Values = {
      "time.blocks": 100,
      "price.volatility": 0,
      "jump.rate": 0,
      "traders.closeHazard": 0,
      "traders.openHazard": 0,
      "depth.depletion": 0,
      "book.leverage": 1,
      "funding.law": 3,
      "liquidity.withdrawalSlope": 0,
    };
    const fall = outcomesOf(
      simulate({ ...calm, "shock.size": -0.08, "book.openInterestLong": 1e7, "book.openInterestShort": 0 }, 1, 1),
      0,
    );
    const rise = outcomesOf(
      simulate({ ...calm, "shock.size": 0.08, "book.openInterestLong": 0, "book.openInterestShort": 1e7 }, 1, 1),
      0,
    );
    // A log move of 8 % is 7.7 % down and 8.3 % up, so the rise reaches further into the book; and its coins are 17 %
    // dearer when they are bought back.
    expect(at(fall, "liquidatedLongShare")).toBeGreaterThan(0.2);
    expect(Math.abs(at(rise, "liquidatedShortShare") / at(fall, "liquidatedLongShare") - 1)).toBeLessThan(0.2);
    expect(Math.abs(at(rise, "peakGap") / at(fall, "peakGap") - 1)).toBeLessThan(0.4);
  });
});
