// The door to the searches, the turns of ask and tell, and the Sobol search.
import { expect, test } from "vitest";
import { scrambledSobolPoint } from "../../src/numeric/sobol.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { uniformDraws } from "../../src/search/addressed-draw.ts";
import { frontStrategies } from "../../src/search/front-strategy.ts";
import type { Searcher } from "../../src/search/searcher.ts";
import { createSearcher, type SearchOptions, type Strategy, strategies } from "../../src/search/strategy.ts";
import { evaluation, failedEvaluation, runSearch } from "./search-run.ts";

const options: SearchOptions = { strategy: "sobol", dimension: 3, seed: 7, generation: 0, trials: 300, start: null };
const endless = strategies.filter((strategy) => strategy !== "pattern-search");
const fronts: readonly Strategy[] = frontStrategies;
const modelled: readonly Strategy[] = ["turbo", "auto", "sms-ego"];

function searcherOf(strategy: Strategy, others: Partial<SearchOptions> = {}): Searcher {
  return createSearcher({ ...options, strategy, objectives: fronts.includes(strategy) ? 2 : 1, ...others });
}

test.each(endless)("%s asks for the budget and not a point more", (strategy) => {
  const budgets = modelled.includes(strategy) ? [0, 1, 9, 25] : [0, 1, 9, 100, 101]; // models take time
  for (const trials of budgets) {
    const searcher = searcherOf(strategy, { trials });
    const { generations } = runSearch(searcher, ([x = 0]) => ({ ...evaluation(x), objectives: [x, 1 - x] }));
    expect(generations.flat()).toHaveLength(trials);
    expect(searcher.ask()).toEqual([]);
  }
});

test.each(endless)("%s uses the generation size it is given, some after their first population", (strategy) => {
  const searcher = searcherOf(strategy, { generation: 20 });
  if (["sms-emoa", "sms-ego", "assisted-cma-es"].includes(strategy))
    searcher.tell(searcher.ask().map(() => ({ ...evaluation(1), objectives: [1, 1] })));
  expect(searcher.ask()).toHaveLength(20);
});

test.each(strategies)(
  "%s asks again for the same points until it is told, and does not mind what is done to them",
  (strategy) => {
    const searcher = searcherOf(strategy);
    const first = searcher.ask();
    const kept = first.map((point) => point.slice());
    for (const point of first) point.fill(NaN);
    expect(searcher.ask()).toEqual(kept);
  },
);

test.each(strategies)(
  "%s refuses another number of results than of points, and results that are no numbers",
  (strategy) => {
    const searcher = searcherOf(strategy);
    expect(() => searcher.tell([evaluation(1)])).toThrow("told 1 results for 0 asked points");
    const points = searcher.ask();
    expect(() => searcher.tell([evaluation(1)])).toThrow(`told 1 results for ${points.length} asked points`);
    expect(() => searcher.tell(points.map(() => evaluation(NaN)))).toThrow("not a number");
    expect(() => searcher.tell(points.map(() => evaluation(1, NaN)))).toThrow("not a number");
  },
);

test("cma-es starts from today's point", () => {
  const start = Float64Array.of(0.1, 0.9, 0.5);
  const [first] = createSearcher({ ...options, strategy: "cma-es", start }).ask();
  const [other] = createSearcher({ ...options, strategy: "cma-es" }).ask();
  expect(first).not.toEqual(other);
});

test("sobol asks for the scrambled sequence in order, whatever it is told", () => {
  const { generations } = runSearch(createSearcher(options), () => failedEvaluation);
  const expected = Array.from({ length: 300 }, (_, k) => scrambledSobolPoint(k, 3, 7));
  expect(generations.flat()).toEqual(expected);
  expect(runSearch(createSearcher({ ...options, generation: 17 }), () => evaluation(0)).generations.flat()).toEqual(
    expected,
  );
});

test("sobol puts one of 256 points into each of 256 slices of every coordinate", () => {
  const { generations } = runSearch(createSearcher({ ...options, dimension: 50, trials: 256 }), () => evaluation(0));
  for (let i = 0; i < 50; i++) {
    const slices = new Set(generations.flat().map((point) => Math.floor(256 * (point[i] ?? NaN))));
    expect(slices.size).toBe(256);
  }
});

test("numbers a strategy cannot work with are refused in words, all at once", () => {
  const refused = () => createSearcher({ ...options, dimension: 51, generation: -1, trials: 1.5 });
  expect(refused).toThrow(UserError);
  for (const words of ["3 problems", "tune: found 51 parameters; expected at most 50", "generation", "trials"]) {
    expect(refused).toThrow(words);
  }
  expect(() => createSearcher({ ...options, strategy: "cma-es", generation: 3 })).toThrow("expected at least 4");
  expect(() => createSearcher({ ...options, dimension: 0 })).toThrow("expected at least 1");
  expect(() => createSearcher({ ...options, start: new Float64Array(2) })).toThrow("a start of dimension 2");
});

