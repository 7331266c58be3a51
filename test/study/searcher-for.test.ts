// What a study's strategy is made with, and what it is told of a recorded trial.
import { expect, test } from "vitest";
import type { TrialRecord } from "../../src/study/record.ts";
import { searcherFor, toldOf } from "../../src/study/searcher-for.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

const exactly = (value: number) => ({ value, standardError: 0, low: value, high: value });
const constraints = [
  { metric: "badDebt", atMost: 10 },
  { metric: "lpReturn", atLeast: 0.1 },
];
const { spec } = readStudy(studyFile());

function trial(debt: number, profit: number, more: Partial<TrialRecord> = {}): TrialRecord {
  const place = { index: 1, generation: 1, point: [], values: [], seed: 1, paths: 8, hash: "", failure: null };
  const measures = { badDebt: exactly(debt), lpReturn: exactly(profit) };
  return { ...place, loss: 1, violation: 0, measures, ...more };
}

test("every limit's overshoot is told, negative where it is met; of several worlds the largest", () => {
  expect(toldOf({ ...spec, constraints }, trial(5, 0.2)).constraints).toEqual([-0.5, expect.closeTo(-1, 14)]);
  const world = (debt: number, profit: number) => ({ loss: 1, violation: 0, measures: trial(debt, profit).measures });
  const families = { calm: world(5, 0.05), crash: world(15, 0.2) };
  const told = toldOf({ ...spec, constraints }, trial(10, 0.125, { families })).constraints;
  expect(told).toEqual([0.5, expect.closeTo(0.5, 14)]);
});

test("a trial that was not simulated tells no limits, and a study without limits tells none", () => {
  expect(toldOf({ ...spec, constraints }, trial(5, 0.2, { loss: null, violation: 1e6 }))).not.toHaveProperty(
    "constraints",
  );
  expect(toldOf({ ...spec, constraints: [] }, trial(5, 0.2))).not.toHaveProperty("constraints");
});

test("the strategy knows which parameters are counts", () => {
  const tune = "{ margin.stressRise: { from: 0, to: 5 }, delay.command: { from: 1, to: 4, scale: linear } }";
  const counted = readStudy(studyFile({ tune })).spec;
  const at = counted.tune.findIndex(({ parameter }) => parameter.integer === true);
  const points = searcherFor(counted, 16, null).ask();
  expect(at).toBeGreaterThanOrEqual(0);
  for (const point of points) expect([0.125, 0.375, 0.625, 0.875]).toContain(point[at]);
});
