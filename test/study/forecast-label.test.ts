// A crunch on a path made by hand: depth that nearly goes, or forced flow beyond a share of the depth, within the horizon.
import { expect, test } from "vitest";
import { crunchLabels } from "../../src/study/forecast-label.ts";

const blocks = 12;
const series = (depth: Readonly<Record<number, number>>, flow: Readonly<Record<number, number>>) => ({
  depth: Float64Array.from({ length: blocks }, (_, k) => depth[k] ?? 1000),
  flow: Float64Array.from({ length: blocks }, (_, k) => flow[k] ?? 0),
});
const at = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const labels = (path: ReturnType<typeof series>, share = 0.01) => [...crunchLabels(path, at, 3, 1000, share)];

test("depth below 0.3 of rest is a crunch for the three blocks before it, and not for its own", () => {
  expect(labels(series({ 5: 299 }, {}))).toEqual([0, 0, 1, 1, 1, 0, 0, 0, 0]);
  expect(labels(series({ 5: 300 }, {}))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("forced flow counts by its size, summed over the horizon, against the depth at the forecast", () => {
  expect(labels(series({}, { 4: -6, 6: 5 }))).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(labels(series({}, { 4: -10 }))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(labels(series({ 2: 900 }, { 4: -10 }))).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0]);
});

test("the higher share asks for more flow", () => {
  expect(labels(series({}, { 8: 30 }))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 0]);
  expect(labels(series({}, { 8: 30 }), 0.05)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
