// The area under the curve with an error by path: the known area, and an error that copies of samples cannot lower.
import { expect, test } from "vitest";
import { areaUnderCurve } from "../../src/control/forecast/classifier-scores.ts";
import { clusteredArea } from "../../src/study/forecast-discrimination.ts";
import { numbers } from "../control/random-matrices.ts";

interface Judged {
  readonly scores: Float64Array;
  readonly labels: Float64Array;
  readonly path: Int32Array;
}

const PATHS = 40;
const PER_PATH = 25;

/** Scores with ties that tell events a little, and a luck of each path that its samples share. */
function judged(seed: number): Judged {
  const luck = numbers(PATHS, seed);
  const draws = numbers(2 * PATHS * PER_PATH, seed + 1);
  const path = Int32Array.from({ length: PATHS * PER_PATH }, (_, i) => Math.floor(i / PER_PATH));
  const labels = Float64Array.from(path, (p, i) => ((draws[2 * i] ?? 0) + (luck[p] ?? 0) > 0.6 ? 1 : 0));
  const scores = Float64Array.from(path, (p, i) =>
    Math.round(5 * ((draws[2 * i + 1] ?? 0) + 0.5 * (labels[i] ?? 0) + (luck[p] ?? 0))),
  );
  return { scores, labels, path };
}

const areaOf = ({ scores, labels, path }: Judged, paths = PATHS) => clusteredArea(scores, labels, path, paths);

test("the area is the one that counts pairs, ties as one half", () => {
  for (const seed of [1, 2, 3]) {
    const { scores, labels } = judged(seed);
    expect(areaOf(judged(seed))?.value).toBeCloseTo(areaUnderCurve(scores, labels), 12);
  }
});

test("the error is near that of leaving out one path at a time", () => {
  for (const seed of [4, 5, 6]) {
    const { scores, labels, path } = judged(seed);
    const without = Array.from({ length: PATHS }, (_, out) => {
      const keep = (values: Float64Array) => values.filter((_, i) => path[i] !== out);
      return areaUnderCurve(keep(scores), keep(labels));
    });
    const mean = without.reduce((sum, x) => sum + x, 0) / PATHS;
    const jackknife = Math.sqrt(((PATHS - 1) / PATHS) * without.reduce((sum, x) => sum + (x - mean) ** 2, 0));
    const error = areaOf(judged(seed))?.standardError ?? 0;
    expect(Math.abs(error / jackknife - 1)).toBeLessThan(0.15); // they differ in second order: some 2 / 40, times what ties do
  }
});

test("three copies of every sample say no more than one", () => {
  const once = judged(7);
  const thrice = {
    scores: Float64Array.from([...once.scores, ...once.scores, ...once.scores]),
    labels: Float64Array.from([...once.labels, ...once.labels, ...once.labels]),
    path: Int32Array.from([...once.path, ...once.path, ...once.path]),
  };
  expect(areaOf(thrice)?.value).toBeCloseTo(areaOf(once)?.value ?? 0, 12);
  expect(areaOf(thrice)?.standardError).toBeCloseTo(areaOf(once)?.standardError ?? 0, 12);
});

test("there is no area without events or without anything else", () => {
  const { scores, path } = judged(8);
  expect(clusteredArea(scores, new Float64Array(scores.length), path, PATHS)).toBe(null);
  expect(clusteredArea(scores, new Float64Array(scores.length).fill(1), path, PATHS)).toBe(null);
});
