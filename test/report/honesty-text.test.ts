// What a report says of how sure the winner is, also where it is not.
import { expect, test } from "vitest";
import { honestyWords } from "../../src/report/honesty-text.ts";
import { verdictOf } from "../../src/report/verdict.ts";
import { metricTable } from "../../src/study/model.ts";
import type { StaticBaseline } from "../../src/study/record.ts";
import { inventedInput, inventedRecord, type Record } from "./invented-study.ts";

const record = inventedRecord();
const best = record.best ?? 0;
const certain: Record = {
  ...record,
  rescored: record.rescored.map((row) =>
    row.trial === 0 ? row : { ...row, lossDifference: { value: -0.31, standardError: 0.04, low: -0.39, high: -0.23 } },
  ),
  selection: { candidates: 5, bias: -0.02, corrected: 0.985, regret: 0.004, chance: 0.71 },
  beatsToday: 0.9999999,
};
const baseline: StaticBaseline = {
  ...{ trials: 400, hash: "", best: 12, validation: 1.1, holdout: 1.12, beatsToday: 0.99, rival: best, wins: false },
  ...{ lossDifference: { value: -0.02, standardError: 0.02, low: -0.06, high: 0.02 }, differences: {} },
};

test("the loss is told from the search to the last look, with the luck taken out and the chance to beat today's set", () => {
  const words = honestyWords(certain, metricTable).join(" ");
  expect(words).toContain("minus today's is −0.310 (95 % interval −0.390 to −0.230)");
  expect(words).toContain("with a probability of more than 99.9 %");
  expect(words).toContain("The lowest of 5 validation losses is expected to be 0.0200 too low (winner's curse)");
  expect(words).toContain("a chance of 71.0 %; its expected regret is 0.00400");
  expect(honestyWords(record, metricTable)).toEqual([]);
});

test("a tuned set that does not beat the static optimum is said not to, in plain words", () => {
  const words = (changed: Partial<StaticBaseline>): string =>
    honestyWords({ ...certain, staticBaseline: { ...baseline, ...changed } }, metricTable).join(" ");
  expect(words({})).toContain(
    "does not beat it beyond its 95 % interval: loss minus the static optimum's −0.020 (95 %",
  );
  const clear = { value: -0.2, standardError: 0.02, low: -0.24, high: -0.16 };
  expect(words({ lossDifference: clear })).toContain(`the best tuned set (trial ${best}) beats it`);
  expect(words({ best: 0, rival: null })).toContain("is today's set itself. No tuned set keeps every constraint.");
  expect(words({ trials: 300 })).toContain("300 trials of 400");
});

test("where the static set wins, the verdict says so and how it is proposed", () => {
  const won: Record = { ...record, best: 0, staticBaseline: { ...baseline, wins: true } };
  expect(verdictOf(inventedInput(won)).text).toContain("No controller is proposed: constant parameters (trial 12");
  expect(honestyWords(won, metricTable).join(" ")).toContain("`flyball propose RESULTS/static --trial 12`");
});

test("the tuned set is set beside the static optimum in drawdown and bad debt, whether or not they are losses", () => {
  const words = (differences: StaticBaseline["differences"]): string =>
    honestyWords({ ...certain, staticBaseline: { ...baseline, differences } }, metricTable)
      .join(" ")
      .replaceAll("\u00a0", " ");
  const lower = { value: -0.0006, standardError: 0.00002, low: -0.00064, high: -0.00056 };
  const open = { value: 10, standardError: 20, low: -30, high: 50 };
  const told = words({ maxDrawdown: lower, badDebt: open, insolvency: lower });
  expect(told).toContain(
    "it is better in max drawdown (−0.0600 percentage points; 95 % interval −0.0640 to −0.0560); not surely different in bad debt.",
  );
  expect(told).not.toContain("insolvency (");
  expect(told).not.toContain("neither");
  const higher = { value: 0.002, standardError: 0.0002, low: 0.0016, high: 0.0024 };
  expect(words({ maxDrawdown: higher, badDebt: open })).toContain(
    "worse in max drawdown (0.200 percentage points; 95 % interval 0.160 to 0.240); not surely different in bad debt. " +
      "It improves neither drawdown nor bad debt over the static optimum.",
  );
});
