// Long studies in few dots: what must never be left out.
import { expect, test } from "vitest";
import { improvingTrials, thinned, thinningNote } from "../../src/report/thinning.ts";
import { inventedTrials } from "./invented-study.ts";

const trials = inventedTrials(20_000);

test("a trial improves when it is feasible and below every feasible one before it", () => {
  const brute = trials
    .slice(0, 500)
    .filter(
      (trial, place) =>
        trial.violation === 0 &&
        trials
          .slice(0, place)
          .every((other) => other.violation !== 0 || (other.loss ?? Infinity) > (trial.loss ?? Infinity)),
    );
  expect(improvingTrials(trials.slice(0, 500))).toEqual(brute);
  expect(brute.length).toBeGreaterThan(3);
});

test("a trial that racing dropped improves on nothing, however low the loss of its few paths", () => {
  const dropped = { rung: 0, incumbent: 0, difference: { value: 0.1, standardError: 0.01, low: 0.08 } };
  const tempting = trials
    .slice(0, 500)
    .map((trial) => (trial.index === 40 ? { ...trial, loss: 0, violation: 0, dropped } : trial));
  expect(improvingTrials(tempting)).toEqual(improvingTrials(trials.slice(0, 500)).filter(({ index }) => index !== 40));
});

test("thinning keeps every improving trial, the ones asked for, the order, and about the limit", () => {
  const { drawn, every } = thinned(trials, 1000, [7, 19_999]);
  const kept = new Set(drawn.map((trial) => trial.index));
  expect(every).toBe(20);
  for (const trial of improvingTrials(trials)) expect(kept.has(trial.index)).toBe(true);
  expect(kept.has(7) && kept.has(19_999) && kept.has(0)).toBe(true);
  expect(drawn.map((trial) => trial.index)).toEqual([...kept].sort((a, b) => a - b));
  expect(drawn.length).toBeLessThan(1000 + improvingTrials(trials).length + 3);
});

test("a short study is drawn whole and needs no note", () => {
  const thin = thinned(trials.slice(0, 300), 1000, []);
  expect(thin.drawn).toHaveLength(300);
  expect(thinningNote(thin, 300)).toBe("");
});
