// A search ends early only when its last generations gained less than the noise of what it has.
import { expect, test } from "vitest";
import type { TrialRecord } from "../../src/study/record.ts";
import { watch } from "../../src/study/stop-rule.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

const { spec } = readStudy(studyFile());
const losses = [{ metric: "badDebt", weight: 2, scale: 4 }];
const rule = { patience: 2, noise: 0.5 };

/** Loss 2 · value / 4 with the standard error 2 · 0.4 / 4 = 0.2, so that a gain below 0.1 is noise. */
function trial(index: number, value: number, violation = 0): TrialRecord {
  const measures = { badDebt: { value, standardError: 0.4, low: value - 1, high: value + 1 } };
  const place = { index, generation: index, point: [], values: [], seed: 1, paths: 8, hash: "", failure: null };
  return { ...place, loss: value / 2, violation, measures };
}

function endOf(trials: readonly TrialRecord[]): number | null {
  const [today, ...others] = trials;
  const watched = watch(rule, { ...spec, losses }, today);
  watched.next(trials.slice(0, 1));
  const at = others.findIndex((one) => watched.next([one]));
  return at < 0 ? null : at + 1;
}

test("goes on while two generations gain more than half a standard error, and ends when they do not", () => {
  expect(endOf([10, 9.85, 9.7, 9.55, 9.4, 9.25].map((value, at) => trial(at, value)))).toBe(null);
  expect(endOf([10, 8, 7.95, 7.9, 7.85, 7.8].map((value, at) => trial(at, value)))).toBe(3);
});

test("never ends while nothing is feasible, whatever the losses do", () => {
  expect(endOf([10, 10, 10, 10, 10].map((value, at) => trial(at, value, 0.5)))).toBe(null);
});

test("without a rule it never ends", () => {
  const watched = watch(undefined, { ...spec, losses }, trial(0, 1));
  expect([1, 2, 3, 4, 5].some((at) => watched.next([trial(at, 1)]))).toBe(false);
});
