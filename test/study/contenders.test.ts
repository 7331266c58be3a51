// Which trials are re-scored on fresh paths.
import { expect, test } from "vitest";
import { contendersOf } from "../../src/study/contenders.ts";
import type { TrialRecord } from "../../src/study/record.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

const { spec } = readStudy(studyFile());
const rescoring = (rescore: number) => ({ scenarios: { ...spec.scenarios, rescore } });

function trial(index: number, loss: number | null, violation: number | null, values = [index]): TrialRecord {
  const failure = loss === null ? { name: "worker-died", message: "gone", seed: 1, path: -1 } : null;
  return {
    index,
    generation: 1,
    point: [],
    values,
    seed: 1,
    paths: 8,
    loss,
    violation,
    measures: {},
    failure,
    hash: "",
  };
}

const trials = [
  trial(0, 1, 0),
  trial(1, 0.2, 0.5),
  trial(2, 0.6, 0),
  trial(3, null, null),
  trial(4, 0.4, 0),
  trial(5, 0.4, 0, [4]),
  trial(6, 0.1, 0.3),
];

test("today's set and the best others are re-scored: feasible first, failures never, equal values once", () => {
  expect(contendersOf(trials, rescoring(4)).map(({ index }) => index)).toEqual([0, 4, 2, 6, 1]);
  expect(contendersOf(trials, rescoring(1)).map(({ index }) => index)).toEqual([0, 4]);
});

test("a trial that was dropped in its race comes after all that were fully played", () => {
  const dropped = { rung: 0, incumbent: 4, difference: { value: 0.1, standardError: 0.01, low: 0.05 } };
  const raced = trials.map((each) => (each.index === 2 ? { ...each, dropped } : each));
  expect(contendersOf(raced, rescoring(3)).map(({ index }) => index)).toEqual([0, 4, 6, 1]);
  expect(contendersOf(raced, rescoring(4)).map(({ index }) => index)).toEqual([0, 4, 6, 1, 2]);
});
