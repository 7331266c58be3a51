// Decimal text: thousands, the sign of what rounds to zero, and the exponent after rounding.
import { expect, test } from "vitest";
import { exponentOf, fixedText } from "../../src/numeric/decimal-text.ts";

test("thousands are separated, and what rounds to zero has no sign", () => {
  expect([fixedText(-1234567.5, 1, "-"), fixedText(-0.004, 2, "-"), fixedText(999, 0, "-")]).toEqual([
    "-1,234,567.5",
    "0.00",
    "999",
  ]);
  expect(fixedText(-2, 0, "−")).toBe("−2");
});

test("the exponent is that of the rounded number", () => {
  expect([exponentOf(9.996, 3), exponentOf(9.994, 3), exponentOf(-0.0123, 2), exponentOf(0.0999, 2)]).toEqual([
    1, 0, -2, -1,
  ]);
});
