// What CMA-ES must not depend on: the units of the loss, the axes of the space, the history before a resume.
import fc from "fast-check";
import { expect, test } from "vitest";
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import { ellipsoid, median, numberStream, randomRotation, rastrigin, rotate, rotated, shifted } from "./landscape.ts";
import { evaluation, evaluationsTo, failedEvaluation, runSearch } from "./search-run.ts";

const options = { ...CMA_DEFAULTS, dimension: 4, seed: 12, population: 0, trials: 1200, start: null };
const bumpy = shifted(rastrigin, [0.3, 0.6, 0.2, 0.9]);
const plain = runSearch(createCmaEs(options), (x) => evaluation(bumpy(x)));

test("the same seed and the same told values give the same points, bit for bit, through restarts", () => {
  const again = runSearch(createCmaEs(options), (x) => evaluation(bumpy(x)));
  expect(new Set(plain.generations.slice(0, -1).map((points) => points.length)).size).toBeGreaterThan(1); // it did restart
  expect(again.generations).toEqual(plain.generations);
});

test("recorded evaluations, written and read again, replay the search", () => {
  const recorded = runSearch(createCmaEs(options), (x) => evaluation(bumpy(x), Math.max(0, 0.4 - (x[0] ?? 0))));
  const text = JSON.stringify(recorded.results.flat());
  const queue: ReturnType<typeof evaluation>[] = JSON.parse(text);
  const replayed = runSearch(createCmaEs(options), () => queue.shift() ?? failedEvaluation);
  expect(replayed.generations).toEqual(recorded.generations);
});

test("a longer budget begins with the points of a shorter one", () => {
  const short = runSearch(createCmaEs({ ...options, trials: 333 }), (x) => evaluation(bumpy(x)));
  expect(short.generations.flat()).toEqual(plain.generations.flat().slice(0, 333));
});

test("another seed gives other points", () => {
  const [first] = createCmaEs(options).ask();
  const [other] = createCmaEs({ ...options, seed: 13 }).ask();
  expect(first).not.toEqual(other);
});

test("a strictly increasing change of the loss changes no point", () => {
  for (const change of [(v: number) => v ** 3, (v: number) => Math.log(v + 1) - 7, (v: number) => 1e-6 * v]) {
    const changed = runSearch(createCmaEs(options), (x) => evaluation(change(bumpy(x))));
    expect(changed.generations).toEqual(plain.generations);
  }
});

test("turning the axes of the space does not change the effort", () => {
  const dimension = 5;
  const effort = (turned: boolean, seed: number) => {
    const rotation = randomRotation(dimension, numberStream(seed));
    const landscape = turned ? rotated(ellipsoid, rotation) : ellipsoid;
    const offset = rotate(turned ? transposed(rotation) : identity(dimension), [0.05, 0.05, 0.05, 0.05, 0.05]);
    const start = Float64Array.from(offset, (v) => 0.5 + v);
    const searcher = createCmaEs({ ...options, dimension, seed, start, step: 0.05, trials: 5000 });
    return evaluationsTo(1e-9, searcher, (x) => landscape(x.map((v) => v - 0.5)));
  };
  const seeds = Array.from({ length: 15 }, (_, k) => k + 1);
  const straight = median(seeds.map((seed) => effort(false, seed)));
  const turned = median(seeds.map((seed) => effort(true, seed)));
  expect(turned / straight).toBeGreaterThan(0.85); // medians of 15 runs scatter by about 3 %
  expect(turned / straight).toBeLessThan(1.15);
});

test("points stay in the cube whatever is told", () => {
  const outcome = fc.oneof(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), fc.constant(0), fc.constant(Infinity));
  const settings = fc.record({
    dimension: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  fc.assert(
    fc.property(settings, fc.array(outcome, { minLength: 1, maxLength: 30 }), ({ dimension, seed }, losses) => {
      let told = 0;
      const run = runSearch(createCmaEs({ ...options, dimension, seed, trials: 400 }), () => {
        const loss = losses[told++ % losses.length] ?? 0;
        return evaluation(loss, loss === Infinity ? Infinity : 0);
      });
      const isInside = (point: Float64Array) => point.length === dimension && point.every((v) => v >= 0 && v <= 1);
      expect(run.generations.flat().filter((point) => !isInside(point))).toEqual([]);
    }),
    { seed: 5, numRuns: 40 },
  );
});

function transposed(matrix: readonly (readonly number[])[]): number[][] {
  return matrix.map((_, j) => matrix.map((row) => row[j] ?? 0));
}

function identity(n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}
