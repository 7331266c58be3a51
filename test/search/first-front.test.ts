// The first front: against dominance pair by pair, with ties, repeats and infinities.
import fc from "fast-check";
import { expect, test } from "vitest";
import { firstFront } from "../../src/search/first-front.ts";
import { dominates } from "../../src/search/front.ts";
import { numberStream } from "./landscape.ts";

test("the first front is what no point dominates, equal points together, infinite ones included", () => {
  const value = fc.constantFrom(-Infinity, -1, 0, 0.1, 0.2, 0.30000000000000004, 1, Infinity);
  const points = fc
    .integer({ min: 1, max: 5 })
    .chain((goals) => fc.array(fc.array(value, { minLength: goals, maxLength: goals }), { maxLength: 150 }));
  fc.assert(
    fc.property(points, (front) => {
      const brute = front.flatMap((point, index) => (front.some((other) => dominates(other, point)) ? [] : [index]));
      expect(firstFront(front)).toEqual(brute);
    }),
    { numRuns: 150 },
  );
});

test.each([3, 4, 5])("large sets near a front, with ties in all of %d objectives", (objectives) => {
  const next = numberStream(objectives);
  const front = Array.from({ length: 400 }, () => {
    const others = Array.from({ length: objectives - 1 }, () => Math.floor(12 * next()));
    return [...others, 40 - others.reduce((sum, v) => sum + v, 0) + Math.floor(4 * next())];
  });
  const brute = front.flatMap((point, index) => (front.some((other) => dominates(other, point)) ? [] : [index]));
  expect(brute.length).toBeGreaterThan(60);
  expect(firstFront(front)).toEqual(brute);
});
