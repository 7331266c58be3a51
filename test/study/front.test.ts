// The front of recorded trials, and the few of it that are re-scored.
import { expect, test } from "vitest";
import { frontOf, spreadOver } from "../../src/study/front.ts";

const scored = (id: number, objectives: number[] | undefined, violation: number | null = 0) => ({
  id,
  loss: 1,
  violation,
  ...(objectives === undefined ? {} : { objectives }),
});

test("holds feasible sets that none dominates, equal ones once", () => {
  const all = [
    scored(0, [1, 1]),
    scored(1, [0.5, 2]),
    scored(2, [0.1, 0.1], 0.3),
    scored(3, [1.1, 1]),
    scored(4, [0.5, 2]),
    scored(5, undefined, null),
    scored(6, [2, 0.5]),
  ];
  expect(frontOf(all).map(({ id }) => id)).toEqual([0, 1, 6]);
});

test("is thinned to the sets that keep the most hypervolume, those that meet every goal first", () => {
  const front = [scored(0, [0.2, 0.8]), scored(1, [0.21, 0.79]), scored(2, [0.8, 0.2]), scored(3, [0.05, 1.5])];
  expect(spreadOver(front, 2).map(({ id }) => id)).toEqual([expect.any(Number), 2]);
  expect(spreadOver(front, 3).map(({ id }) => id)).toEqual([0, 1, 2]);
  expect(spreadOver(front, 9)).toHaveLength(4);
});
