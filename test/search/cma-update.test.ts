// The parts of CMA-ES: its constants, what one generation teaches, and the mirrors at the bounds.
import { expect, test } from "vitest";
import { uniformDraws } from "../../src/search/addressed-draw.ts";
import { cmaParameters, defaultPopulation } from "../../src/search/cma-parameters.ts";
import { keepInReach } from "../../src/search/cma-reach.ts";
import { mirroredOrthogonalDraws } from "../../src/search/cma-sampling.ts";
import { type CmaState, drawCandidates, startState } from "../../src/search/cma-state.ts";
import { updateCma } from "../../src/search/cma-update.ts";
import { fromCube, intoCube } from "../../src/search/cube-mirror.ts";

/** Generations on a loss, without restarts. */
function learn(state: CmaState, generations: number, loss: (x: Float64Array) => number): CmaState {
  const parameters = cmaParameters(state.mean.length, defaultPopulation(state.mean.length), "full");
  let learned = state;
  for (let g = 0; g < generations; g++) {
    const ranked = drawCandidates(learned, parameters.population, 3, g).sort((a, b) => loss(a.point) - loss(b.point));
    learned = keepInReach(updateCma(learned, parameters, ranked, 0));
  }
  return learned;
}

// What pycma prints at its start: "(3_w,6)-aCMA-ES (mu_w=2.0,w_1=63%) in dimension 2", and so on; the percentage is cut, not
// rounded.
test.each([
  { n: 2, population: 6, mass: 2.0, first: 63 },
  { n: 5, population: 8, mass: 2.6, first: 52 },
  { n: 10, population: 10, mass: 3.2, first: 45 },
])("in $n dimensions the weights of $population candidates are pycma's", ({ n, population, mass, first }) => {
  const { weights } = cmaParameters(n, population, "full");
  const squares = weights.reduce((sum, w) => sum + Math.max(w, 0) ** 2, 0); // positive weights sum to 1
  expect(1 / squares).toBeCloseTo(mass, 1);
  expect(Math.floor(100 * (weights[0] ?? NaN))).toBe(first);
});

test("the population is that of the tutorial from four coordinates on, and one less below", () => {
  expect([1, 2, 3, 4, 5, 10, 20, 50].map(defaultPopulation)).toEqual([4, 5, 6, 8, 8, 10, 12, 15]);
});

test("under random ranks both paths stay as long as standard normal vectors", () => {
  // Of mirrored candidates: the mean of the squared length over the dimension is 1, with a standard error of 1 %.
  for (const [n, population] of [
    [2, 5],
    [5, 8],
    [3, 20],
  ] as const) {
    const { weights, pathMass } = cmaParameters(n, population, "full");
    let total = 0;
    const generations = 20_000;
    for (let g = 0; g < generations; g++) {
      const draws = mirroredOrthogonalDraws(n, population, 9, g);
      const keys = uniformDraws(population, 10, 1, g, 0);
      const ranked = Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
      for (let i = 0; i < n; i++) {
        const move = ranked.reduce((sum, k, rank) => sum + Math.max(weights[rank] ?? 0, 0) * (draws[k]?.[i] ?? 0), 0);
        total += (pathMass * move * move) / n;
      }
    }
    expect(Math.abs(total / generations - 1)).toBeLessThan(0.04);
  }
});

test("a step that is too small at the start of a run is mended several times as fast as later", () => {
  const opening = startState(new Float64Array(4).fill(0.5), 1e-4);
  const slope = (x: Float64Array) => x[0] ?? 0;
  const opened = learn(opening, 6, slope).step;
  const later = learn({ ...opening, opening: false }, 6, slope).step;
  expect(opened / 1e-4).toBeGreaterThan((later / 1e-4) ** 1.5);
});

test("positive weights sum to one and negative ones leave the covariance positive definite", () => {
  for (const n of [1, 2, 7, 50]) {
    for (const population of [4, 11, 200]) {
      const { weights, rankOneRate, rankMuRate } = cmaParameters(n, population, "full");
      const positive = weights.reduce((sum, w) => sum + Math.max(w, 0), 0);
      const negative = weights.reduce((sum, w) => sum - Math.min(w, 0), 0);
      expect(positive).toBeCloseTo(1, 12);
      expect(rankMuRate * n * negative).toBeLessThanOrEqual(1 - rankOneRate - rankMuRate + 1e-12);
      expect([...weights]).toEqual([...weights].sort((a, b) => b - a));
    }
  }
});

