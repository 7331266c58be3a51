// Hypervolume over the trials: against the measure of all trials so far, anew at each look.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { volumeHistory } from "../../src/report/hypervolume-history.ts";
import { frontOf } from "../../src/report/objective-front.ts";
import { hypervolume } from "../../src/search/hypervolume.ts";

function feasible(trials: number, goals: number) {
  return frontOf(syntheticRecord(trials, goals))?.feasible ?? [];
}

test.each([2, 3])("with %i goals every step is the hypervolume of all trials up to it", (goals) => {
  const points = feasible(500, goals);
  const { steps, points: drawn } = volumeHistory(points);
  expect(drawn).toBeNull();
  expect(steps.length).toBeGreaterThan(5);
  for (const { index, volume } of steps) {
    const before = points.filter(({ trial }) => trial.index <= index).map(({ at }) => at);
    const exact = hypervolume(before, new Array(goals).fill(1));
    expect(volume).toBeCloseTo(exact, 12);
  }
});

test("looking less often misses steps but never changes a value, and the last look sees everything", () => {
  const points = feasible(500, 3);
  const often = volumeHistory(points).steps;
  const seldom = volumeHistory(points, 7).steps;
  expect(seldom.length).toBeLessThanOrEqual(7);
  expect(seldom.at(-1)?.volume).toBeCloseTo(often.at(-1)?.volume ?? 0, 12);
});

test("with four goals the estimate grows, and ends within one per cent of the space it was drawn from", () => {
  const points = feasible(1500, 4);
  const { steps, points: drawn } = volumeHistory(points);
  expect(drawn).toBe(4096);
  for (const [k, { volume }] of steps.entries()) expect(volume).toBeGreaterThan(steps[k - 1]?.volume ?? 0);
  const all = points.map(({ at }) => at);
  const ideal = [0, 1, 2, 3].map((k) =>
    Math.min(1, ...all.filter((at) => at.every((x) => x < 1)).map((at) => at[k] ?? 1)),
  );
  const box = ideal.reduce((product, value) => product * (1 - value), 1);
  // 4,096 scrambled Sobol points: far below the 1.6 % of the box that independent points would miss by at two sigma.
  expect(Math.abs((steps.at(-1)?.volume ?? 0) - hypervolume(all, [1, 1, 1, 1]))).toBeLessThan(0.01 * box);
});

test("without a trial that meets every goal there is no volume", () => {
  const beyond = feasible(100, 2).map(({ trial, at }) => ({ trial, at: [(at[0] ?? 0) + 1, at[1] ?? 0] }));
  expect(volumeHistory(beyond).steps).toEqual([]);
});
