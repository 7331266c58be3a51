// Crowding distances on fronts small enough to work out by hand, and their invariances.
import { expect, test } from "vitest";
import { crowdingDistances } from "../../src/search/crowding-distance.ts";
import { numberStream } from "./landscape.ts";

test("inside a front each objective adds its neighbours' gap as a share of its range", () => {
  const front = [
    [0, 10],
    [1, 8],
    [4, 2],
    [10, 0],
  ];
  const [first, second, third, last] = crowdingDistances(front, "sum");
  expect([first, last]).toEqual([Infinity, Infinity]);
  expect(second).toBeCloseTo(4 / 10 + 8 / 10, 14);
  expect(third).toBeCloseTo(9 / 10 + 8 / 10, 14);
  expect([...crowdingDistances(front, "mean")]).toEqual([...crowdingDistances(front, "sum")].map((d) => d / 2));
});

test("a front of one or two points is all ends, and an empty one has nothing", () => {
  expect([...crowdingDistances([], "mean")]).toEqual([]);
  expect([...crowdingDistances([[3, 4]], "sum")]).toEqual([Infinity]);
  expect([
    ...crowdingDistances(
      [
        [3, 4],
        [4, 3],
      ],
      "sum",
    ),
  ]).toEqual([Infinity, Infinity]);
});

test("a constant objective marks two ends and adds nothing inside", () => {
  const front = [
    [0, 7],
    [1, 7],
    [2, 7],
    [4, 7],
  ];
  expect([...crowdingDistances(front, "sum")]).toEqual([Infinity, 2 / 4, 3 / 4, Infinity]);
});

test("distances go with their points and do not feel the objectives' units", () => {
  const next = numberStream(9);
  const front = Array.from({ length: 30 }, () => [next(), next(), next()]);
  const distances = [...crowdingDistances(front, "sum")];
  expect([...crowdingDistances(front.toReversed(), "sum")]).toEqual(distances.toReversed());
  const scaled = front.map(([x = 0, y = 0, z = 0]) => [4 * x, y / 8, 2 * z]); // powers of two: exact
  expect([...crowdingDistances(scaled, "sum")]).toEqual(distances);
});