test("the covariance learns the inverse curvature of the loss", () => {
  const curvature = [1, 100, 10_000];
  const loss = (x: Float64Array) => x.reduce((sum, v, i) => sum + (curvature[i] ?? 0) * (v - 0.5) ** 2, 0);
  const { covariance } = learn(startState(new Float64Array(3).fill(0.4), 0.1), 150, loss);
  const products = curvature.map((c, i) => c * (covariance[4 * i] ?? 0));
  // Estimated from some tens of effective samples: within a factor of 5 over four decades.
  expect(Math.max(...products) / Math.min(...products)).toBeLessThan(5);
});

test("the step size grows on a slope and shrinks on a bowl", () => {
  const start = startState(new Float64Array(5).fill(0.5), 0.001);
  expect(learn(start, 20, (x) => x[0] ?? 0).step).toBeGreaterThan(0.003);
  expect(learn(start, 60, (x) => x.reduce((sum, v) => sum + (v - 0.5) ** 2, 0)).step).toBeLessThan(0.0003);
});

test("candidates that failed do not draw the mean towards them", () => {
  const parameters = cmaParameters(2, 6, "full");
  const state = startState(Float64Array.of(0.5, 0.5), 0.1);
  const candidates = drawCandidates(state, 6, 1, 0);
  const { mean } = updateCma(state, parameters, candidates, 5);
  const [best] = candidates;
  for (const [i, m] of mean.entries()) {
    expect(m).toBeCloseTo(0.5 + 0.1 * (parameters.weights[0] ?? 0) * (best?.move[i] ?? 0), 12);
  }
});

test("from search to cube and back is the identity between the mirrors", () => {
  const grid = Float64Array.from({ length: 1001 }, (_, k) => k / 1000);
  for (const [k, v] of intoCube(fromCube(grid)).entries()) expect(v).toBeCloseTo(k / 1000, 14);
});

test("the map into the cube is continuous, monotone between the mirrors and symmetric about them", () => {
  const ys = Float64Array.from({ length: 4001 }, (_, k) => -2 + k / 800);
  const xs = intoCube(ys);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs)).toBeLessThanOrEqual(1);
  for (let k = 1; k < xs.length; k++) {
    const rise = (xs[k] ?? 0) - (xs[k - 1] ?? 0);
    expect(Math.abs(rise)).toBeLessThanOrEqual(1 / 800 + 1e-12);
    if ((ys[k - 1] ?? 0) > -0.01 && (ys[k] ?? 0) < 1.01) expect(rise).toBeGreaterThan(0);
  }
  const about = intoCube(Float64Array.of(-0.01 - 0.2, -0.01 + 0.2, 1.01 - 0.3, 1.01 + 0.3));
  expect(about[0]).toBeCloseTo(about[1] ?? NaN, 12);
  expect(about[2]).toBeCloseTo(about[3] ?? NaN, 12);
});

test("a state seen from between the mirrors draws the same points", () => {
  const beyond = {
    ...startState(Float64Array.of(-0.1, 0.5), 0.1),
    covariance: Float64Array.of(1, 0.6, 0.6, 1),
    stepPath: Float64Array.of(1, 2),
    covariancePath: Float64Array.of(3, 4),
  };
  const within = keepInReach(beyond);
  expect(within.mean[0]).toBeCloseTo(0.08, 14);
  expect([...within.covariance]).toEqual([1, -0.6, -0.6, 1]);
  expect([...within.covariancePath]).toEqual([-3, 4]);
  const away = intoCube(Float64Array.of(-0.1 + 0.07, 0.5 + 0.02)); // one move and its mirror image
  const image = intoCube(Float64Array.of((within.mean[0] ?? 0) - 0.07, 0.5 + 0.02));
  for (const [i, v] of away.entries()) expect(v).toBeCloseTo(image[i] ?? NaN, 14);
});

test("a spread beyond the cube is cut to half of it", () => {
  const covariance = Float64Array.of(4, 0.1, 0.1, 0.01);
  const wide = keepInReach({ ...startState(Float64Array.of(0.5, 0.5), 1), covariance });
  expect([...wide.covariance]).toEqual([0.25, 0.025, 0.025, 0.01]);
});
