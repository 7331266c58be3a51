// The parameter table and its axes: notes on the ends of ranges, changes in words, ticks of logarithmic axes.
import { expect, test } from "vitest";
import type { Parameter } from "../../src/numeric/parameter.ts";
import { parameterAxis, settingText } from "../../src/report/parameter-axis.ts";
import { parameterBlocks } from "../../src/report/parameter-table.ts";
import type { TunedParameter } from "../../src/study/spec.ts";
import { inventedInput, inventedRecord } from "./invented-study.ts";

const record = inventedRecord();
const row: Parameter = {
  name: "margin.stressRise",
  unit: "fraction",
  min: 0,
  max: 1,
  initial: 0.05,
  scale: "linear",
  meaning: "Initial margin added at full stress.",
};
const margin: TunedParameter = { parameter: row, from: 0, to: 0.4, scale: "linear", today: 0.05 };

function tableAt(point: readonly number[], values: readonly number[]): string {
  const trials = record.trials.map((trial) => (trial.index === record.best ? { ...trial, point, values } : trial));
  return JSON.stringify(parameterBlocks(inventedInput({ ...record, trials })));
}

test("a value on an end of its range is marked, and whether the model would allow more", () => {
  const table = tableAt([0.999, 0, 0.5, 0.5], [0.99, 0, 600, 1]);
  expect(table).toContain("on the upper end of its range; the best value may lie beyond");
  expect(table).toContain("on the lower end of its range; the model allows no less");
});

test("values well inside their ranges need no column of notes", () => {
  expect(tableAt([0.5, 0.5, 0.5, 0.5], [0.03, 0.2, 600, 1])).not.toContain("Note");
});

test("changes read as factors, percentages or words", () => {
  const table = tableAt([0.5, 0.5, 0.5, 0.5], [0.06, 0.055, 900, 1]);
  for (const text of ["× 3", "+10 %", "none", "new"]) expect(table).toContain(`"text":"${text}"`);
});

test("a logarithmic axis has round ticks inside its range", () => {
  const axis = parameterAxis({
    ...margin,
    parameter: { ...row, unit: "" },
    scale: "log",
    from: 0.001,
    to: 1,
    today: 0.02,
  });
  expect(axis.scale).toMatchObject({ type: "log", domain: [0.001, 1] });
  expect([axis.ticks.ticks].flat().map(axis.ticks.tickFormat)).toEqual([
    "0.001",
    "0.003",
    "0.01",
    "0.03",
    "0.1",
    "0.3",
    "1",
  ]);
});

test("the ticks of a range of many powers of ten leave room for their words", () => {
  const ticksOf = (scale: "log" | "log1p", from: number, to: number): string[] => {
    const axis = parameterAxis({ ...margin, parameter: { ...row, unit: "" }, scale, from, to, today: to });
    return [axis.ticks.ticks].flat().map(axis.ticks.tickFormat);
  };
  expect(ticksOf("log", 1e-6, 1e9)).toEqual(["10⁻⁶", "0.001", "1", "1,000", "1,000,000", "10⁹"]);
  expect(ticksOf("log1p", 0, 1e6)).toEqual(["0", "10,000", "100,000", "1,000,000"]);
  expect(ticksOf("log", 0.012, 0.018)).toEqual(["0.012", "0.018"]);
});

test("a closed choice is printed by name", () => {
  const choice: TunedParameter = {
    ...margin,
    parameter: { ...row, unit: "", choices: ["mark", "index"] },
    from: 0,
    to: 1,
    today: 0,
  };
  expect(settingText(choice, 1)).toBe("index");
  expect(parameterAxis(choice).ticks.tickFormat(1)).toBe("index");
});

test("today's value widens the axis when it lies outside the range searched", () => {
  const axis = parameterAxis({ ...margin, today: 0.6 });
  expect(axis.scale.domain).toEqual([0, 60]);
});
