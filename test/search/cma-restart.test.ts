// When CMA-ES gives up a run and starts again.
import { expect, test } from "vitest";
import { CMA_DEFAULTS, createCmaEs } from "../../src/search/cma-es.ts";
import { cmaParameters } from "../../src/search/cma-parameters.ts";
import { startState, withAxes } from "../../src/search/cma-state.ts";
import { type CmaHistory, remember, restartReason } from "../../src/search/cma-stopping.ts";
import { numberStream, rastrigin } from "./landscape.ts";
import { evaluation, runSearch } from "./search-run.ts";

const options = { ...CMA_DEFAULTS, dimension: 2, seed: 1, population: 0, trials: 6000, start: null };
const parameters = cmaParameters(4, 8, "full");
const state = startState(new Float64Array(4).fill(0.5), 0.3);
const tolerances = { point: 1e-7, loss: 0 };

function history(best: readonly number[], spread: number): CmaHistory {
  const kept: CmaHistory = { best: [], median: [], level: [] };
  for (const loss of best) {
    remember(
      kept,
      Array.from({ length: 8 }, (_, i) => evaluation(loss + spread * i)),
    );
  }
  return kept;
}

const falling = Array.from({ length: 200 }, (_, g) => 1 / (1 + g));

test("restarts find the optimum of Rastrigin's function more often than the first run alone", () => {
  const next = numberStream(3);
  let once = 0;
  let restarted = 0;
  for (let seed = 1; seed <= 15; seed++) {
    const best = [0.1 + 0.8 * next(), 0.1 + 0.8 * next()];
    const { generations, results } = runSearch(createCmaEs({ ...options, seed }), (x) =>
      evaluation(rastrigin(x.map((v, i) => 10 * (v - (best[i] ?? 0))))),
    );
    const solved = results.map((generation) => generation.some(({ loss }) => loss < 1e-8));
    const firstRun = generations.findIndex((points) => points.length > 5);
    if (solved.slice(0, firstRun).includes(true)) once += 1;
    if (solved.includes(true)) restarted += 1;
  }
  expect(restarted).toBeGreaterThan(once + 3);
  expect(restarted).toBeGreaterThanOrEqual(10);
});

test("every restart doubles the population", () => {
  const { generations } = runSearch(createCmaEs(options), () => evaluation(1));
  const sizes = [...new Set(generations.slice(0, -1).map((points) => points.length))];
  expect(sizes.slice(0, 4)).toEqual([5, 10, 20, 40]);
});

test("a run that still improves goes on", () => {
  expect(restartReason(parameters, state, history(falling, 1), tolerances, 1)).toBeNull();
});

test("a converged distribution is a small step", () => {
  const small = startState(state.mean, 1e-8);
  expect(restartReason(parameters, small, history(falling, 1), tolerances, 1)).toBe("small-step");
});

test("generations with the same best loss are a flat history", () => {
  const same = Array.from({ length: 30 }, () => 2);
  expect(restartReason(parameters, state, history(same, 1), tolerances, 1)).toBe("flat-history");
  const nearlySame = same.map((loss, g) => loss + 1e-12 * (g % 7));
  expect(restartReason(parameters, state, history(nearlySame, 1), tolerances, 1)).toBeNull();
  expect(restartReason(parameters, state, history(nearlySame, 1), { ...tolerances, loss: 1e-9 }, 1)).toBe(
    "flat-history",
  );
});

test("generations whose better third is equal are a plateau, one such generation is none", () => {
  expect(restartReason(parameters, state, history([3], 0), tolerances, 1)).toBeNull();
  expect(restartReason(parameters, state, history([7, 6, 5, 4], 0), tolerances, 1)).toBe("level-generations");
});

test("a covariance of condition 1e14, or no longer positive definite, is given up", () => {
  const stretched = { ...state, ...withAxes(Float64Array.of(1, 0, 0, 2e-15), 2), mean: Float64Array.of(0.5, 0.5) };
  expect(restartReason(cmaParameters(2, 6, "full"), stretched, history(falling, 1), tolerances, 1)).toBe(
    "ill-conditioned",
  );
  const broken = { ...state, ...withAxes(Float64Array.of(1, 2, 2, 1), 2), mean: Float64Array.of(0.5, 0.5) };
  expect(restartReason(cmaParameters(2, 6, "full"), broken, history(falling, 1), tolerances, 1)).toBe(
    "ill-conditioned",
  );
});

test("a long history without improvement under noise is stagnation", () => {
  const next = numberStream(8);
  const noise = Array.from({ length: 400 }, () => next());
  const still = Array.from({ length: 5 }, (_, k) => history(noise.slice(0, 200 + 40 * k), 1));
  expect(still.map((kept) => restartReason(parameters, state, kept, tolerances, 1))).toContain("stagnation");
  const improving = history(
    noise.map((v, g) => v - 0.05 * g),
    1,
  );
  expect(restartReason(parameters, state, improving, tolerances, 1)).toBeNull();
});
