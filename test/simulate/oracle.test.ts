// The kernel against the slow, obviously right model of test/oracle, on random small plants.
import fc from "fast-check";
import { expect, test } from "vitest";
import { simulateOracle } from "../oracle/day.ts";
import { outcomesOf, relative, simulate, type Values } from "./benchmark-plants.ts";
import { plants, seeds } from "./random-plants.ts";

const counts = new Set(["closes", "opens", "insolvent", "lastLiquidationBlock"]);

/** Rounding of the sum of all money, and of losses that are differences of it, is relative to what is at stake. */
function tolerance(name: string, values: Values): number {
  const atStake = (values["book.openInterestLong"] ?? 0) + (values["book.openInterestShort"] ?? 0);
  if (name === "conservationErrorUsd") return 1e-9 * atStake;
  if (name.endsWith("Usd")) return 1e-11 * atStake; // 1e-3 USD of 160 MUSD (bench/README.md)
  return 1e-11;
}

/** Names of the outcomes in which both differ. */
function differences(kernel: Record<string, number>, oracle: Record<string, number>, values: Values): string[] {
  return Object.entries(oracle).flatMap(([name, expected]) => {
    if (name === "closestCall") return [];
    const found = kernel[name] ?? Number.NaN;
    const same = counts.has(name)
      ? found === expected
      : relative(found, expected) <= 1e-9 || Math.abs(found - expected) <= tolerance(name, values);
    return same ? [] : [`${name}: kernel ${found}, oracle ${expected}`];
  });
}

test("kernel and oracle play the same day on any small plant", () => {
  let liquidations = 0;
  let badDebt = 0;
  fc.assert(
    fc.property(plants, seeds, (values, seed) => {
      const outcomes = simulate(values, seed, 2);
      for (let path = 0; path < 2; path++) {
        const oracle = simulateOracle(values, seed, path);
        if ((oracle.closestCall ?? 0) < 1e-12) continue; // rounding decides who is liquidated (I7)
        expect(differences(outcomesOf(outcomes, path), oracle, values)).toEqual([]);
        liquidations += oracle.liquidations ?? 0;
        badDebt += oracle.insolvent ?? 0;
      }
    }),
    { numRuns: Number(process.env.ORACLE_RUNS ?? 250) },
  );
  expect(liquidations).toBeGreaterThan(0);
  expect(badDebt).toBeGreaterThan(0);
});
