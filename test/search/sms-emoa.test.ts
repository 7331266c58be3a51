// What screening is for: a front in few evaluations, constraints and limits respected.
import { expect, test } from "vitest";
import { hypervolume } from "../../src/search/hypervolume.ts";
import { createNsga2 } from "../../src/search/nsga2.ts";
import type { PopulationSearcher } from "../../src/search/population.ts";
import { createSmsEmoa, SMS_EMOA_DEFAULTS } from "../../src/search/sms-emoa.ts";
import { type Judge, outcome, play } from "./front-run.ts";
import { ellipsoid, median, numberStream, randomRotation, rotated } from "./landscape.ts";

const dimension = 6;
const reference = [1, 1];
const seeds = [1, 2, 3];
const valley = rotated((x) => ellipsoid(x.map((v) => v / 10)), randomRotation(dimension, numberStream(6)));

/** Two turned ellipsoids of condition 1e6 in six coordinates would be hopeless; the square root makes it 1000. */
const rotatedPair: Judge = (x) =>
  outcome([0.35, 0.65].map((centre) => Math.sqrt(valley(x.map((v) => v - centre))) / 30));

function screenedOptions(seed: number, trials: number) {
  return { ...SMS_EMOA_DEFAULTS, population: 20, dimension, seed, trials, start: null };
}

function medianMeasure(create: (seed: number) => PopulationSearcher, judge: Judge, below = reference): number {
  const measures = seeds.map((seed) => {
    const { results } = play(create(seed), judge);
    const feasible = results.filter(({ violation }) => violation === 0);
    return hypervolume(
      feasible.map(({ objectives }) => objectives),
      below,
    );
  });
  return median(measures);
}

test("on a turned pair of valleys 200 screened evaluations are worth more than 400 of NSGA-II", () => {
  const screened = medianMeasure((seed) => createSmsEmoa(screenedOptions(seed, 200)), rotatedPair);
  const genetic = medianMeasure(
    (seed) => createNsga2({ dimension, seed, population: 40, trials: 400, start: null }),
    rotatedPair,
  );
  expect(screened).toBeGreaterThan(genetic);
});

test("constraints told one by one help more than their total", () => {
  const cut = (x: readonly number[]): number[] => [0.55 - (x[0] ?? 0), (x[1] ?? 0) - 0.4];
  const total: Judge = (x) => ({
    ...rotatedPair(x),
    violation: cut(x).reduce((sum, g) => sum + Math.max(g, 0), 0),
  });
  const apart: Judge = (x) => ({ ...total(x), constraints: cut(x) });
  const search = (seed: number) => createSmsEmoa(screenedOptions(seed, 150));
  expect(medianMeasure(search, apart)).toBeGreaterThan(medianMeasure(search, total));
});

test("limits draw the search to the part of the front within them", () => {
  const limits = [0.3, 1];
  const within = medianMeasure((seed) => createSmsEmoa({ ...screenedOptions(seed, 150), limits }), rotatedPair, limits);
  const without = medianMeasure((seed) => createSmsEmoa(screenedOptions(seed, 150)), rotatedPair, limits);
  expect(within).toBeGreaterThan(without);
});
