// A whole front in few evaluations, beside the search that is screened by a radial surface.
import { expect, test } from "vitest";
import { hypervolume } from "../../src/search/hypervolume.ts";
import type { PopulationSearcher } from "../../src/search/population.ts";
import { createSmsEgo, SMS_EGO_DEFAULTS, type SmsEgoOptions } from "../../src/search/sms-ego.ts";
import { createSmsEmoa, SMS_EMOA_DEFAULTS } from "../../src/search/sms-emoa.ts";
import { failedOutcome, type Judge, outcome, play, TWO_WELLS_MEASURE, twoWells } from "./front-run.ts";

const dimension = 4;

function options(trials: number, variant: Partial<SmsEgoOptions> = {}): SmsEgoOptions {
  return {
    ...SMS_EGO_DEFAULTS,
    population: 10,
    candidates: 60,
    dimension,
    seed: 1,
    trials,
    start: null,
    ...variant,
  };
}

function measure(searcher: PopulationSearcher, judge: Judge, below: readonly number[] = [1, 1]): number {
  const feasible = play(searcher, judge).results.filter(({ violation }) => violation === 0);
  return hypervolume(
    feasible.map(({ objectives }) => objectives),
    below,
  );
}

test("50 evaluations of two bowls bring most of the front, more than 50 screened ones", () => {
  const ours = measure(createSmsEgo(options(50)), twoWells);
  const screened = createSmsEmoa({ ...SMS_EMOA_DEFAULTS, ...options(50), candidates: 10 });
  expect(ours).toBeGreaterThan(0.93 * TWO_WELLS_MEASURE);
  expect(ours).toBeGreaterThan(measure(screened, twoWells));
});

test("a constraint that cuts the front is kept to, and where nothing is feasible at first it leads there", () => {
  const judge: Judge = (x) => {
    const g = 0.62 - (x[0] ?? 0);
    return {
      ...twoWells(x),
      violation: Math.max(0, g) + Math.max(0, 0.62 - (x[1] ?? 0)),
      constraints: [g, 0.62 - (x[1] ?? 0)],
    };
  };
  const { results } = play(createSmsEgo(options(60, { start: new Float64Array(4).fill(0.1) })), judge);
  const feasible = results.filter(({ violation }) => violation === 0);
  // With both coordinates at 0.62 the second well costs 0.08 * 0.08 * 2 / 0.64 less than 0.02 + the rest at best.
  expect(Math.min(...feasible.map(({ objectives }) => objectives[1] ?? NaN))).toBeLessThan(0.02);
  expect(feasible.length).toBeGreaterThan(20);
});

test("the same seed gives the same points, failures are survived, and the budget is kept", () => {
  const judge: Judge = (x) => ((x[0] ?? 0) > 0.6 ? failedOutcome : twoWells(x));
  const run = () => play(createSmsEgo(options(30)), judge);
  expect(run()).toEqual(run());
  const { points } = run();
  expect(points).toHaveLength(30);
  expect(points.slice(14).filter((x) => (x[0] ?? 0) > 0.6).length).toBeLessThan(6);
  expect(play(createSmsEgo(options(23)), () => failedOutcome).points).toHaveLength(23);
});

test("three objectives are taken as well", () => {
  const judge: Judge = (x) =>
    outcome([0, 1, 2].map((k) => x.reduce((sum, v, i) => sum + (v - (i === k ? 0.8 : 0.3)) ** 2, 0) / 0.5));
  const ours = measure(createSmsEgo(options(40)), judge, [1, 1, 1]);
  expect(ours).toBeGreaterThan(
    measure(createSmsEmoa({ ...SMS_EMOA_DEFAULTS, ...options(40), candidates: 10 }), judge, [1, 1, 1]),
  );
});

test("numbers it cannot work with are refused", () => {
  expect(() => createSmsEgo(options(10, { generation: 0 }))).toThrow("generation: found 0");
});
