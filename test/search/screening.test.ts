// Screening takes what gains most, and never the same gain twice.
import fc from "fast-check";
import { expect, test } from "vitest";
import { hypervolume } from "../../src/search/hypervolume.ts";
import { mostPromising } from "../../src/search/screening.ts";
import { integerFronts } from "./front-oracle.ts";

const reference = [6, 6];
const at = (...objectives: number[]) => ({ objectives, violation: 0 });

test("each pick is the one of largest gain given the picks before", () => {
  fc.assert(
    fc.property(integerFronts(2, 6), integerFronts(2, 12), (front, found) => {
      const picks = mostPromising(
        found.map((point) => at(...point)),
        front,
        reference,
        4,
      );
      expect(new Set(picks).size).toBe(Math.min(4, found.length));
      const grown = [...front];
      const left = new Set(found.keys());
      for (const pick of picks) {
        const gains = new Map([...left].map((k) => [k, hypervolume([...grown, found[k] ?? []], reference)]));
        expect(gains.get(pick)).toBe(Math.max(...gains.values()));
        grown.push(found[pick] ?? []);
        left.delete(pick);
      }
    }),
    { seed: 2, numRuns: 150 },
  );
});

test("a copy of a pick gains nothing, so another region is next", () => {
  const prospects = [at(1, 1), at(1, 1.01), at(0, 5), at(5.5, 0.5)];
  expect(mostPromising(prospects, [[3, 3]], reference, 3)).toEqual([0, 2, 3]);
});

test("feasible without gain stands before infeasible, less violation before more, no number last", () => {
  const prospects = [
    { objectives: [0, 0], violation: 2 },
    { objectives: [0, 0], violation: 1 },
    at(5, 5),
    at(4, 4),
    at(Number.NaN, 0),
  ];
  expect(mostPromising(prospects, [[2, 2]], reference, 5)).toEqual([3, 2, 1, 0, 4]);
});
