// The draws of CMA-ES: mirrored pairs at right angles, each vector standard normal.
import { expect, test } from "vitest";
import { normalCdf } from "../../src/numeric/normal.ts";
import { mirroredOrthogonalDraws } from "../../src/search/cma-sampling.ts";

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
}

test("every second vector mirrors the one before it, and an odd last one stands alone", () => {
  const draws = mirroredOrthogonalDraws(3, 7, 5, 2);
  expect(draws).toHaveLength(7);
  for (const k of [0, 2, 4]) expect(draws[k + 1]).toEqual(draws[k]?.map((v) => -v));
});

test("the pairs of one basis stand at right angles, as many as there are coordinates", () => {
  const draws = mirroredOrthogonalDraws(4, 14, 5, 0);
  const pairs = [0, 2, 4, 6].map((k) => draws[k] ?? new Float64Array(4));
  for (const [i, a] of pairs.entries()) {
    for (const b of pairs.slice(i + 1)) expect(Math.abs(inner(a, b))).toBeLessThan(1e-13); // rounding
  }
  const [first, , , , , , , , fifth] = draws;
  expect(Math.abs(inner(first ?? new Float64Array(4), fifth ?? new Float64Array(4)))).toBeGreaterThan(1e-3);
});

test("each coordinate of each vector is standard normal", () => {
  // Kolmogorov's distance of 10,000 draws stays below 1.95 / sqrt(10,000) in all but one of a thousand samples.
  for (const [vector, coordinate] of [
    [0, 0],
    [3, 1],
    [4, 2],
  ] as const) {
    const values = Array.from({ length: 10_000 }, (_, g) => mirroredOrthogonalDraws(3, 6, 11, g)[vector]?.[coordinate]);
    const sorted = values.map((v) => v ?? Number.NaN).sort((a, b) => a - b);
    const gaps = sorted.map((v, i) => Math.abs(normalCdf(v) - (i + 0.5) / sorted.length));
    expect(Math.max(...gaps)).toBeLessThan(0.0195);
  }
});

test("in one dimension the vectors keep their random lengths", () => {
  const lengths = mirroredOrthogonalDraws(1, 8, 1, 0).map(([v = 0]) => Math.abs(v));
  expect(new Set(lengths).size).toBe(4);
});
