// One candidate in two worlds: a limit or a goal is met where it is met in both.
import { expect, test } from "vitest";
import { judgedIn } from "../../src/study/judged.ts";
import { readStudy } from "../../src/study/study-file.ts";
import type { World } from "../../src/study/worlds.ts";
import { studyFile } from "./small-study.ts";

const exactly = (value: number) => ({ value, standardError: 0, low: value, high: value });
const world = (name: string, weight: number): World => ({ name, weight, values: {}, seed: 1, paths: 8 });
const measures = (debt: number, profit: number) => ({ badDebt: exactly(debt), lpReturn: exactly(profit) });

test("the loss is the mean by weight, violation and goals are those of the worse world, each its own", () => {
  const study = {
    ...readStudy(studyFile()).spec,
    losses: [{ metric: "badDebt", weight: 1, scale: 10 }],
    constraints: [{ metric: "badDebt", atMost: 10 }],
    goals: [
      { metric: "badDebt", atMost: 10 },
      { metric: "lpReturn", atLeast: 0.1 },
    ],
  };
  const played = [measures(4, 0.05), measures(20, 0.2)].map((own) => ({ measures: own, judged: own }));
  const judged = judgedIn(study, [world("calm", 0.75), world("crash", 0.25)], played, null);
  expect(judged.loss).toBeCloseTo(0.75 * 0.4 + 0.25 * 2, 14);
  expect(judged.violation).toBeCloseTo(1, 14);
  expect(judged.objectives).toEqual([expect.closeTo(2, 14), expect.closeTo(1.5, 14)]);
  expect(judged.measures.badDebt?.value).toBeCloseTo(8, 14);
});
