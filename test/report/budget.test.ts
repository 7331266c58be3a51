// Where the budget went: nothing is lost between what was spent and what was saved.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { RESCORED, spendingOf, totalOf } from "../../src/report/budget.ts";
import { budgetBlocks } from "../../src/report/budget-blocks.ts";
import { inventedRecord } from "./invented-study.ts";

const record = syntheticRecord(600, 3);

test("every trial is of one kind, and what was played and saved is what all trials in full would cost", () => {
  const search = totalOf(spendingOf(record).filter(({ name }) => name !== RESCORED));
  expect(search.trials).toBe(600);
  expect(search.played + search.saved).toBe(3 * 600 * record.spec.scenarios.search.paths); // three families
  const kinds = spendingOf(record).map(({ name }) => name);
  expect(kinds).toContain("dropped after 64 paths");
  expect(kinds).toContain("dropped after 256 paths");
});

test("a refused trial costs nothing, a dropped one the paths of its rung", () => {
  const dropped = record.trials.filter((trial) => trial.dropped?.rung === 0).length;
  const refused = record.trials.filter(({ loss, failure }) => loss === null && failure === null).length;
  const named = (start: string) => spendingOf(record).find(({ name }) => name.startsWith(start));
  expect(named("dropped after 64")).toMatchObject({ trials: dropped, played: 3 * 64 * dropped });
  expect(named("not simulated")).toMatchObject({ trials: refused, played: 0 });
});

test("re-scoring is counted beside the search", () => {
  const paths = record.rescored.reduce((sum, row) => sum + 3 * row.paths, 0);
  expect(spendingOf(record).find(({ name }) => name === RESCORED)).toMatchObject({ played: paths, saved: 0 });
  const [, table] = budgetBlocks(record);
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.columns[1]?.head).toBe("Evaluations"); // today's set and the chosen one are played twice
  expect(table.rows.at(-1)?.[1]?.text).toBe(String(record.rescored.length));
});

test("a study without racing says so, a study without trials says that", () => {
  const words = (blocks: ReturnType<typeof budgetBlocks>): string => JSON.stringify(blocks);
  expect(words(budgetBlocks(inventedRecord()))).toContain("there was no racing");
  expect(words(budgetBlocks({ ...inventedRecord(), trials: [], rescored: [] }))).toContain("No trial was played yet.");
  expect(words(budgetBlocks(record))).toContain("Racing tested each trial after 64 and 256 paths");
});
