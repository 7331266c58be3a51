// The best of several candidates on a bowl whose top is known.
import { expect, test } from "vitest";
import { bestCandidate, type Climb } from "../../src/search/best-candidate.ts";
import { fingerprint } from "../../src/search/population.ts";

const top = [0.3, 0.6];

function height(point: Float64Array): number {
  return -point.reduce((sum, v, i) => sum + (v - (top[i] ?? 0)) ** 2, 0);
}

const climb: Climb = {
  slope: (point, gradient) => {
    for (const [i, v] of point.entries()) gradient[i] = -2 * (v - (top[i] ?? 0));
    return height(point);
  },
  box: { low: Float64Array.of(0, 0), high: Float64Array.of(0.5, 1) },
  held: [],
  polished: 1,
  steps: 30,
};
const candidates = [Float64Array.of(0.1, 0.1), Float64Array.of(0.4, 0.5), Float64Array.of(0.9, 0.9)];
const none = new Set<number>();

function best(variant: Partial<Climb>, known: ReadonlySet<number> = none): number[] {
  return [...bestCandidate(candidates, known, height, { ...climb, ...variant })];
}

test("the best candidate is moved to the top, within the box, and not along what is held", () => {
  const found = best({});
  expect(found[0]).toBeCloseTo(0.3, 6);
  expect(found[1]).toBeCloseTo(0.6, 6);
  const cut = best({ box: { low: Float64Array.of(0.35, 0), high: Float64Array.of(1, 1) } });
  expect(cut[0]).toBe(0.35);
  const held = best({ held: [1] });
  expect(held[0]).toBeCloseTo(0.3, 6);
  expect(held[1]).toBe(0.5);
  expect(best({ polished: 0 })).toEqual([0.4, 0.5]);
});

test("what is held stays even where it lies outside the box", () => {
  const box = { low: Float64Array.of(0, 0.55), high: Float64Array.of(1, 1) };
  expect(best({ box, held: [1] })[1]).toBe(0.5);
});

test("a steep slope along what is held does not slow down the others", () => {
  const twisted = ([x = 0, y = 0, z = 0]: Float64Array): number =>
    -((x - 0.3) ** 2) - 25 * (y - 0.3) ** 2 + 1e4 * x * (z - 0.5);
  const found = bestCandidate([Float64Array.of(0.4, 0.4, 0.5)], none, twisted, {
    ...climb,
    slope: (point, gradient) => {
      const [x = 0, y = 0, z = 0] = point;
      gradient.set([-2 * (x - 0.3) + 1e4 * (z - 0.5), -50 * (y - 0.3), 1e4 * x]);
      return twisted(point);
    },
    box: { low: new Float64Array(3), high: new Float64Array(3).fill(1) },
    held: [2],
  });
  expect(found[0]).toBeCloseTo(0.3, 4);
  expect(found[1]).toBeCloseTo(0.3, 4);
});

test("known points are passed over, candidates and what they are moved to alike, unless there are no others", () => {
  const second = new Set([fingerprint(candidates[1] ?? new Float64Array(2))]);
  expect(best({ polished: 0 }, second)).toEqual([0.1, 0.1]);
  const moved = new Set([fingerprint(Float64Array.from(best({})))]);
  expect(best({}, moved)).toEqual([0.4, 0.5]);
  const all = new Set(candidates.map(fingerprint));
  expect(best({ polished: 0 }, all)).toEqual([0.4, 0.5]);
});
