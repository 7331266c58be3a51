// The variants of CMA-ES, each on the losses it was made for.
import { expect, test } from "vitest";
import { CMA_DEFAULTS, type CmaEsOptions, createCmaEs } from "../../src/search/cma-es.ts";
import { afterGeneration, type CmaVariant, endOf, nextGeneration, startRun } from "../../src/search/cma-run.ts";
import { ellipsoid, median, numberStream, randomRotation, rastrigin, rotated, sphere } from "./landscape.ts";
import { evaluation, evaluationsTo, failedEvaluation, runSearch } from "./search-run.ts";

const seeds = [1, 2, 3, 4, 5, 6, 7];

function options(dimension: number, seed: number, trials: number, variant: Partial<CmaEsOptions>): CmaEsOptions {
  return { ...CMA_DEFAULTS, dimension, seed, trials, population: 0, start: null, ...variant };
}

function effort(loss: (x: number[]) => number, dimension: number, trials: number, variant: Partial<CmaEsOptions>) {
  return median(seeds.map((seed) => evaluationsTo(1e-8, createCmaEs(options(dimension, seed, trials, variant)), loss)));
}

const centred = (x: readonly number[]) => x.map((v) => v - 0.4);

test("on a separable bowl the separable model needs three fifths of the evaluations, on a rotated one it fails", () => {
  const straight = (x: number[]) => ellipsoid(centred(x));
  expect(effort(straight, 10, 6000, { model: "separable" })).toBeLessThan(0.6 * effort(straight, 10, 6000, {}));
  const turned = rotated(ellipsoid, randomRotation(5, numberStream(4)));
  const skew = (x: number[]) => turned(centred(x));
  expect(effort(skew, 5, 3000, {})).toBeLessThan(3000);
  expect(effort(skew, 5, 3000, { model: "separable" })).toBe(Infinity);
});

test("the separable model never holds a covariance between coordinates", () => {
  const variant = { ...CMA_DEFAULTS, model: "separable" } as const;
  let run = startRun(variant, Float64Array.of(0.3, 0.6, 0.4), 8, 0.2);
  for (let g = 0; g < 30; g++) {
    const generation = nextGeneration(variant, run, 5, g);
    const results = generation.points.map(([a = 0, b = 0, c = 0]) => evaluation((a + b - 1) ** 2 + 100 * c * c));
    run = afterGeneration(variant, run, generation, results);
    expect(run.state.covariance.every((entry, k) => k % 4 === 0 || entry === 0)).toBe(true);
  }
});

test("adaptive learning rates solve Rastrigin's function in one run where the usual ones are caught", () => {
  const bumpy = (x: Float64Array) => rastrigin(Array.from(x, (v) => 10 * (v - 0.45)));
  const solvesAtOnce = (variant: CmaVariant, seed: number): boolean => {
    let run = startRun(variant, new Float64Array(5).fill(0.5), 8, 0.3);
    for (let g = 0; g < 3000 && endOf(run, CMA_DEFAULTS.tolerances) === null; g++) {
      const generation = nextGeneration(variant, run, seed, g);
      const losses = generation.points.map(bumpy);
      if (losses.some((loss) => loss < 1e-8)) return true;
      run = afterGeneration(
        variant,
        run,
        generation,
        losses.map((loss) => evaluation(loss)),
      );
    }
    return false;
  };
  expect(seeds.slice(0, 4).filter((seed) => solvesAtOnce(CMA_DEFAULTS, seed))).toEqual([]);
  const slowed = { ...CMA_DEFAULTS, learning: "adaptive" } as const;
  expect(seeds.slice(0, 4).filter((seed) => solvesAtOnce(slowed, seed))).toEqual([1, 2, 3, 4]);
});

