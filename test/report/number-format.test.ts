// Numbers as people read them: digits, units, signs, intervals.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  counted,
  displayUnit,
  estimate,
  exact,
  fixed,
  quantity,
  withInterval,
} from "../../src/report/number-format.ts";

test.each([
  [0, "0"],
  [0.0123456, "0.0123"],
  [1.5, "1.50"],
  [-12.34, "−12.3"],
  [9.996, "10.0"],
  [12_400, "12,400"],
  [1_234_567, "1,234,567"],
  [1.2345e-7, "1.23 × 10⁻⁷"],
  [6.02e23, "6.02 × 10²³"],
  [Number.NaN, "–"],
  [Number.POSITIVE_INFINITY, "–"],
])("an estimate of %d with three digits reads %s", (value, text) => {
  expect(estimate(value)).toBe(text);
});

test("a setting drops the zeros that an estimate keeps", () => {
  expect(exact(0.02)).toBe("0.02");
  expect(exact(1500)).toBe("1,500");
  expect(exact(2e-9)).toBe("2 × 10⁻⁹");
});

test("rounding never leaves a minus in front of zero", () => {
  expect(fixed(-0.001, 2)).toBe("0.00");
  expect(fixed(-0.006, 2)).toBe("−0.01");
});

test("a value and its interval share the decimals that show the half width to two digits", () => {
  expect(withInterval(-0.4213, -0.5102, -0.3324)).toBe("−0.421 (−0.510 to −0.332)");
  expect(withInterval(1234.5, 1100, 1369)).toBe("1,235 (1,100 to 1,369)");
  expect(withInterval(0.25, 0.25, 0.25)).toBe("0.250");
});

test("units take the size of the values they carry", () => {
  expect(quantity(0.0123, "fraction")).toBe("1.23\u00a0%");
  expect(quantity(12_400, "USD")).toBe("12.4\u00a0kUSD");
  expect(quantity(-3.2e6, "USD")).toBe("−3.20\u00a0MUSD");
  expect(quantity(5400, "s")).toBe("90.0\u00a0min");
  expect(quantity(10.71, "multiple")).toBe("10.7×");
  expect(displayUnit("1/day per unit skew", [0.5])).toEqual({ divisor: 1, label: "1/day per unit skew" });
});

test("counts agree with their noun", () => {
  expect(counted(1, "trial")).toBe("1 trial");
  expect(counted(2000, "path")).toBe("2,000 paths");
});

test("an estimate read back is within half a unit of its fourth digit", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 999, noNaN: true }), (value) => {
      const back = Number(estimate(value, 4));
      expect(Math.abs(back / value - 1)).toBeLessThanOrEqual(0.0005 * (1 + 1e-12)); // half of 0.001, the step at 1.000
    }),
  );
});
