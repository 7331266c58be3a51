// Ranks against peeling by definition; constraint dominance; fronts of known shape.
import fc from "fast-check";
import { expect, test } from "vitest";
import { constrainedRanks, nondominatedIndices, nondominatedRanks } from "../../src/search/nondominated-sort.ts";
import { constraintDominates, integerFronts, ranksByPeeling } from "./front-oracle.ts";
import { numberStream } from "./landscape.ts";

const runs = { seed: 7, numRuns: 150 };

test.each([1, 2, 3, 4, 5])("in %i objectives ranks are those of peeling, ties and repeats included", (objectives) => {
  fc.assert(
    fc.property(integerFronts(objectives, 40), (points) => {
      expect([...nondominatedRanks(points)]).toEqual(ranksByPeeling(points));
    }),
    runs,
  );
});

test("infinite values are ranked as values", () => {
  const points = [
    [Infinity, 0],
    [0, Infinity],
    [Infinity, Infinity],
    [Infinity, Infinity],
    [-Infinity, 3],
  ];
  expect([...nondominatedRanks(points)]).toEqual(ranksByPeeling(points));
});

test("constrained ranks are those of peeling under constraint dominance", () => {
  const evaluation = fc.record({
    loss: fc.constant(0),
    violation: fc.constantFrom(0, 0, 1, 2, Infinity),
    objectives: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 25 }), (evaluations) => {
      const ranks = constrainedRanks(evaluations);
      for (const [i, a] of evaluations.entries()) {
        const above = evaluations.flatMap((b, j) => (constraintDominates(b, a) ? [ranks[j] ?? 0] : []));
        expect(ranks[i]).toBe(above.length === 0 ? 0 : Math.max(...above) + 1);
      }
    }),
    runs,
  );
});

test.each([2, 3])("layers of %i objectives, one shifted behind the other, get their numbers", (objectives) => {
  const next = numberStream(3);
  const layers = 7;
  const points = Array.from({ length: 2000 }, (_, i) => {
    const raw = Array.from({ length: objectives }, next);
    const sum = raw.reduce((total, v) => total + v, 0);
    return { layer: i % layers, direction: raw.map((v) => v / sum) };
  });
  const front = points.map(({ layer, direction }) => direction.map((v) => v + 2 * layer)); // a simplex is 1 wide
  expect([...nondominatedRanks(front)]).toEqual(points.map(({ layer }) => layer));
  expect(nondominatedIndices(front)).toEqual(points.flatMap(({ layer }, i) => (layer === 0 ? [i] : [])));
});
