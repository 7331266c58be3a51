// The chance that a true difference is below zero, against Student's distribution where it has a closed form.
import { expect, test } from "vitest";
import { chanceBelowZero } from "../../src/objective/chance-below.ts";

const measure = (value: number, standardError: number) => ({ value, standardError, low: value, high: value });

test("on two paths it is Cauchy's: 1/2 - atan(t)/π", () => {
  for (const t of [-30, -1, -0.2, 0, 0.5, 4])
    expect(chanceBelowZero(measure(0.3 * t, 0.3), 2)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 12);
});

test("on three paths it is 1/2 - t / (2 √(2 + t²))", () => {
  for (const t of [-8, -1, 0.7, 3])
    expect(chanceBelowZero(measure(5 * t, 5), 3)).toBeCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 12);
});

test("on many paths it is the normal one", () => {
  expect(chanceBelowZero(measure(-1.959964, 1), 1e7)).toBeCloseTo(0.975, 6);
  expect(chanceBelowZero(measure(1.644854, 1), 1e7)).toBeCloseTo(0.05, 6);
});

test("without an error the sign decides", () => {
  expect([-1, 0, 1].map((value) => chanceBelowZero(measure(value, 0), 16))).toEqual([1, 0.5, 0]);
});
