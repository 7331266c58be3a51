// The best and the worst scenario family: the direction is the metric's own.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { familyBlocks } from "../../src/report/family-table.ts";
import { renderReport } from "../../src/report/report.ts";
import { metricTable } from "../../src/study/model.ts";
import type { TrialRecord } from "../../src/study/record.ts";
import { inventedInput, inventedRecord } from "./invented-study.ts";

const record = syntheticRecord(40, 2);

function family(loss: number, efficiency: number) {
  const capitalEfficiency = { value: efficiency, standardError: 0, low: efficiency, high: efficiency };
  return { loss, violation: 0, measures: { capitalEfficiency } };
}

const families: TrialRecord["families"] = { calm: family(1, 12), crash: family(3, 9), "slow keepers": family(2, 15) };

test("of a metric where more is better the worst family is the one with the least", () => {
  const trials = record.trials.map((trial) => (trial.index === 0 ? { ...trial, families } : trial));
  const [table] = familyBlocks({ ...inventedInput({ ...record, trials, best: 0 }), metricTable });
  if (table?.kind !== "table") throw new Error("no table");
  const row = (name: string) => table.rows.find(([first]) => first?.text === name)?.slice(2);
  expect(row("Loss")).toMatchObject([
    { text: "1.00", note: "calm" },
    { text: "3.00", note: "crash" },
  ]);
  expect(row("capitalEfficiency")).toMatchObject([
    { text: "15.0", note: "slow keepers" },
    { text: "9.00", note: "crash" },
  ]);
  expect(row("Violation")).toMatchObject([{ text: "0" }, { text: "0" }]);
  expect(row("Violation")?.[0]?.note).toBeUndefined();
  expect(row("gapRms")).toBeUndefined();
});

test("every family is told with its seeds and its world, in and out of the search", () => {
  const hidden = { name: "thin", weight: 2, values: { "shock.size": -0.10012345678 }, seeds: { holdout: 31 } };
  const scenarios = { ...record.spec.scenarios, families: [...(record.spec.scenarios.families ?? []), hidden] };
  const list = familyBlocks(inventedInput({ ...record, spec: { ...record.spec, scenarios } })).at(-1);
  expect(list?.kind === "list" ? list.items : []).toEqual([
    "family calm days, weight 1, in search (seed 1), validation (seed 11), holdout (seed 21): the study's world",
    "family flash crash, weight 1, in search (seed 2), validation (seed 12), holdout (seed 22): the study's world",
    "family slow keepers, weight 1, in search (seed 3), validation (seed 13), holdout (seed 23): the study's world",
    "family thin, weight 2, in holdout (seed 31): shock.size −0.1001",
    "each on all paths of the study; loss: mean; constraints hold in every family; values in SI units",
  ]);
});

test("no number of such a study is said to come from the one seed of its phase, which was not played", () => {
  const { seed } = record.spec.scenarios.validation;
  const { markdown } = renderReport({ ...inventedInput(record), fans: null, stability: null });
  expect(markdown).toContain("seed of each family, ");
  expect(markdown).not.toContain(String(seed));
});

test("a study of one family has no such table", () => {
  expect(familyBlocks(inventedInput(inventedRecord()))).toEqual([]);
});
