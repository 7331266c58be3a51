// The best sets side by side: which of them are drawn, and that a set stands at its place in every range.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { outcomeOf } from "../../src/report/counts.ts";
import { frontOf } from "../../src/report/objective-front.ts";
import { palette } from "../../src/report/palette.ts";
import { parallelFigure } from "../../src/report/parallel-figure.ts";

const record = syntheticRecord(300, 0);

/** Where the line of a colour crosses the rows, px. */
function places(svg: string, stroke: string): number[] {
  const group = svg.match(new RegExp(`<g [^>]*stroke="${stroke}"[^>]*><path d="([^"]+)"`));
  return [...(group?.[1] ?? "").matchAll(/[ML]([\d.]+),[\d.]+/g)].map((match) => Number(match[1]));
}

test("the chosen set's line runs through its coordinates in the unit cube", () => {
  const svg = parallelFigure(record, null)?.svg ?? "";
  const point = record.trials[record.best ?? -1]?.point ?? [];
  const xs = places(svg, palette.chosen);
  expect(xs).toHaveLength(point.length);
  const [least, most] = [point.indexOf(Math.min(...point)), point.indexOf(Math.max(...point))];
  const scale = ((xs[most] ?? 0) - (xs[least] ?? 0)) / ((point[most] ?? 0) - (point[least] ?? 0));
  for (const [axis, x] of xs.entries())
    expect(x - (xs[least] ?? 0)).toBeCloseTo(scale * ((point[axis] ?? 0) - (point[least] ?? 0)), 1);
});

test("feasible sets are ranked by loss, members of a front by the goal met least, the infeasible by violation", () => {
  expect(parallelFigure(record, null)?.caption).toMatch(/^The best 120 of \d+ feasible sets: .* Colour is the loss, /);
  const goals = syntheticRecord(300, 3);
  expect(parallelFigure(goals, frontOf(goals))?.caption).toContain("Colour is the normalised goal that is met least");
  const trials = record.trials.map((trial) => (trial.violation === 0 ? { ...trial, violation: 1 } : trial));
  const caption = parallelFigure({ ...record, trials, best: null }, null)?.caption;
  expect(caption).toContain("none of them feasible");
  expect(caption).toContain("Colour is the violation");
});

test("a set far off does not make all others look alike", () => {
  const trials = record.trials.slice(0, 100);
  const far = trials.find((trial) => trial.index > 0 && outcomeOf(trial) === "feasible")?.index;
  const caption = (loss: number): string => {
    const moved = trials.map((trial) => (trial.index === far ? { ...trial, loss } : trial));
    return parallelFigure({ ...record, trials: moved, best: 0 }, null)?.caption ?? "";
  };
  expect(caption(1e6)).toBe(caption(100));
  expect(caption(100)).toMatch(/Colour is the loss, \d\.\d+ to \d\.\d+ and more\./);
});

test("a single parameter and a single trial have nothing to stand beside", () => {
  expect(parallelFigure({ ...record, trials: record.trials.slice(0, 1), best: 0 }, null)).toBeNull();
  const spec = { ...record.spec, tune: record.spec.tune.slice(0, 1) };
  expect(parallelFigure({ ...record, spec }, null)).toBeNull();
});
