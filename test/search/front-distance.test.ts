// Distances of a front from a reference set against hand-made cases and what dominance demands.
import fc from "fast-check";
import { expect, test } from "vitest";
import { additiveEpsilon, invertedDistance, invertedDistancePlus } from "../../src/search/front-distance.ts";
import { integerFronts } from "./front-oracle.ts";

test("of one point and one target the distances are the norm, its harmful part and its worst part", () => {
  expect(invertedDistance([[3, -4]], [[0, 0]])).toBe(5);
  expect(invertedDistancePlus([[3, -4]], [[0, 0]])).toBe(3);
  expect(additiveEpsilon([[3, -4]], [[0, 0]])).toBe(3);
});

test("a reference set is at no distance from itself", () => {
  const front = [
    [0, 2],
    [1, 1],
    [2, 0],
  ];
  expect([invertedDistance(front, front), invertedDistancePlus(front, front), additiveEpsilon(front, front)]).toEqual([
    0, 0, 0,
  ]);
});

test("moving every point up by d moves epsilon by d and never lowers IGD+", () => {
  fc.assert(
    fc.property(integerFronts(3, 10), integerFronts(3, 10), fc.integer({ min: 0, max: 5 }), (points, targets, d) => {
      fc.pre(points.length > 0 && targets.length > 0);
      const worse = points.map((point) => point.map((v) => v + d));
      expect(additiveEpsilon(worse, targets)).toBe(additiveEpsilon(points, targets) + d);
      expect(invertedDistancePlus(worse, targets)).toBeGreaterThanOrEqual(invertedDistancePlus(points, targets));
      expect(invertedDistancePlus(points, targets)).toBeLessThanOrEqual(invertedDistance(points, targets) + 1e-12);
    }),
    { seed: 4, numRuns: 80 },
  );
});
