// CMA-ES with a model: fewer evaluations than without, constraints met at their border, restarts, failures.
import { expect, test } from "vitest";
import { ASSISTED_DEFAULTS, createAssistedCmaEs } from "../../src/search/assisted-cma-es.ts";
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import { evaluation, evaluationsTo, failedEvaluation, runSearch } from "./search-run.ts";

const options = { ...ASSISTED_DEFAULTS, dimension: 6, seed: 3, trials: 400, start: null };

/** A bowl of condition 1e4, turned out of the axes, with its best point at 0.3. */
const bowl = (x: readonly number[]): number =>
  x.reduce((sum, v, i) => sum + 10 ** ((4 * i) / 5) * (v - 0.3 + 0.5 * ((x[i + 1] ?? 0.3) - 0.3)) ** 2, 0);

test("it needs less than a third of the evaluations of CMA-ES", () => {
  const efforts = [1, 2].map((seed) => ({
    assisted: evaluationsTo(1e-6, createAssistedCmaEs({ ...options, seed, trials: 3000 }), bowl),
    alone: evaluationsTo(1e-6, createCmaEs({ ...CMA_DEFAULTS, ...options, seed, population: 0, trials: 3000 }), bowl),
  }));
  for (const { assisted, alone } of efforts) expect(assisted).toBeLessThan(alone / 3);
});

test("it finds the best feasible point at the border of a constraint that it is told", () => {
  const { best, bestPoint } = runSearch(createAssistedCmaEs(options), (x) => {
    const limit = 2.4 - x.reduce((sum, v) => sum + v, 0); // the bowl's best point lies outside
    const loss = x.reduce((sum, v) => sum + (v - 0.3) ** 2, 0);
    return { loss, violation: Math.max(limit, 0), objectives: [loss], constraints: [limit] };
  });
  expect(best.violation).toBe(0);
  expect(best.loss).toBeLessThan(6 * 0.1 ** 2 + 1e-4); // each coordinate 0.4
  for (const v of bestPoint) expect(Math.abs(v - 0.4)).toBeLessThan(0.02);
});

test("a run that has found one hollow is followed by another, which may find a deeper one", () => {
  const twoHollows = (x: readonly number[]): number => {
    const to = (place: number): number => x.reduce((sum, v) => sum + (v - place) ** 2, 0);
    return Math.min(to(0.2) + 0.05, to(0.8));
  };
  const start = new Float64Array(3).fill(0.2);
  const once = runSearch(createAssistedCmaEs({ ...options, dimension: 3, start, step: 0.05, trials: 60 }), (x) =>
    evaluation(twoHollows(x)),
  );
  const often = runSearch(createAssistedCmaEs({ ...options, dimension: 3, start, step: 0.05, trials: 500 }), (x) =>
    evaluation(twoHollows(x)),
  );
  expect(once.best.loss).toBeGreaterThanOrEqual(0.05);
  expect(often.best.loss).toBeLessThan(0.05);
});

test("where every point fails it goes on asking, and it asks the same again for the same answers", () => {
  const failing = () => runSearch(createAssistedCmaEs({ ...options, trials: 100 }), () => failedEvaluation).generations;
  expect(failing().flat()).toHaveLength(100);
  expect(failing()).toEqual(failing());
  const kinds = Array.from({ length: 6 }, () => ({ kind: "integer", levels: 4 }) as const);
  const run = () => runSearch(createAssistedCmaEs({ ...options, kinds, trials: 200 }), (x) => evaluation(bowl(x)));
  expect(run().generations).toEqual(run().generations);
  for (const v of run()
    .generations.flat()
    .flatMap((point) => [...point]))
    expect(4 * v - 0.5).toBeCloseTo(Math.round(4 * v - 0.5), 12);
});
