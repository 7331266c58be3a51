// The designs that learn nothing, and the polish that draws nothing.
import { expect, test } from "vitest";
import { createSearcher, type SearchOptions } from "../../src/search/strategy.ts";
import { rosenbrock, sphere } from "./landscape.ts";
import { evaluation, failedEvaluation, runSearch } from "./search-run.ts";

const options: SearchOptions = { strategy: "random", dimension: 3, seed: 7, generation: 0, trials: 300, start: null };

test("a Latin hypercube puts one point into each slice of each coordinate", () => {
  for (const trials of [1, 7, 300]) {
    const { generations } = runSearch(createSearcher({ ...options, strategy: "latin-hypercube", trials }), () =>
      evaluation(0),
    );
    for (let i = 0; i < 3; i++) {
      const slices = generations.flat().map((point) => Math.floor(trials * (point[i] ?? NaN)));
      expect(slices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: trials }, (_, k) => k));
    }
  }
});

test("the mean of a sum over a Latin hypercube scatters far less than over random points", () => {
  const scatter = (strategy: "random" | "latin-hypercube"): number => {
    const means = Array.from({ length: 40 }, (_, seed) => {
      const run = runSearch(createSearcher({ ...options, strategy, seed, trials: 50 }), () => evaluation(0));
      return run.generations.flat().reduce((sum, x) => sum + (x[0] ?? 0) + (x[1] ?? 0), 0) / 50;
    });
    return Math.sqrt(means.reduce((sum, m) => sum + (m - 1) ** 2, 0) / means.length);
  };
  expect(scatter("latin-hypercube")).toBeLessThan(0.1 * scatter("random")); // 1/N against 1/sqrt(12 N) per coordinate
});

test("random points are uniform: each of 27 cells holds its share", () => {
  const { generations } = runSearch(createSearcher({ ...options, trials: 2700 }), () => evaluation(0));
  const counts = new Map<string, number>();
  for (const point of generations.flat()) {
    const cell = Array.from(point, (v) => Math.floor(3 * v)).join();
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
  expect(counts.size).toBe(27);
  expect(chiSquared).toBeLessThan(54); // 26 degrees of freedom: exceeded once in a thousand samples
});

test.each(["sobol", "latin-hypercube", "random", "pattern-search", "cma-es"] as const)(
  "%s stands discrete coordinates in the middle of their cells",
  (strategy) => {
    const kinds = [{ kind: "integer", levels: 5 }, { kind: "choice", levels: 2 }, { kind: "continuous" }] as const;
    const { generations } = runSearch(createSearcher({ ...options, strategy, kinds }), (x) => evaluation(sphere(x)));
    for (const [a = NaN, b = NaN] of generations.flat()) {
      expect(Math.abs(((5 * a) % 1) - 0.5)).toBeLessThan(1e-9);
      expect([0.25, 0.75]).toContain(b);
    }
  },
);

test("pattern search polishes a start to the bottom of a valley and then is done", () => {
  const start = Float64Array.of(0.35, 0.6);
  const bend = (x: number[]) => rosenbrock(x.map((v) => 2 * (v - 0.45)));
  const run = runSearch(
    createSearcher({ ...options, strategy: "pattern-search", dimension: 2, start, trials: 20_000 }),
    (x) => evaluation(bend(x)),
  );
  expect(run.best.loss).toBeLessThan(1e-8);
  expect(run.generations.flat().length).toBeLessThan(20_000);
  expect(run.generations[0]?.[0]).toEqual(start);
});

test("pattern search reaches an optimum in a corner, on a bound and on a level, and never returns a worse point", () => {
  const kinds = [{ kind: "integer", levels: 6 }, { kind: "continuous" }, { kind: "continuous" }] as const;
  const searcher = createSearcher({ ...options, strategy: "pattern-search", kinds, trials: 2000 });
  const { best, bestPoint } = runSearch(searcher, ([a = 0, b = 0, c = 0]) =>
    evaluation(Math.abs(6 * a - 5.5) + b + (c - 0.123) ** 2),
  );
  expect(best.loss).toBeLessThan(1e-12);
  expect(bestPoint[0]).toBeCloseTo(5.5 / 6, 12);
});

test("a polish whose points all fail ends", () => {
  const run = runSearch(
    createSearcher({ ...options, strategy: "pattern-search", trials: 10_000 }),
    () => failedEvaluation,
  );
  expect(run.generations.flat().length).toBeLessThan(200);
});
