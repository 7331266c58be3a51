// Which trials are re-scored on fresh paths, and which of them is chosen.
import { expect, test } from "vitest";
import type { RescoreRecord, TrialRecord } from "../../src/study/record.ts";
import { candidatesOf, choose } from "../../src/study/rescore.ts";
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

function fresh(index: number, loss: number, violation: number): RescoreRecord {
  const rest = { seed: 2, paths: 16, measures: {}, differences: {}, failure: null };
  return { trial: index, family: "validation", loss, violation, ...rest };
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
  expect(candidatesOf(trials, rescoring(4)).map(({ index }) => index)).toEqual([0, 4, 2, 6, 1]);
  expect(candidatesOf(trials, rescoring(1)).map(({ index }) => index)).toEqual([0, 4]);
});

test("a trial that was dropped in its race comes after all that were fully played", () => {
  const dropped = { rung: 0, incumbent: 4, difference: { value: 0.1, standardError: 0.01, low: 0.05 } };
  const raced = trials.map((each) => (each.index === 2 ? { ...each, dropped } : each));
  expect(candidatesOf(raced, rescoring(3)).map(({ index }) => index)).toEqual([0, 4, 6, 1]);
  expect(candidatesOf(raced, rescoring(4)).map(({ index }) => index)).toEqual([0, 4, 6, 1, 2]);
});

test("the feasible one with the lowest fresh loss is chosen, and its optimism is search minus fresh loss", () => {
  const { best, optimism } = choose(
    [fresh(0, 1, 0), fresh(4, 0.7, 0), fresh(2, 0.65, 0), fresh(6, 0.1, 0.2)],
    trials,
    spec,
  );
  expect(best).toBe(2);
  expect(optimism).toBeCloseTo(0.6 - 0.65, 15);
});

test("today's set stays where nothing beats it, and nothing is chosen where nothing is feasible", () => {
  expect(choose([fresh(0, 0.5, 0), fresh(4, 0.7, 0)], trials, spec).best).toBe(0);
  const nothing = choose([fresh(0, 0.5, 0.1), fresh(4, 0.7, 0.2)], trials, spec);
  expect(nothing.best).toBe(null);
  expect(nothing.choice).toContain("None of the 1 re-scored candidates");
});
