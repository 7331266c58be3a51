// One table of losses: which sets stand in it, and the column that only a choice among several has.
import { expect, test } from "vitest";
import { lossBlocks } from "../../src/report/loss-table.ts";
import type { StaticBaseline } from "../../src/study/record.ts";
import { inventedInput, inventedRecord, type Record } from "./invented-study.ts";

const record = inventedRecord();
const best = record.best ?? 0;
const selection = { candidates: 5, bias: -0.02, corrected: 0.985, regret: 0.004, chance: 0.71 };
const staticBaseline: StaticBaseline = {
  ...{ trials: 400, hash: "", best: 12, validation: 1.1, holdout: 1.12, beatsToday: 0.99, rival: best, wins: false },
  ...{ lossDifference: null, differences: {} },
};

function tableOf(changed: Partial<Record>): string[][] {
  const table = lossBlocks(inventedInput({ ...record, ...changed })).find(({ kind }) => kind === "table");
  if (table?.kind !== "table") throw new Error("no table");
  return [table.columns.map(({ head }) => head), ...table.rows.map((row) => row.map(({ text }) => text))];
}

test("the loss corrected for choice has a column where one of several was chosen, and a value for the chosen one alone", () => {
  expect(tableOf({})[0]).not.toContain("Corrected for choice");
  const [heads, today, proposed] = tableOf({ selection });
  expect(heads?.slice(2)).toEqual(["Search", "Validation", "Corrected for choice", "Holdout"]);
  expect([today?.[4], proposed?.[4]]).toEqual(["–", "0.9850"]);
});

test("the static optimum stands beside the tuned sets, the best of them once", () => {
  const names = (rows: string[][]): (string | undefined)[] => rows.slice(1).map(([name]) => name);
  const beside = tableOf({ staticBaseline });
  expect(names(beside)).toEqual(["Today", "Proposed", "Static optimum"]);
  expect(beside.at(-1)).toEqual(["Static optimum", "12 of static/", "–", "1.100", "1.120"]);
  expect(names(tableOf({ staticBaseline, best: 0 }))).toEqual(["Today", "Best tuned", "Static optimum"]);
});
