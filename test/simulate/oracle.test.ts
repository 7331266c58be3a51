// The kernel against the slow, obviously right model of test/oracle, on random small plants.
import fc from "fast-check";
import { expect, test } from "vitest";
import { simulateOracle } from "../oracle/day.ts";
import { outcomesOf, relative, simulate, type Values } from "./benchmark-plants.ts";
import { feedbacks, plants, seeds } from "./random-plants.ts";

const counts = new Set(["closes", "opens", "insolvent", "lastLiquidationBlock"]);
const RUNS = Number(process.env.ORACLE_RUNS ?? 150);
const PATHS = 2;

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

/**
 * Paths that rounding decides. An account within 1e-10 of its threshold may go either way (I7). A buy of more than the
 * book holds is filled up to 0.999999 of it and moves the price by e^13: there a rounding error grows a million times.
 */
function decidedByRounding({ closestCall = 0, peakGap = 0 }: Record<string, number>): boolean {
  return closestCall < 1e-10 || !(peakGap < 3);
}

interface Seen {
  liquidations: number;
  insolvent: number;
  leftOut: number;
}

/** Plays random plants on both sides and compares every outcome; returns what happened on the way. */
function compare(family: fc.Arbitrary<Values>, runs: number): Seen {
  const seen: Seen = { liquidations: 0, insolvent: 0, leftOut: 0 };
  fc.assert(
    fc.property(family, seeds, feedbacks, (values, seed, loops) => {
      const outcomes = simulate(values, seed, PATHS, loops);
      for (let path = 0; path < PATHS; path++) {
        const oracle = simulateOracle(values, seed, path, loops);
        if (decidedByRounding(oracle)) {
          seen.leftOut += 1;
          continue;
        }
        expect(differences(outcomesOf(outcomes, path), oracle, values)).toEqual([]);
        seen.liquidations += oracle.liquidations ?? 0;
        seen.insolvent += oracle.insolvent ?? 0;
      }
    }),
    { seed: 20260501, numRuns: runs, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  return seen;
}

test("kernel and oracle play the same day on any small plant", () => {
  const seen = compare(plants, RUNS);
  expect(seen.liquidations).toBeGreaterThan(0);
  expect(seen.insolvent).toBeGreaterThan(0);
  expect(seen.leftOut).toBeLessThan(0.05 * RUNS * PATHS);
});

test("kernel and oracle agree where owners close what a cap has left of their positions", () => {
  const parts = {
    "liquidation.lastSlot": 1,
    "liquidation.cap": 0.001,
    "traders.closeHazard": 2e-3,
    "shock.size": -0.1,
  };
  const seen = compare(
    plants.map((values) => ({ ...values, ...parts })),
    RUNS / 5,
  );
  expect(seen.liquidations).toBeGreaterThan(0);
});

test("kernel and oracle agree where the book beyond the threshold limits raises of the maintenance margin", () => {
  // Volatility raises both margins quickly through crowded books of evenly spread leverage.
  const raise = {
    "book.slots": 60,
    "book.leverage": 1,
    "margin.initial": 0.04,
    "margin.maintenanceShare": 0.7,
    "margin.maintenanceCeiling": 1,
    "margin.stepLimit": 4e-3,
    "margin.structure": 0,
    "margin.stressRise": 2,
    "margin.max": 0.3,
    "maintenance.structure": 0,
    "maintenance.stressRise": 2,
    "maintenance.max": 0.2,
    "volatility.halfLife": 60,
    "price.volatility": 3,
    "liquidation.cap": 1,
  };
  const raising = plants.map((values) => ({ ...values, ...raise }));
  const guarded = raising.map((values) => ({ ...values, "margin.guardrail": 2e-4 }));
  const liquidations = (values: Values): number => outcomesOf(simulate(values, 1, 1), 0).liquidations ?? Number.NaN;
  const bound = fc
    .sample(guarded, { seed: 20260501, numRuns: 10 })
    .filter((values) => liquidations({ ...values, "margin.guardrail": Infinity }) !== liquidations(values));
  expect(bound.length).toBeGreaterThan(3);
  expect(compare(guarded, RUNS / 10).liquidations).toBeGreaterThan(0);
});
