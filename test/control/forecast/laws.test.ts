// The prediction laws that the kernel shares.
import { expect, test } from "vitest";
import { ewma, harLogVariance, linearForecast, logisticProbability } from "../../../src/control/forecast.ts";
import { useCells } from "../../../src/numeric/cells.ts";

test("the volatility forecast weighs each window once", () => {
  expect(harLogVariance(1, 0, 0, 0, 0, 9, 9, 9, 9)).toBe(1);
  expect(harLogVariance(1, 2, 3, 5, 7, 10, 100, 1000, 10000)).toBe(1 + 20 + 300 + 5000 + 70000);
});

test("a linear forecast reads its features with their stride, the intercept and weights side by side", () => {
  useCells(Float64Array.of(0, 0.5, 2, 3, 10, -1, -1, -1, 20, -1)); // intercept at 8; features at 32 and 64
  expect(linearForecast(8, 32, 32, 2)).toBe(0.5 + 2 * 10 + 3 * 20);
  expect(linearForecast(8, 32, 32, 0)).toBe(0.5);
});

test("a probability is one half at even odds, has its odds by definition, and never overflows", () => {
  expect(logisticProbability(0)).toBe(0.5);
  expect(logisticProbability(Math.log(3))).toBeCloseTo(0.75, 15);
  expect(logisticProbability(2) + logisticProbability(-2)).toBeCloseTo(1, 15);
  expect([logisticProbability(-1e4), logisticProbability(1e4)]).toEqual([0, 1]);
});

test("an exponential mean moves towards each value by what it does not keep", () => {
  expect(ewma(10, 0.75, 2)).toBe(8);
  expect(ewma(10, 1, 2)).toBe(10);
  expect(ewma(10, 0, 2)).toBe(2);
});
