// Rules of choice on fronts whose answer is known, on degenerate fronts, and under what must not matter.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/numeric/user-error.ts";
import { kneeOf } from "../../../src/search/choice/knee.ts";
import { lexicographicBest } from "../../../src/search/choice/lexicographic.ts";
import { leastRegret } from "../../../src/search/choice/minimax-regret.ts";
import { closestToWishes } from "../../../src/search/choice/reference-point.ts";
import type { Front } from "../../../src/search/front.ts";
import { integerFronts } from "../front-oracle.ts";

const rules: readonly (readonly [string, (front: Front) => number])[] = [
  ["knee", kneeOf],
  ["least regret", leastRegret],
  ["wishes", (front) => closestToWishes(front, front[0]?.map(() => 0) ?? [], front[0]?.map(() => 1) ?? [])],
  ["priorities", (front) => lexicographicBest(front, front[0]?.map((_, k) => ({ objective: k, tolerance: 0 })) ?? [])],
];

describe.each(rules)("choice by %s", (name, choose) => {
  test("takes the only point of a front of one, and of equal points the first", () => {
    expect(choose([[3, -1, 7]])).toBe(0);
    expect(
      choose([
        [3, 1],
        [3, 1],
        [3, 1],
      ]),
    ).toBe(0);
  });

  test("of an empty front is refused with a remedy", () => {
    expect(() => choose([])).toThrow(UserError);
    if (name !== "priorities") expect(() => choose([])).toThrow(/found no point/);
  });

  test("refuses values that are not finite and points of other lengths", () => {
    expect(() =>
      choose([
        [1, 2],
        [Number.NaN, 0],
      ]),
    ).toThrow(/front > 1.*finite/s);
    expect(() =>
      choose([
        [1, 2],
        [1, Infinity],
      ]),
    ).toThrow(UserError);
    expect(() => choose([[1, 2], [1]])).toThrow(/front > 1.*found 1 objectives/s);
  });

  test("a constant objective changes nothing", () => {
    const front = [
      [0, 4],
      [1, 1],
      [2, 0.5],
      [4, 0],
    ];
    expect(choose(front.map((point) => [...point, 5]))).toBe(choose(front));
  });

  test("never takes a point that another dominates, and takes the same point in any order", () => {
    fc.assert(
      fc.property(integerFronts(3, 12), (points) => {
        fc.pre(points.length > 0);
        const chosen = points[choose(points)] ?? [];
        const better = points.some((p) => p.every((v, k) => v <= (chosen[k] ?? 0)) && p.join() !== chosen.join());
        expect(better).toBe(false);
        const turned = points.toReversed();
        expect(turned[choose(turned)]).toEqual(chosen);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

test("the knee of a bent line is its bend, in whatever units", () => {
  const front = [
    [0, 1],
    [0.1, 0.5],
    [0.2, 0.1],
    [0.6, 0.05],
    [1, 0],
  ];
  expect(kneeOf(front)).toBe(2);
  expect(kneeOf(front.map(([x = 0, y = 0]) => [1000 * x - 7, 0.01 * y + 3]))).toBe(2);
});

test("the knee of a concave quarter circle from (1,1) is on the diagonal", () => {
  const front = Array.from({ length: 91 }, (_, degree) => {
    const angle = (degree * Math.PI) / 180;
    return [1 - Math.sin(angle), 1 - Math.cos(angle)];
  });
  expect(kneeOf(front)).toBe(45);
});

test("the knee of a pyramid in three objectives is its apex", () => {
  expect(
    kneeOf([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.2, 0.2, 0.2],
      [0.4, 0.3, 0.25],
    ]),
  ).toBe(3);
});

test("wishes that are points of the front are granted, and units do not matter", () => {
  const front = [
    [0, 100],
    [1, 60],
    [2, 30],
    [3, 10],
    [4, 0],
  ];
  for (const [index, wishes] of front.entries()) expect(closestToWishes(front, wishes, [1, 1])).toBe(index);
});

test("a heavier weight pulls the choice towards that objective's wish", () => {
  const front = Array.from({ length: 101 }, (_, k) => [k / 100, 1 - k / 100]);
  // 3 x = 1 - x
  expect(closestToWishes(front, [0, 0], [3, 1])).toBe(25);
  expect(closestToWishes(front, [0, 0], [1, 1])).toBe(50);
});

test("wishes and weights that do not fit are all named", () => {
  const front = [
    [0, 1],
    [1, 0],
  ];
  expect(() => closestToWishes(front, [0], [1, 0])).toThrow(/wishes: found 1 values.*weights > 1: found 0/s);
  expect(() => closestToWishes(front, [0, Number.NaN], [1, 1])).toThrow(/wishes > 1/);
});

test("a tolerance is spent on the next objective", () => {
  const front = [
    [1, 9],
    [1.2, 5],
    [1.4, 3],
    [2, 0],
  ];
  const choose = (tolerance: number) =>
    lexicographicBest(front, [
      { objective: 0, tolerance },
      { objective: 1, tolerance: 0 },
    ]);
  expect([0, 0.1, 0.25, 0.5, 5].map(choose)).toEqual([0, 0, 1, 2, 3]);
});

test("priorities that make no sense are all named", () => {
  const wrong = [
    { objective: 2, tolerance: 0 },
    { objective: 0, tolerance: -1 },
    { objective: 0, tolerance: 0 },
  ];
  const refused = /priorities > 0 > objective.*priorities > 1 > tolerance.*priorities > 2 > objective/s;
  expect(() => lexicographicBest([[1, 2]], wrong)).toThrow(refused);
  expect(() => lexicographicBest([[1, 2]], [])).toThrow(/found none/);
});

test("least regret takes the middle of a straight front and the next regret decides a tie", () => {
  expect(
    leastRegret([
      [0, 10],
      [5, 5],
      [10, 0],
    ]),
  ).toBe(1);
  expect(
    leastRegret([
      [0, 1, 1],
      [1, 0, 0.5],
      [1, 1, 0],
      [0.5, 0.5, 0.5],
      [0.5, 0.5, 0.2],
    ]),
  ).toBe(4);
});
