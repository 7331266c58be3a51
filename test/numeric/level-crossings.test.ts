// Roots in brackets and crossings of levels, on curves whose crossings are known.
import { expect, test } from "vitest";
import { bracketedRoot } from "../../src/numeric/bracketed-root.ts";
import { type Curve, levelCrossings } from "../../src/numeric/level-crossings.ts";

test("a bracketed root is found to rounding, whatever its size and however flat the function", () => {
  const roots = [
    bracketedRoot((x) => x * x - 2, 0, -2, 5, 23),
    bracketedRoot((x) => x * x * x - 1e-30, 1, 1, 0, -1e-30) * 1e10,
    bracketedRoot((x) => Math.atan(1e9 * (x - 0.3)), -1, -1.5, 1, 1.5),
    bracketedRoot((x) => (x - 7) ** 9, 0, -1, 20, 1),
  ];
  expect(roots[0]).toBeCloseTo(Math.SQRT2, 15);
  expect(roots[1]).toBeCloseTo(1, 14);
  expect(roots[2]).toBeCloseTo(0.3, 15);
  expect(roots[3]).toBeCloseTo(7, 14);
  expect(bracketedRoot((x) => x - 1, 1, 0, 2, 1)).toBe(1);
});

/** sin(w x) w with the bounds that |slope| <= w w gives, made sharper by the ends of short stretches. */
function wave(w: number): Curve {
  const slope = (x: number): number => w * Math.cos(w * x);
  return {
    value: (x) => Math.sin(w * x),
    slopes: (a, b) => {
      const middle = slope(0.5 * (a + b));
      const reach = 0.5 * w * w * (b - a);
      return { low: Math.max(-w, middle - reach), high: Math.min(w, middle + reach) };
    },
  };
}

test("every crossing of a wave is found once, in order", () => {
  const found = levelCrossings(wave(1), [0.5, 4, 20], { first: 0, step: Infinity }, 10_000) ?? [];
  expect(found.length).toBe(6);
  for (const [k, x] of found.entries()) expect(x).toBeCloseTo((k + 1) * Math.PI, 13);
});

test("of levels one apart a wave between -1 and 1 touches two and crosses one", () => {
  const found = levelCrossings(wave(1), [0.5, 6], { first: 7, step: 1 }, 10_000) ?? [];
  expect(found.length).toBe(3);
  expect(found[0]).toBeCloseTo(Math.PI / 2, 6); // touching: known to the root of rounding
  expect(found[1]).toBeCloseTo(Math.PI, 13);
  expect(found[2]).toBeCloseTo((3 * Math.PI) / 2, 6);
});

test("a line crosses many levels of one stretch; a constant on a level is not a crossing, one beside it none", () => {
  const line: Curve = { value: (x) => -2 * x, slopes: () => ({ low: -2, high: -2 }) };
  expect(levelCrossings(line, [0.1, 2.1], { first: 0.5, step: 1 }, 100)).toEqual(
    [-0.5, -1.5, -2.5, -3.5].map((level) => expect.closeTo(-level / 2, 14)),
  );
  const flat: Curve = { value: () => 3, slopes: () => ({ low: 0, high: 0 }) };
  expect(levelCrossings(flat, [0, 1], { first: 3, step: Infinity }, 100)).toBeNull();
  expect(levelCrossings(flat, [0, 1], { first: 2, step: Infinity }, 100)).toEqual([]);
});
