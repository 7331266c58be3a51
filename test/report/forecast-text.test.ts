// What is said of forecasters in the closed loop follows from the interval and from nothing else.
import { expect, test } from "vitest";
import { closedLoopVerdict } from "../../src/report/forecast-text.ts";

const family = { seed: 1, paths: 8 };
const measure = (value: number, half: number) => ({
  value,
  standardError: half / 2,
  low: value - half,
  high: value + half,
});
const verdict = (value: number, half: number) =>
  closedLoopVerdict({ family, loss: measure(value, half), timing: null, metrics: [] });

test.each([
  [-1, 2, "The interval of the loss includes zero: no value in the closed loop is shown."],
  [-1, 0.5, "The loss is lower with the forecasters, and its interval excludes zero."],
  [1, 0.5, "The loss is higher with the forecasters, and its interval excludes zero: do not use them like this."],
  [0, 0, "With and without are the same: nothing acts on the forecasts."],
])("a difference of %s give or take %s", (value, half, words) => {
  expect(verdict(value, half)).toBe(words);
});

test("without losses the metrics speak one by one", () => {
  const row = (name: string, value: number) => ({ name, without: measure(1, 1), difference: measure(value, 1) });
  const of = (...values: number[]) =>
    closedLoopVerdict({
      family,
      loss: null,
      timing: null,
      metrics: values.map((value, i) => row(`metric${i}`, value)),
    });
  expect(of(0.5, -0.5)).toContain("every interval includes zero");
  expect(of(0.5, -1.5)).toContain("only these exclude zero: metric1");
});

test("a loss that is lower is held against a constant forecast", () => {
  const against = (value: number, half: number) =>
    closedLoopVerdict({ family, loss: measure(-1, 0.5), timing: measure(value, half), metrics: [] });
  expect(against(-1, 0.5)).toMatch(/lower than with a constant forecast, too\.$/);
  expect(against(-1, 1.5)).toMatch(/a constant forecast is not shown to be worse\.$/);
  expect(against(1, 0.5)).toMatch(/acting helps here, and knowing when does not\.$/);
});