test.each(fronts)("%s finds points that no single objective would, discrete ones in their cells", (strategy) => {
  const kinds = [{ kind: "integer", levels: 4 }, { kind: "continuous" }, { kind: "continuous" }] as const;
  const trials = modelled.includes(strategy) ? 80 : 240;
  const { generations, results } = runSearch(searcherOf(strategy, { kinds, trials }), ([a = 0, b = 0, c = 0]) => ({
    ...evaluation(0),
    objectives: [0.4 + b ** 2 + (c - 0.5) ** 2 + a, 0.4 + (b - 1) ** 2 + (c - 0.5) ** 2 + a],
  }));
  const last = results.flat().slice(-0.4 * trials);
  expect(Math.min(...last.map(({ objectives }) => Math.max(...objectives)))).toBeLessThan(0.85); // the best is 0.775
  expect(new Set(generations.flat().map(([a]) => a))).toEqual(new Set([0.125, 0.375, 0.625, 0.875]));
});

test("a front of one objective and a single loss of two are refused, and more objectives than volumes can count", () => {
  for (const strategy of fronts) {
    expect(() => createSearcher({ ...options, strategy })).toThrow(
      `search > strategy: found 1 objectives for ${strategy}; expected 2 to`,
    );
  }
  for (const strategy of strategies.filter((name) => name !== "auto" && !fronts.includes(name))) {
    expect(() => createSearcher({ ...options, strategy, objectives: 2 })).toThrow("expected 1; take nsga2 or sms-emoa");
  }
  expect(() => searcherOf("sms-emoa", { objectives: 6 })).toThrow("expected 2 to 5; take nsga3");
  expect(() => searcherOf("nsga3", { objectives: 6 })).not.toThrow();
  expect(() => searcherOf("cma-es", { objectives: 6 })).toThrow("expected 1; take nsga3");
  for (const strategy of ["nsga2", "nsga3", "sms-emoa"] as const) {
    expect(() => searcherOf(strategy, { objectives: 16 })).toThrow(/expected 2 to \d+; state fewer objectives/);
  }
  expect(() => searcherOf("turbo", { objectives: 0 })).toThrow("expected 1; leave it out");
  expect(() => searcherOf("nsga3", { objectives: 2.5 })).toThrow("search > objectives: found 2.5");
});

test("a strategy that does not exist is refused with the nearest name, kinds that do not fit with their number", () => {
  const typed: SearchOptions = JSON.parse(JSON.stringify({ ...options, strategy: "cma-se" }));
  expect(() => createSearcher(typed)).toThrow("did you mean cma-es?");
  expect(() => createSearcher({ ...options, kinds: [{ kind: "continuous" }] })).toThrow(
    "found 1 kinds; expected one per",
  );
  const kinds = [{ kind: "integer", levels: 0 }, { kind: "choice", levels: 2.5 }, { kind: "continuous" }] as const;
  for (const words of ["2 problems", "tune > 0: found 0 levels", "tune > 1: found 2.5 levels"]) {
    expect(() => createSearcher({ ...options, kinds })).toThrow(words);
  }
});

test("each kin of cma-es walks its own way after the same first points", () => {
  const kin = ["cma-es", "sep-cma-es", "lra-cma-es"] as const;
  const runs = kin.map((strategy) =>
    runSearch(createSearcher({ ...options, strategy }), ([a = 0, b = 0, c = 0]) =>
      evaluation((a - b) ** 2 + 10 * (c - 0.3 * a) ** 2 + 0.1 * (b - 0.7) ** 2),
    ),
  );
  const [first, second, third] = runs.map(({ generations }) => generations);
  expect(second?.[0]).toEqual(first?.[0]);
  expect(third?.[0]).toEqual(first?.[0]);
  expect(second?.[5]).not.toEqual(first?.[5]);
  expect(third?.[5]).not.toEqual(first?.[5]);
});

test("random numbers are told apart by every part of their address", () => {
  const addresses = [
    [1, 1, 0, 0],
    [2, 1, 0, 0],
    [1, 2, 0, 0],
    [1, 1, 1, 0],
    [1, 1, 0, 1],
  ] as const;
  const draws = addresses.map(([seed, purpose, generation, individual]) =>
    uniformDraws(5, seed, purpose, generation, individual),
  );
  expect(new Set(draws.flatMap((draw) => [...draw])).size).toBe(25);
  expect(uniformDraws(3, 1, 1, 0, 0)).toEqual(draws[0]?.slice(0, 3));
});