test("adaptive learning rates find the middle of a bowl under noise more closely", () => {
  const distance = (variant: Partial<CmaEsOptions>, seed: number): number => {
    const next = numberStream(seed + 40);
    const { generations } = runSearch(createCmaEs(options(5, seed, 4000, variant)), (x) =>
      evaluation(sphere(centred(x)) + 0.1 * (next() + next() + next() - 1.5)),
    );
    const firstRun = generations.filter((points) => points.length === 8);
    const last = firstRun.slice(-10).flat();
    const mean = Array.from({ length: 5 }, (_, i) => last.reduce((sum, x) => sum + (x[i] ?? 0), 0) / last.length);
    return Math.sqrt(sphere(centred(mean)));
  };
  const slowed = median(seeds.map((seed) => distance({ learning: "adaptive" }, seed)));
  expect(slowed).toBeLessThan(0.7 * median(seeds.map((seed) => distance({}, seed))));
});

test("bipop takes turns between growing and small populations and spends alike on both", () => {
  const { generations } = runSearch(createCmaEs(options(2, 3, 30_000, { restarts: "bipop" })), (x) =>
    evaluation(Math.floor(10 * (x[0] ?? 0))),
  );
  const sizes = generations.map((points) => points.length);
  const large = [10, 20, 40, 80, 160, 320, 640];
  const first = sizes.indexOf(10);
  const later = sizes.slice(first);
  const spent = (isLarge: boolean) =>
    later.filter((size) => large.includes(size) === isLarge).reduce((sum, size) => sum + size, 0);
  expect(spent(false)).toBeGreaterThan(0.2 * spent(true));
  expect(new Set(sizes).size).toBeGreaterThan(5);
});

test("integers and choices are asked as the middles of their cells, and the best of them is found", () => {
  // Best: level 7 of 9, choice 2 of 4, and 0.3 in the continuous coordinates; wrong levels cost 1 or more.
  const kinds = [
    { kind: "integer", levels: 9 },
    { kind: "choice", levels: 4 },
    { kind: "continuous" },
    { kind: "continuous" },
  ] as const;
  for (const seed of seeds) {
    const run = runSearch(createCmaEs(options(4, seed, 3000, { kinds })), ([a = 0, b = 0, ...rest]) =>
      evaluation(Math.abs(9 * a - 7.5) + (Math.floor(4 * b) === 2 ? 0 : 1) + 100 * sphere(rest.map((v) => v - 0.3))),
    );
    for (const [a = NaN, b = NaN] of run.generations.flat()) {
      expect(Math.abs(((9 * a) % 1) - 0.5)).toBeLessThan(1e-9);
      expect(Math.abs(((4 * b) % 1) - 0.5)).toBeLessThan(1e-9);
    }
    expect(run.best.loss).toBeLessThan(1e-8);
  }
});

test("with the margin a level that the others must settle first is still left later", () => {
  // The right level of the integers shows only near the right continuous values: without a margin the levels freeze.
  const kinds = [...Array.from({ length: 4 }, () => ({ kind: "integer", levels: 5 }) as const)];
  const solved = (known: boolean) =>
    seeds.filter((seed) => {
      const variant = known
        ? { kinds: [...kinds, ...Array.from({ length: 4 }, () => ({ kind: "continuous" }) as const)] }
        : {};
      const { results, generations } = runSearch(createCmaEs(options(8, seed, 6000, variant)), (x) => {
        const levels = x.slice(0, 4).map((v) => Math.min(4, Math.floor(5 * v)));
        return evaluation(
          10 * ellipsoid(x.slice(4).map((v) => v - 0.7)) +
            1e-3 * levels.reduce((sum, level) => sum + Math.abs(level - 4), 0),
        );
      });
      const restart = generations.findIndex((points) => points.length > 10);
      const run = restart < 0 ? results : results.slice(0, restart);
      return run.some((told) => told.some(({ loss }) => loss < 1e-6));
    }).length;
  const [kept, frozen] = [solved(true), solved(false)];
  expect(kept).toBeGreaterThan(frozen + 2);
});

