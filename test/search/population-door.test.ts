// What the multi-objective searches refuse, in words, before they ask for anything.
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import { createNsga2 } from "../../src/search/nsga2.ts";
import { createNsga3 } from "../../src/search/nsga3.ts";
import { simplexDirections } from "../../src/search/reference-directions.ts";
import { createSmsEmoa } from "../../src/search/sms-emoa.ts";
import { failedOutcome, outcome } from "./front-run.ts";

const options = { dimension: 4, seed: 3, population: 20, trials: 200, start: null };
const genetic = { ...options, directions: simplexDirections(2, 9) };
const screened = { ...options, generation: 10, candidates: 4, limits: null };

test.each([
  [{ dimension: 0 }, "dimension: found 0; expected a whole number from 1"],
  [{ population: 3 }, "population: found 3; expected a whole number from 4"],
  [{ population: 20.5 }, "population: found 20.5"],
  [{ trials: 99.5 }, "trials: found 99.5; expected a whole number from 0"],
  [{ trials: Number.NaN }, "trials: found NaN"],
  [{ start: Float64Array.of(0.1, 0.2) }, "start: found [0.1, 0.2]; expected 4 finite numbers"],
  [{ start: Float64Array.of(0.1, 0.2, Number.NaN, 0) }, "start: found [0.1, 0.2, NaN, 0]"],
])("%o is refused by all of them", (wrong, words) => {
  for (const create of [
    () => createNsga2({ ...options, ...wrong }),
    () => createNsga3({ ...genetic, ...wrong, directions: simplexDirections(2, 2) }),
    () => createSmsEmoa({ ...screened, ...wrong }),
  ]) {
    expect(create).toThrow(UserError);
    expect(create).toThrow(`1 problem\n  ${words}`);
  }
});

test.each([
  [[], "directions: found 0; expected 1 to as many as the population, 20"],
  [simplexDirections(2, 20), "directions: found 21; expected 1 to as many"],
  [[[0, 1], [1]], "directions > 1: found [1]; expected 2 shares"],
  [[[0, 0]], "directions > 0: found [0, 0]"],
  [[[1.5, -0.5]], "directions > 0: found [1.5, -0.5]"],
])("the directions %j are refused", (directions, words) => {
  expect(() => createNsga3({ ...genetic, directions })).toThrow(`nsga3: 1 problem\n  ${words}`);
});

test("a generation of none, no candidates and limits that are no numbers are refused at once", () => {
  const create = () => createSmsEmoa({ ...screened, generation: 0, candidates: 0.5, limits: [1, Infinity] });
  for (const words of ["3 problems", "generation: found 0", "candidates: found 0.5", "limits: found [1, Infinity]"]) {
    expect(create).toThrow(words);
  }
});

test("results with another number of objectives than directions or limits have are refused, failed ones are not", () => {
  for (const [create, words] of [
    [
      () => createNsga3({ ...genetic, directions: simplexDirections(3, 3) }),
      "directions > 0: found 3 numbers; expected 2",
    ],
    [() => createSmsEmoa({ ...screened, limits: [1, 1, 1] }), "limits: found 3 numbers; expected 2"],
  ] as const) {
    const searcher = create();
    const results = searcher.ask().map(() => outcome([1, 2]));
    expect(() => searcher.tell(results)).toThrow(UserError);
    expect(() => searcher.tell(results)).toThrow(words);
    expect(() => searcher.tell(results.map(() => failedOutcome))).not.toThrow();
  }
});
