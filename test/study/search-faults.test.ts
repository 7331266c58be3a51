// A search that could compare nothing, or whose losses never move, says so.
import { expect, test } from "vitest";
import type { TrialRecord } from "../../src/study/record.ts";
import { searchFaults } from "../../src/study/search-faults.ts";

const measure = (value: number) => ({ value, standardError: 0, low: value, high: value });
const losses = [
  { metric: "badDebt", weight: 1, scale: 1 },
  { metric: "gapRms", weight: 1, scale: 1 },
];

function trial(index: number, what: { debt: number; gap: number } | "failed" | "refused"): TrialRecord {
  const place = { index, generation: 1, point: [], values: [], seed: 1, paths: 8, hash: "", failure: null };
  if (what === "refused") return { ...place, loss: null, violation: 1e6, measures: {} };
  const failure = { name: "worker-died", message: "gone", seed: 1, path: -1 };
  if (what === "failed") return { ...place, loss: null, violation: null, measures: {}, failure };
  return { ...place, loss: 1, violation: 0, measures: { badDebt: measure(what.debt), gapRms: measure(what.gap) } };
}

test("all candidates failed or were refused", () => {
  const today = trial(0, { debt: 1, gap: 1 });
  expect(searchFaults([today, trial(1, "failed"), trial(2, "failed")], { losses })).toEqual([
    "All 2 candidates failed (trial 1: worker-died, gone), so nothing was compared.",
  ]);
  expect(searchFaults([today, trial(1, "refused")], { losses })[0]).toContain("Certificates alone refused all 1");
  expect(searchFaults([today, trial(1, "refused"), trial(2, "failed")], { losses })[0]).toContain("1 failed (trial 2");
});

test("a loss or a goal that is the same in every set is named; one that moves by a bit is not", () => {
  const trials = [trial(0, { debt: 5, gap: 1 }), trial(1, { debt: 5, gap: 1 + 2 ** -52 }), trial(2, "failed")];
  expect(searchFaults(trials, { losses })).toEqual([
    "badDebt came out the same in all 2 sets played: nothing that is tuned moves it here, so it decides nothing.",
  ]);
  expect(searchFaults(trials, { losses: [], goals: [{ metric: "gapRms", atMost: 1 }] })).toEqual([]);
});
