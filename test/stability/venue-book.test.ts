// The aged book against the kernel's own positions, hit by a shock after days of trading, and against its equation.
import { describe, expect, test } from "vitest";
import { discreteShift } from "../../src/numeric/barrier.ts";
import { outcomeColumn } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { foldDistance } from "../../src/stability/fold.ts";
import { turnover } from "../../src/stability/turnover.ts";
import { agedBook, openingBook } from "../../src/stability/venue-book.ts";
import { fastCascade } from "../../src/stability/venue-cascade.ts";
import { simulate, type Values } from "../simulate/benchmark-plants.ts";

describe("the book after days of trading", () => {
  const plain: Values = { "jump.rate": 0, "price.volatility": 0.8, "traders.momentumResponse": 0 };

  test("is what a shock finds in the kernel", () => {
    const blocks = 4 * 360;
    const market: Values = {
      ...plain,
      "depth.initial": 1e15,
      "funding.law": 3,
      "liquidation.cap": 1e6,
      "time.block": 240,
      "delay.oracle": 0,
      "delay.keeper": 0,
      "time.blocks": blocks,
      "book.slots": 200,
    };
    const paths = 128;
    const liquidated = (shock: number): number => {
      const script = { "shock.size": -shock, "shock.block": blocks - 3 };
      const shares = outcomeColumn(simulate({ ...market, ...script }, 11, paths), "liquidatedLongShare");
      return shares.reduce((sum, x) => sum + x, 0) / paths;
    };
    // All positions of a path meet the same prices: what is near to liquidation differs most from path to path.
    const shocks = [
      [0.05, 0.12],
      [0.15, 0.05],
    ] as const;
    const before = liquidated(0);
    const book = agedBook(vectorOf(market));
    // Prices are looked at once in a block, as if liquidation came 0.58 s sqrt(block) later (verification C4).
    const later = discreteShift * (0.8 / Math.sqrt(365)) * Math.sqrt(240 / 86400);
    for (const [shock, tolerance] of shocks) {
      const found = 1e8 * (liquidated(shock) - before);
      const expected = book.liquidatable(shock + later) - book.liquidatable(later);
      expect(Math.abs(expected / found - 1)).toBeLessThan(tolerance);
    }
  });

  test("solves (s^2/2) rho'' = h rho nearer than any position opens: rho grows as sinh(q u)", () => {
    const vector = vectorOf(plain);
    const book = agedBook(vector);
    const first = openingBook(vector).falls[0] ?? NaN;
    // Then N, the integral of rho, grows as cosh(q u) - 1, and N(2 u) / N(u) = 2 (1 + cosh(q u)).
    const half = first / 2;
    const ratio = book.liquidatable(first) / book.liquidatable(half);
    const q = Math.acosh(ratio / 2 - 1) / half;
    const shape = (u: number): number => book.liquidatable(u) / (Math.cosh(q * u) - 1);
    for (const part of [0.2, 0.4, 0.7, 0.9]) expect(shape(part * first) / shape(first)).toBeCloseTo(1, 3); // a table
    // Liquidations free slots, so that the others are renewed a little less often than without.
    const free = (2 * turnover(vector).renewal) / (0.8 ** 2 / 365);
    expect(q * q).toBeLessThan(free);
    expect(q * q).toBeGreaterThan(0.85 * free);
  });

  test("is the opening book where the price stands still, and holds less than it", () => {
    const still = vectorOf({ "jump.rate": 0, "price.volatility": 0 });
    expect(agedBook(still).liquidatable(0.1)).toBe(openingBook(still).liquidatable(0.1));
    const vector = vectorOf({});
    expect(agedBook(vector).liquidatable(5)).toBeLessThan(openingBook(vector).liquidatable(5));
    expect(agedBook(vector).liquidatable(0.01)).toBeGreaterThan(0);
    expect(openingBook(vector).liquidatable(0.01)).toBe(0);
  });

  test("folds later than the book of positions all just opened, of which more is open", () => {
    const vector = vectorOf({});
    const opening = foldDistance(fastCascade(vector, openingBook(vector)), 0.02);
    const aged = foldDistance(fastCascade(vector, agedBook(vector)), 0.02);
    expect(aged.distance).toBeGreaterThan(opening.distance);
  });
});
