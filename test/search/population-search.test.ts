// What every multi-objective search keeps to: budget, cube, replay, failures, feasibility first.
import { describe, expect, test } from "vitest";
import { createNsga2 } from "../../src/search/nsga2.ts";
import { createNsga3 } from "../../src/search/nsga3.ts";
import type { PopulationOptions, PopulationSearcher } from "../../src/search/population.ts";
import { simplexDirections } from "../../src/search/reference-directions.ts";
import { createSmsEmoa } from "../../src/search/sms-emoa.ts";
import { constraintDominates } from "./front-oracle.ts";
import {
  failedOutcome,
  type Judge,
  outcome,
  play,
  survivorsMeasure,
  TWO_WELLS_MEASURE,
  twoWells,
} from "./front-run.ts";

/** The last entry shortens the runs of the search that fits a model in every generation. */
const searches: readonly (readonly [string, (options: PopulationOptions) => PopulationSearcher, number])[] = [
  ["NSGA-II", createNsga2, 1],
  ["NSGA-III", (options) => createNsga3({ ...options, directions: simplexDirections(2, 19) }), 1],
  ["SMS-EMOA", (options) => createSmsEmoa({ ...options, generation: 10, candidates: 1, limits: null }), 0.4],
  ["screened SMS-EMOA", (options) => createSmsEmoa({ ...options, generation: 10, candidates: 4, limits: null }), 0.2],
];
const options = { dimension: 4, seed: 3, population: 20, trials: 200, start: null };

/** Feasible right of a curved wall. */
const walled: Judge = (x) => outcome(twoWells(x).objectives, Math.max(0, 0.6 - (x[0] ?? 0) - (x[1] ?? 0) ** 2));

describe.each(searches)("%s", (name, create, effort) => {
  const searcher = create(options);
  const told = play(searcher, walled);

  test("asks for its budget, in the cube, and tells the same story again", () => {
    expect(told.points).toHaveLength(options.trials);
    expect(told.points.every((point) => point.length === 4 && point.every((v) => v >= 0 && v <= 1))).toBe(true);
    expect(play(create(options), walled).points).toEqual(told.points);
    expect(play(create({ ...options, seed: 4, trials: 50 }), walled).points).not.toEqual(told.points.slice(0, 50));
  });

  test("recorded results, written and read again, replay the search", () => {
    const queue: (typeof told.results)[number][] = JSON.parse(JSON.stringify(told.results));
    expect(play(create(options), () => queue.shift() ?? failedOutcome).points).toEqual(told.points);
  });

  test("a longer budget begins with the points of a shorter one", () => {
    const short = play(create({ ...options, trials: 137 }), walled).points;
    expect(short).toEqual(told.points.slice(0, 137));
  });

  test("no point is asked twice, even when all are drawn to one corner", () => {
    const { points } = play(create({ ...options, dimension: 2 }), (x) => outcome([x[0] ?? 0, x[1] ?? 0])); // one optimum
    expect(new Set(points.map((point) => point.join())).size).toBe(points.length);
  });

  test("the start is asked first", () => {
    const start = Float64Array.of(0.1, 0.9, 1, 0);
    expect(create({ ...options, start }).ask()[0]).toEqual(start);
  });

  test("no point that was told is better than most of the survivors", () => {
    const survivors = searcher.population();
    expect(survivors.length).toBeGreaterThanOrEqual(options.population);
    const free = survivors.filter(
      ({ evaluation }) => !told.results.some((other) => constraintDominates(other, evaluation)),
    );
    expect(free.length).toBeGreaterThan(0.6 * survivors.length);
  });

  test("closes in on a front known in closed form", () => {
    const searcher = create({ ...options, trials: 2000 * effort });
    play(searcher, twoWells);
    // Twenty points on the whole front reach 0.96 of its measure at best.
    expect(survivorsMeasure(searcher, [1, 1]) / TWO_WELLS_MEASURE).toBeGreaterThan(name === "NSGA-III" ? 0.92 : 0.94);
  });

  test("from points that are all infeasible it finds the feasible ones", () => {
    const searcher = create({ ...options, trials: 800 * effort });
    // A ball of radius 0.15 in a corner: 1 part in 20,000 of the cube.
    play(searcher, (x) => {
      const distance = Math.sqrt(x.reduce((sum, v) => sum + (v - 0.9) ** 2, 0));
      return outcome([x[0] ?? 0, 1.8 - (x[0] ?? 0) + (x[1] ?? 0)], Math.max(0, distance - 0.15));
    });
    expect(searcher.population().every(({ evaluation }) => evaluation.violation === 0)).toBe(true);
  });

  test("points that fail at random, or all of them, do not stop it", () => {
    let count = 0;
    const searcher = create({ ...options, trials: 1500 * effort });
    play(searcher, (x) => (Math.imul(++count, 2654435761) >>> 30 === 0 ? failedOutcome : twoWells(x)));
    expect(survivorsMeasure(searcher, [1, 1]) / TWO_WELLS_MEASURE).toBeGreaterThan(0.9);
    expect(play(create({ ...options, trials: 100 }), () => failedOutcome).points).toHaveLength(100);
  });

  test("a feasible point without objectives or with NaN among them is an error", () => {
    for (const objectives of [[], [1, Number.NaN]]) {
      const searcher = create(options);
      const results = searcher.ask().map(() => ({ loss: 0, violation: 0, objectives }));
      expect(() => searcher.tell(results)).toThrow(/objectives/);
    }
  });
});
