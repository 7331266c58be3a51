// How the box around the best point grows, shrinks and is stretched.
import { expect, test } from "vitest";
import {
  afterGeneration,
  boxAround,
  firstRegion,
  hasCollapsed,
  type TrustRegion,
} from "../../src/search/trust-region.ts";

function after(region: TrustRegion, improved: readonly boolean[]): TrustRegion {
  return improved.reduce((state, better) => afterGeneration(state, better, 2), region);
}

test("three successes in a row double the box, up to a limit; enough failures in a row halve it", () => {
  expect(after(firstRegion, [true, true]).length).toBe(0.8);
  expect(after(firstRegion, [true, true, false, true]).length).toBe(0.8);
  expect(after(firstRegion, [true, true, true]).length).toBe(1.6);
  expect(after(firstRegion, Array<boolean>(9).fill(true)).length).toBe(1.6);
  expect(after(firstRegion, [false, true, false]).length).toBe(0.8);
  expect(after(firstRegion, [false, false]).length).toBe(0.4);
});

test("after six halvings the box is still of use, after seven it has collapsed", () => {
  expect(hasCollapsed(after(firstRegion, Array<boolean>(12).fill(false)))).toBe(false);
  expect(hasCollapsed(after(firstRegion, Array<boolean>(14).fill(false)))).toBe(true);
});

test("the box keeps its volume, is longer where the kernel is, and ends at the cube", () => {
  const region = { ...firstRegion, length: 0.1 };
  const { low, high } = boxAround(Float64Array.of(0.5, 0.5, 0.02), region, Float64Array.of(2, 1, 0.5), []);
  const edges = high.map((v, i) => v - (low[i] ?? NaN));
  expect(edges[0]).toBeCloseTo(0.2, 12);
  expect(edges[1]).toBeCloseTo(0.1, 12);
  expect(low[2]).toBe(0);
  expect(high[2]).toBeCloseTo(0.045, 12);
});

test("an integer always reaches its neighbours, a choice all of its options", () => {
  const kinds = [
    { kind: "integer", levels: 10 },
    { kind: "choice", levels: 3 },
  ] as const;
  const region = { ...firstRegion, length: 0.01 };
  const { low, high } = boxAround(Float64Array.of(0.55, 0.5), region, Float64Array.of(1, 1), kinds);
  expect(low[0]).toBeCloseTo(0.4, 12);
  expect(high[0]).toBeCloseTo(0.7, 12);
  expect([low[1], high[1]]).toEqual([0, 1]);
});