test("points asked twice are copies, and answers that agree change no candidate", () => {
  const bowl = (x: number[]) => evaluation(sphere(centred(x)));
  const plain = runSearch(createCmaEs(options(4, 5, 400, {})), bowl);
  const twice = runSearch(createCmaEs(options(4, 5, 400, { noisy: true })), bowl);
  for (const [g, points] of twice.generations.slice(0, -1).entries()) {
    expect(points).toHaveLength(10);
    expect(points.slice(8)).toEqual(points.slice(0, 2));
    expect(points.slice(0, 8)).toEqual(plain.generations[g]);
  }
});

test("under noise that hides the ranks the steps of the search stay wide", () => {
  const spread = (noisy: boolean, seed: number): number => {
    const next = numberStream(seed + 90);
    const { generations } = runSearch(createCmaEs(options(4, seed, 2000, { noisy })), (x) =>
      evaluation(sphere(centred(x)) + 10 * next()),
    );
    const last = generations.filter((points) => points.length === (noisy ? 10 : 8)).at(-1) ?? [];
    const values = last.map((x) => x[0] ?? 0);
    return Math.max(...values) - Math.min(...values);
  };
  expect(median(seeds.map((seed) => spread(true, seed)))).toBeGreaterThan(
    2 * median(seeds.map((seed) => spread(false, seed))),
  );
});

test("an augmented Lagrangian converges on an oblique active constraint, feasible to rounding in the limit", () => {
  // Distance to (0.3, ..., 0.3) under mean(x) >= 0.5: the best point is (0.5, ..., 0.5), with loss 0.04 n.
  for (const n of [2, 5]) {
    for (const seed of seeds) {
      const variant = { constraints: "augmented-lagrangian" } as const;
      const { generations, best } = runSearch(createCmaEs(options(n, seed, 500 * n, variant)), (x) => {
        const g = 0.5 - x.reduce((sum, v) => sum + v, 0) / n;
        const loss = sphere(x.map((v) => v - 0.3));
        return { loss, violation: Math.max(0, g), objectives: [loss], constraints: [g] };
      });
      expect(best.violation).toBe(0);
      expect(best.loss - 0.04 * n).toBeLessThan(1e-5);
      const size = generations[0]?.length ?? 0;
      const mean =
        generations
          .filter((points) => points.length === size)
          .at(-1)
          ?.at(-1) ?? new Float64Array(0);
      for (const v of mean) expect(Math.abs(v - 0.5)).toBeLessThan(1e-3);
    }
  }
});

test("an augmented Lagrangian refuses evaluations without constraint values, and survives failures", () => {
  const variant = { constraints: "augmented-lagrangian" } as const;
  expect(() => runSearch(createCmaEs(options(2, 1, 100, variant)), (x) => evaluation(x[0] ?? 0))).toThrow(
    "needs the values of the constraints",
  );
  let count = 0;
  const { best } = runSearch(createCmaEs(options(3, 1, 2000, variant)), (x) => {
    if (Math.imul(++count, 2654435761) >>> 30 === 0) return failedEvaluation;
    const g = 0.5 - (x[0] ?? 0);
    return { ...evaluation(sphere(centred(x)), Math.max(0, g)), constraints: [g] };
  });
  expect(best.loss - 0.01).toBeLessThan(1e-5);
});

test.each([
  { restarts: "bipop" },
  { model: "separable" },
  { learning: "adaptive" },
  { noisy: true },
  { constraints: "augmented-lagrangian" },
] as const)("%o: the same seed and the same answers give the same points", (variant) => {
  const judge = (x: number[]) => ({
    ...evaluation(rastrigin(x.map((v) => 3 * v - 1))),
    constraints: [0.1 - (x[1] ?? 0)],
  });
  const first = runSearch(createCmaEs(options(3, 8, 800, variant)), judge);
  expect(runSearch(createCmaEs(options(3, 8, 800, variant)), judge).generations).toEqual(first.generations);
});
