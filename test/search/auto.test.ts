// Which strategy is picked for which problem, and that the picked one is what searches.
import { expect, test } from "vitest";
import { autoChoice } from "../../src/search/auto.ts";
import { createSearcher, type SearchOptions } from "../../src/search/strategy.ts";
import { evaluation, runSearch } from "./search-run.ts";

const options = { dimension: 10, seed: 5, generation: 0, trials: 2000, start: null } as const;
const discrete = Array.from({ length: 10 }, () => ({ kind: "integer", levels: 5 }) as const);

test.each<[string, Partial<SearchOptions>, string]>([
  ["few evaluations of few parameters", {}, "turbo"],
  ["few noisy evaluations", { noisy: true }, "turbo"],
  ["more evaluations", { trials: 4000 }, "assisted-cma-es"],
  ["more noisy evaluations", { trials: 4000, noisy: true }, "cma-es"],
  ["more evaluations of discrete parameters", { trials: 4000, kinds: discrete }, "cma-es"],
  ["very many evaluations", { trials: 50_000 }, "bipop-cma-es"],
  ["too many parameters for a model", { dimension: 30 }, "cma-es"],
  ["far more parameters than evaluations can relate", { dimension: 100 }, "sep-cma-es"],
  ["three objectives", { objectives: 3 }, "sms-emoa"],
  ["two objectives and many evaluations", { objectives: 2, trials: 50_000 }, "nsga2"],
  ["three objectives and many evaluations", { objectives: 3, trials: 50_000 }, "nsga3"],
  ["more objectives than hypervolumes allow", { objectives: 6 }, "nsga3"],
])("for %s it picks the fitting strategy, and says so", (_, others, strategy) => {
  const choice = autoChoice({ ...options, ...others });
  expect(choice.strategy).toBe(strategy);
  expect(choice.why.startsWith(`${strategy}: `)).toBe(true);
});

test("auto searches as the strategy that it picks", () => {
  const short = { ...options, dimension: 2, trials: 900 };
  const judge = ([a = 0, b = 0]: number[]) => evaluation((a - 0.3) ** 2 + 10 * (b - a) ** 2);
  const { strategy } = autoChoice(short);
  expect(strategy).toBe("assisted-cma-es");
  const [auto, picked] = (["auto", strategy] as const).map((name) => {
    return runSearch(createSearcher({ ...short, strategy: name }), judge).generations;
  });
  expect(auto).toEqual(picked);
});
