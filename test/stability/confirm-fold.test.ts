// The static map against the kernel, and the fold of the real plant between the worst case and none.
import { describe, expect, test } from "vitest";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { confirmFold, worstCase } from "../../src/stability/confirm-fold.ts";
import { foldDistance } from "../../src/stability/fold.ts";
import { type Cascade, restingFall } from "../../src/stability/resting-fall.ts";
import { scriptedFall } from "../../src/stability/scripted-fall.ts";
import { foldBySimulation } from "../../src/stability/simulated-fold.ts";
import { openingBook } from "../../src/stability/venue-book.ts";
import { fastCascade } from "../../src/stability/venue-cascade.ts";

const once = { seed: 1, paths: 1 };

const ofOpening = (vector: Float64Array): Cascade => fastCascade(vector, openingBook(vector));

describe("the kernel without anything that dampens", () => {
  test.each([
    [0, 0.05, 1],
    [0, 0.3, 1],
    [0, 0.3, 0.4],
    [10, 0.2, 1],
    [20, 0.12, 1],
    [20, 0.12, 0.7],
  ])("falls as far as the static map says: depletion %d, longs over depth %d, weight of the mark %d", (...row) => {
    const [depletion, ratio, markWeight] = row;
    const vector = vectorOf({
      "depth.depletion": depletion,
      "book.openInterestLong": ratio * 5e8,
      "oracle.markWeight": markWeight,
    });
    for (const shock of [0.02, 0.04, 0.08]) {
      const expected = restingFall(ofOpening(vector), shock);
      const simulated = scriptedFall(worstCase(vector), shock, once);
      // 5,000 slots instead of a continuum: half a slot of ratio/5,000, enlarged by the depth eaten and by 1/(1 - g).
      expect(Math.abs(simulated - expected)).toBeLessThan(1e-3);
    }
  });

  test.each([
    ["a saddle-node", 20, 0.12],
    ["the first position", 10, 0.2],
    ["the first position of a book of constant depth", 0, 0.3],
  ])("runs away above the computed fold and not below it: %s", (_, depletion, ratio) => {
    const vector = vectorOf({ "depth.depletion": depletion, "book.openInterestLong": ratio * 5e8 });
    const fold = foldDistance(ofOpening(vector), 0.02);
    const { below, above } = confirmFold(vector, fold, 5e-4);
    expect(below.simulated).toBeLessThanOrEqual(fold.before + 1e-3);
    expect(above.simulated).toBeGreaterThanOrEqual(fold.after - 1e-3);
    expect(Math.abs(below.simulated - below.expected)).toBeLessThan(1e-3);
    expect(Math.abs(above.simulated - above.expected)).toBeLessThan(1e-3);
  });
});

describe("the fold of the real plant", () => {
  const plant = { "time.blocks": 300, "book.slots": 500, "liquidation.cap": 1e6, "funding.law": 3 };
  const passive = { "traders.closeHazard": 0, "traders.openHazard": 0, "liquidity.withdrawalSlope": 0 };
  const family = { seed: 1, paths: 4 };
  const distance = (values: Record<string, number>): number =>
    foldBySimulation(vectorOf({ ...plant, ...values }), 0.1, family);

  test("is farther than the static worst case where only arbitrage and refill are added, nearer where depth leaves", () => {
    const worst = foldDistance(ofOpening(vectorOf(plant)), 0.02).distance;
    const passiveDistance = distance(passive);
    expect(passiveDistance).toBeGreaterThan(worst);
    expect(distance({ ...passive, "liquidity.withdrawalSlope": 0.5 })).toBeLessThan(passiveDistance);
    expect(distance({ ...passive, "liquidation.cap": 0.001 })).toBeGreaterThan(passiveDistance);
    expect(distance({ ...passive, "depth.initial": 6e8 })).toBeGreaterThan(passiveDistance);
  });

  test("is at no finite distance where depth is endless", () => {
    expect(foldBySimulation(vectorOf({ ...plant, "depth.initial": 1e15 }), 0.1, family)).toBe(Infinity);
  });

  test("of a venue that nothing dampens is that of the static map", () => {
    const vector = vectorOf({ "depth.depletion": 10, "book.openInterestLong": 1e8 });
    const fold = foldDistance(ofOpening(vector), 0.02);
    const found = foldBySimulation(worstCase(vector), 0.5 * (fold.after - fold.before), once);
    expect(Math.abs(found - fold.distance)).toBeLessThan(3e-4); // half of it the bisection, half the slots
  });
});
