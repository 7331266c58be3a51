// Directions on the simplex: their number, their sum, their layers.
import { expect, test } from "vitest";
import { simplexDirections, twoLayerDirections } from "../../src/search/reference-directions.ts";

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

test.each([
  [2, 99],
  [3, 12],
  [4, 6],
  [5, 4],
  [1, 3],
])("%i objectives in %i parts: every composition once, each summing to 1", (objectives, partitions) => {
  const directions = simplexDirections(objectives, partitions);
  expect(directions).toHaveLength(choose(objectives + partitions - 1, partitions));
  expect(new Set(directions.map((direction) => direction.join())).size).toBe(directions.length);
  for (const direction of directions) {
    expect(direction.every((share) => share >= 0)).toBe(true);
    expect(direction.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 13);
  }
});

test("the inner of two layers lies half way to the centre, strictly inside", () => {
  const directions = twoLayerDirections(8, 3, 2);
  expect(directions).toHaveLength(120 + 36); // table I of Deb and Jain, 2014: 156 for 8 objectives
  for (const direction of directions.slice(120)) {
    expect(Math.min(...direction)).toBeGreaterThanOrEqual(1 / 16);
    expect(direction.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 13);
  }
});
