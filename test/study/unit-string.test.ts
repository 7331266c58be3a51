// Quantities people write must land on the SI number they mean, to the last bit; anything else is refused.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parameters } from "../../src/simulate/parameters.ts";
import { readQuantity } from "../../src/study/unit-string.ts";

const value = (text: string | number, unit: string): number | string => {
  const reading = readQuantity(text, unit);
  return reading.ok ? reading.value : reading.message;
};

test.each([
  ["25bp", "", 0.0025],
  ["2%", "", 0.02],
  ["1.1 %", "", 0.011],
  ["12 s", "s", 12],
  ["10 min", "s", 600],
  ["24 h", "s", 86_400],
  ["7 d", "s", 604_800],
  ["500 ms", "s", 0.5],
  ["9 /day^2", "1/day^2", 9],
  ["9 1/day^2", "1/day^2", 9],
  ["1.5 M USD", "USD", 1_500_000],
  ["500 MUSD", "USD", 5e8],
  ["30 %/day", "1/day", 0.3],
  ["0.75 /year", "1/day", 0.75 / 365],
  ["0.01 %/8h", "1/8h", 1e-4],
  ["0.03 %/day", "1/8h", 1e-4],
  ["80 %/sqrt(year)", "1/sqrt(year)", 0.8],
  ["2 /day", "1/s", 2 / 86_400],
  ["20x", "", 20],
  ["0.1 %/block", "1/block", 0.001],
  ["5 blocks", "blocks", 5],
  ["3000 USD/coin", "USD/coin", 3000],
  ["2 %", "share of depth", 0.02],
  ["12", "s", 12],
  ["1_000 USD", "USD", 1000],
  ["inf", "USD", Infinity],
  [0.3, "1/day", 0.3],
])("%s read in %s", (text, unit, expected) => {
  expect(value(text, unit)).toBe(expected);
});

test.each([
  ["12 s", "blocks", 'found "12 s"; expected a number in blocks'],
  ["5 parsecs", "s", 'found "5 parsecs"; expected a number in s'],
  ["5 m", "s", 'found "5 m"; expected a number in s'],
  ["fast", "s", 'found "fast"; expected a number in s'],
  ["3 USD", "", 'found "3 USD"; expected a pure number, % or bp'],
  ["", "s", 'found ""; expected a number in s'],
  [Number.NaN, "s", "found not-a-number; expected a number in s"],
])("%s is refused where %s is wanted", (text, unit, message) => {
  expect(value(text, unit)).toBe(message);
});

test("every unit of the parameter tables can be written behind a number", () => {
  for (const row of parameters) expect(value(row.unit === "" ? "3" : `3 ${row.unit}`, row.unit), row.name).toBe(3);
});

test("no text makes the reader fail", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("s", "", "1/day"), (text, unit) => {
      const reading = readQuantity(text, unit);
      expect(reading.ok ? Number.isNaN(reading.value) : reading.message === "").toBe(false);
    }),
  );
});

test("a decimal percentage is the decimal with its point moved", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (digits) => {
      expect(value(`${digits / 1000} %`, "")).toBe(Number(`${digits}e-5`));
    }),
  );
});
