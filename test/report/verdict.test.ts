// The one sentence on top: it claims what fresh seeds show, and nothing else.
import { expect, test } from "vitest";
import type { Measure } from "../../src/objective/measure.ts";
import { findingOf, wordsOf } from "../../src/report/comparison.ts";
import { sideEffectBlocks } from "../../src/report/side-effects.ts";
import { verdictOf } from "../../src/report/verdict.ts";
import type { RescoreRecord } from "../../src/study/record.ts";
import { inventedInput, inventedRecord, nothingFeasible, type Record } from "./invented-study.ts";

const record = inventedRecord();
const best = record.best ?? -1;

function verdict(situation: Record): string {
  return verdictOf(inventedInput(situation)).text.replaceAll("\u00a0", " ");
}

/** The study with other differences of the chosen trial on holdout seeds. */
function withHoldout(change: Partial<RescoreRecord>): Record {
  const rescored = record.rescored.map((row) =>
    row.trial === best && row.family === "holdout" ? { ...row, ...change } : row,
  );
  return { ...record, rescored };
}

function difference(value: number, halfWidth: number): Measure {
  return { value, standardError: halfWidth / 1.96, low: value - halfWidth, high: value + halfWidth };
}

test("a gain on holdout seeds is told with its interval and its condition", () => {
  const text = verdict(record);
  expect(text).toMatch(
    /^On 4,000 unseen paths \(holdout seeds\) the proposed set lowers max drawdown from 18\.3 % to 1\d\.\d % \(by \d\.\d+ percentage points; 95 % interval /,
  );
  expect(text).toMatch(/conditional on the scenario set\.$/);
});

test("without holdout seeds the claim rests on validation seeds and says so", () => {
  const rescored = record.rescored.filter((row) => row.family === "validation");
  expect(verdict({ ...record, rescored })).toContain("2,000 unseen paths (validation seeds)");
});

test("differences within noise are no help", () => {
  const differences = {
    maxDrawdown: difference(-0.01, 0.02),
    badDebtTail99: difference(10, 900),
    capitalEfficiency: difference(0, 0.1),
  };
  const found = verdictOf(inventedInput(withHoldout({ differences })));
  expect(found.tone).toBe("bad");
  expect(found.text).toContain("does not help: it moves none of the losses beyond its 95 % interval");
});

test("a gain that costs elsewhere names its price", () => {
  const differences = { maxDrawdown: difference(-0.04, 0.01), capitalEfficiency: difference(-1.5, 0.2) };
  expect(verdict(withHoldout({ differences }))).toMatch(
    /lowers max drawdown .*, at the price that it lowers capital efficiency from /,
  );
});

test("a limit broken on fresh seeds is part of the verdict", () => {
  const measures = {
    ...record.rescored.find((row) => row.trial === best)?.measures,
    insolvency: { value: 0.008, standardError: 0, low: 0.005, high: 0.0123 },
  };
  expect(verdict(withHoldout({ measures }))).toContain(
    "but there it breaks a limit: insolvency is 1.23 % (upper end of its 95 % interval), but must be at most 1 %",
  );
});

test("where nothing is feasible the least-violating trial and the binding limit are named", () => {
  expect(verdict(nothingFeasible())).toBe(
    "None of the 400 sets tried meets every constraint; trial 57 violates them least, and what binds most is this: insolvency is 3.65 % " +
      "(upper end of its 95 % interval), but must be at most 1 %, conditional on the scenario set.",
  );
});

test("nothing is claimed from search seeds alone", () => {
  expect(verdict({ ...record, rescored: [] })).toContain("it was not tested on fresh seeds, so nothing is claimed yet");
});

test("a failed re-score counts as no test", () => {
  const failure = { name: "non-finite-outcome", message: "", seed: 13, path: 3 };
  const rescored = record.rescored.map((row) => (row.trial === best ? { ...row, failure } : row));
  expect(verdict({ ...record, rescored })).toContain("not tested on fresh seeds");
});

test("today's parameters may remain the best", () => {
  expect(verdict({ ...record, best: 0 })).toContain("Today's parameters stay");
  expect(verdict({ ...record, best: 0 })).toContain("did surely better on fresh seeds");
  const spec = { ...record.spec, choose: "knee" } as const;
  expect(verdict({ ...record, best: 0, spec })).toContain("was preferred (by the rule knee) on fresh seeds");
});

test("what gets worse outside the loss is told too", () => {
  const [block] = sideEffectBlocks(inventedInput(record));
  expect(block).toMatchObject({ text: expect.stringContaining("funding burden (up 0.0210\u00a0percentage points)") });
});

test("better and worse follow the metric's good side; an interval around zero decides nothing", () => {
  expect(findingOf(difference(-2, 1), "lower")).toBe("better");
  expect(findingOf(difference(-2, 1), "higher")).toBe("worse");
  expect(findingOf(difference(2, 1), "lower")).toBe("worse");
  expect(findingOf(difference(-2, 3), "lower")).toBe("undecided");
  expect(findingOf(difference(0, 0), "lower")).toBe("unchanged");
});

test("names of metrics become words", () => {
  expect(wordsOf("badDebtTail99")).toBe("bad debt in the worst 1 % of paths");
  expect(wordsOf("drawdownQuantile99")).toBe("drawdown (its 99 % quantile)");
  expect(wordsOf("lpReturn")).toBe("lp return");
});
