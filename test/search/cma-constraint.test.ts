// CMA-ES under bounds, constraints and failures.
import { expect, test } from "vitest";
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import { sphere } from "./landscape.ts";
import { evaluation, failedEvaluation, runSearch } from "./search-run.ts";

const seeds = [1, 2, 3, 4, 5];

function options(dimension: number, seed: number, trials: number) {
  return { ...CMA_DEFAULTS, dimension, seed, trials, population: 0, start: null };
}

test.each([2, 5])("on an oblique active constraint the best %i-D point is feasible and optimal", (n) => {
  // Distance to (0.3, ..., 0.3) under mean(x) >= 0.5: the best point is (0.5, ..., 0.5), with loss 0.04 n.
  for (const seed of seeds) {
    const { best, bestPoint } = runSearch(createCmaEs(options(n, seed, 500 * n)), (x) => {
      const mean = x.reduce((sum, v) => sum + v, 0) / n;
      return evaluation(sphere(x.map((v) => v - 0.3)), Math.max(0, 0.5 - mean));
    });
    expect(best.violation).toBe(0);
    expect(best.loss - 0.04 * n).toBeLessThan(1e-6);
    for (const v of bestPoint) expect(v).toBeCloseTo(0.5, 2);
  }
});

test("from an infeasible start the search finds the feasible ball and its lowest point", () => {
  // Ball of radius 0.1 about (0.8, 0.8, 0.8), 1 part in 240 of the cube; lowest first coordinate 0.7.
  for (const seed of seeds) {
    const start = new Float64Array(3).fill(0.1);
    const { best } = runSearch(createCmaEs({ ...options(3, seed, 2000), start }), (x) =>
      evaluation(x[0] ?? 0, Math.max(0, Math.sqrt(sphere(x.map((v) => v - 0.8))) - 0.1)),
    );
    expect(best.violation).toBe(0);
    expect(best.loss).toBeGreaterThanOrEqual(0.7 - 1e-9); // rounding of the violation
    expect(best.loss).toBeLessThan(0.7 + 1e-6);
  }
});

test("an optimum in a corner of the cube is reached to the bound", () => {
  for (const seed of seeds) {
    const { best } = runSearch(createCmaEs(options(5, seed, 1500)), (x) =>
      evaluation(x.reduce((sum, v, i) => sum + 10 ** (i / 4) * v, 0)),
    );
    expect(best.loss).toBeGreaterThanOrEqual(0);
    expect(best.loss).toBeLessThan(1e-8);
  }
});

test("a start outside the cube begins on the bound", () => {
  const start = Float64Array.of(-3, 1.5);
  const points = createCmaEs({ ...options(2, 1, 100), start, step: 1e-6 }).ask();
  for (const [x = NaN, y = NaN] of points) {
    expect(x).toBeCloseTo(0, 4);
    expect(y).toBeCloseTo(1, 4);
  }
});

test("the first points scatter about the given start", () => {
  const start = Float64Array.of(0.2, 0.7);
  const points = createCmaEs({ ...options(2, 1, 4000), population: 4000, start, step: 0.02 }).ask();
  for (const [i, centre] of start.entries()) {
    const values = points.map((point) => point[i] ?? NaN);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean - centre)).toBeLessThan((5 * 0.02) / Math.sqrt(4000));
    expect(Math.abs(deviation / 0.02 - 1)).toBeLessThan(5 / Math.sqrt(2 * 4000));
  }
});

test("a region where the model fails does not keep the search from the optimum beside it", () => {
  for (const seed of seeds) {
    const { best } = runSearch(createCmaEs(options(4, seed, 2500)), (x) =>
      (x[0] ?? 0) < 0.3 ? failedEvaluation : evaluation(sphere(x.map((v) => v - 0.32))),
    );
    expect(best.loss).toBeLessThan(1e-8);
  }
});

test("failures that strike one point in four at random are survived", () => {
  for (const seed of seeds) {
    let count = 0;
    const { best } = runSearch(createCmaEs(options(4, seed, 3000)), (x) =>
      Math.imul(++count, 2654435761) >>> 30 === 0 ? failedEvaluation : evaluation(sphere(x.map((v) => v - 0.6))),
    );
    expect(best.loss).toBeLessThan(1e-8);
  }
});

test("a search in which everything fails goes on with sound points in new places", () => {
  const { generations } = runSearch(createCmaEs(options(3, 1, 2000)), () => failedEvaluation);
  const points = generations.flat();
  expect(points).toHaveLength(2000);
  expect(points.every((point) => point.every((v) => v >= 0 && v <= 1))).toBe(true);
  const cells = new Set(points.map((point) => Array.from(point, (v) => Math.min(3, Math.floor(4 * v))).join()));
  expect(cells.size).toBeGreaterThan(50); // of 64
});
