// A study with several goals from end to end: objectives in the record, a front re-scored, one set chosen by its rule.
import { join } from "node:path";
import { expect, test } from "vitest";
import { frontOf } from "../../src/study/front.ts";
import { session, studyFile, temporaryFolder } from "./small-study.ts";

test("objectives follow from the measures, and the chosen set is the knee of the re-scored front", async () => {
  const goals = "[{ metric: excessDrawdown, atMost: 10 % }, { metric: capitalEfficiency, atLeast: 15 }]";
  const objective = `{ goals: ${goals}, constraints: [{ metric: maxDrawdown, atMost: 60 % }] }`;
  const search = "{ strategy: nsga2, trials: 33, generation: 8, seed: 3 }";
  const file = studyFile({ objective, search });
  const record = await session(file, { directory: join(temporaryFolder(), "several") });
  for (const { measures, objectives } of record.trials) {
    const [drawdown, leverage] = [measures.excessDrawdown?.value ?? 0, measures.capitalEfficiency?.value ?? 0];
    expect(objectives).toEqual([expect.closeTo(drawdown / 0.1, 12), expect.closeTo(2 - leverage / 15, 12)]);
  }
  const validated = record.rescored.filter(({ family, violation }) => family === "validation" && violation === 0);
  const front = frontOf(validated);
  expect(front.map(({ trial }) => trial)).toContain(record.best);
  expect(record.choice).toMatch(front.length === 1 ? /only one on the front/ : /is the knee .* on the front of 3/);
  const searched = frontOf(record.trials).map(({ index }) => index);
  expect(validated.filter(({ trial }) => searched.includes(trial)).length).toBe(Math.min(3, searched.length));
});
