// Hypervolume and contributions against counting cells, closed forms and their invariances.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hypervolume } from "../../src/search/hypervolume.ts";
import { hypervolumeContributions } from "../../src/search/hypervolume-contributions.ts";
import { contributionsByRemoval, integerFronts, measureByCells } from "./front-oracle.ts";
import { numberStream } from "./landscape.ts";

const runs = { seed: 11, numRuns: 150 };

test.each([1, 2, 3, 4, 5])("in %i objectives the measure is that of the cells that are dominated", (objectives) => {
  const reference = Array<number>(objectives).fill(6);
  fc.assert(
    fc.property(integerFronts(objectives, objectives > 3 ? 8 : 14), (points) => {
      expect(hypervolume(points, reference)).toBe(measureByCells(points, reference)); // whole numbers: exact
    }),
    runs,
  );
});

test.each([1, 2, 3, 4, 5])("in %i objectives a contribution is what is lost without the point", (objectives) => {
  const reference = Array<number>(objectives).fill(6);
  fc.assert(
    fc.property(integerFronts(objectives, objectives > 3 ? 7 : 14), (points) => {
      const found = hypervolumeContributions(points, reference);
      expect([...found]).toEqual(contributionsByRemoval(points, reference));
    }),
    runs,
  );
});

test.each([2, 3])("on smooth fronts of 60 points in %i objectives contributions are losses too", (objectives) => {
  const next = numberStream(5);
  const points = Array.from({ length: 60 }, () => {
    const raw = Array.from({ length: objectives }, () => 0.05 + next());
    const length = Math.sqrt(raw.reduce((sum, v) => sum + v * v, 0));
    return raw.map((v) => v / length);
  });
  const reference = Array<number>(objectives).fill(1.1);
  const all = hypervolume(points, reference);
  for (const [k, found] of hypervolumeContributions(points, reference).entries()) {
    expect(Math.abs(found - (all - hypervolume(points.toSpliced(k, 1), reference)))).toBeLessThan(1e-14); // rounding
    expect(found).toBeGreaterThan(0);
  }
});

test("equidistant points on a line dominate (1 - 1/n)/2 of the square", () => {
  const n = 1000;
  const points = Array.from({ length: n + 1 }, (_, i) => [i / n, 1 - i / n]);
  expect(hypervolume(points, [1, 1])).toBeCloseTo(0.5 * (1 - 1 / n), 12);
});

test.each([2, 3, 4])(
  "order and scale of the objectives, and order of the points, change nothing (%i)",
  (objectives) => {
    const reference = Array<number>(objectives).fill(6);
    fc.assert(
      fc.property(integerFronts(objectives, 9), (points) => {
        const measure = hypervolume(points, reference);
        expect(hypervolume(points.toReversed(), reference)).toBe(measure);
        const turned = points.map((point) => [...point.slice(1), ...point.slice(0, 1)]);
        expect(hypervolume(turned, reference)).toBe(measure);
        const scaled = points.map((point) => point.map((v, k) => v * 2 ** k));
        const scale = 2 ** ((objectives * (objectives - 1)) / 2); // powers of two: exact
        expect(
          hypervolume(
            scaled,
            reference.map((v, k) => v * 2 ** k),
          ),
        ).toBe(measure * scale);
      }),
      { ...runs, numRuns: 60 },
    );
  },
);

test("no point, or none below the reference point, dominates nothing", () => {
  expect(hypervolume([], [1, 1, 1])).toBe(0);
  expect(
    hypervolume(
      [
        [1, 0.5],
        [2, 0],
      ],
      [1, 1],
    ),
  ).toBe(0);
  expect([
    ...hypervolumeContributions(
      [
        [1, 0.5],
        [0.5, 0.5],
      ],
      [1, 1],
    ),
  ]).toEqual([0, 0.25]);
});
