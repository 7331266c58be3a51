// Progress: one line that is written over on a terminal, one JSON line a second elsewhere.
import { expect, test } from "vitest";
import { createProgress, duration } from "../../src/study/progress.ts";
import type { TrialRecord } from "../../src/study/record.ts";

function trial(index: number, loss: number | null, violation: number | null): TrialRecord {
  const failure = loss === null ? { name: "worker-died", message: "gone", seed: 1, path: -1 } : null;
  const rest = { generation: 1, point: [], values: [], seed: 1, paths: 8, measures: {}, hash: "" };
  return { index, loss, violation, failure, ...rest };
}

const recorded = [trial(0, 2, 0), trial(1, 0.5, 0.1), trial(2, 1, 0), trial(3, null, null)];

function terminal(
  isTTY: boolean,
  columns = 100,
): { written: string[]; write(text: string): void; isTTY: boolean; columns: number } {
  const written: string[] = [];
  return { written, write: (text) => void written.push(text), isTTY, columns };
}

test("elsewhere than on a terminal each update is a JSON line, at most one a second and one at the end", () => {
  let now = 0;
  const out = terminal(false);
  const progress = createProgress(out, 4, 0, () => now);
  for (const [seconds, count] of [
    [1, 1],
    [1.5, 2],
    [2, 3],
    [2.1, 4],
  ] as const) {
    now = seconds;
    progress.trials(recorded.slice(0, count));
  }
  progress.end();
  const lines = out.written.map((line) => JSON.parse(line));
  expect(lines.map(({ trials }) => trials)).toEqual([1, 3, 4]);
  expect(lines.at(-1)).toMatchObject({ total: 4, feasible: 2, failed: 1, best: { trial: 2, loss: 1 }, left: 0 });
});

test("a trial that dropped out of its race counts as played, not as feasible", () => {
  const dropped = { rung: 0, incumbent: 0, difference: { value: 1, standardError: 0.1, low: 0.8 } };
  const out = terminal(false);
  createProgress(out, 4, 0, () => 1).trials([trial(0, 2, 0), { ...trial(1, 3, 0), dropped }]);
  expect(JSON.parse(out.written[0] ?? "")).toMatchObject({ trials: 2, feasible: 1, best: { trial: 0 } });
});

test("on a terminal one line is written over: trials, best, feasible, failed, rate, time left", () => {
  let now = 0;
  const out = terminal(true);
  const progress = createProgress(out, 8, 0, () => now);
  now = 2;
  progress.trials(recorded);
  progress.end();
  expect(out.written[0]).toMatch(
    /^\rtrials 4\/8 {2}best 1\.000 \(#2\) {2}feasible 2 {2}failed 1 {2}2\.00\/s {2}2 s left +$/,
  );
  expect(out.written.at(-1)).toBe("\n");
});

test("the rate counts this session's trials only", () => {
  let now = 0;
  const out = terminal(false);
  const progress = createProgress(out, 8, 3, () => now);
  now = 2;
  progress.trials(recorded);
  expect(JSON.parse(out.written[0] ?? "")).toMatchObject({ rate: 0.5, left: 8 });
});

test("times are told in the unit people use", () => {
  expect([0.2, 89, 600, 7200].map(duration)).toEqual(["1 s", "89 s", "10 min", "2.0 h"]);
});

test("a terminal that does not know its width gets the whole line, a narrow one what fits", () => {
  let now = 0;
  const shown = (columns: number): string => {
    now = 0;
    const out = terminal(true, columns);
    const progress = createProgress(out, 8, 0, () => now);
    now = 2;
    progress.trials(recorded);
    return out.written[0] ?? "";
  };
  expect(shown(0)).toContain("2 s left");
  expect(shown(20)).toHaveLength(1 + 19);
});
