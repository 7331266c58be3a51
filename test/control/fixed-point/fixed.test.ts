// Numbers with 18 decimals: roundings by their definition, conversion against exact arithmetic, overflow as on chain.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  divide,
  inWord,
  multiply,
  ONE,
  quotient,
  type Rounding,
  toFixed,
  toNumber,
} from "../../../src/control/fixed-point/fixed.ts";

const integers = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const roundings: readonly Rounding[] = ["towardZero", "awayFromZero", "up", "down"];

describe("rounding", () => {
  test("each direction is the neighbour of the exact quotient that its name says", () => {
    fc.assert(
      fc.property(
        integers,
        integers.filter((b) => b !== 0n),
        (a, b) => {
          const down = quotient(a, b, "down");
          const up = quotient(a, b, "up");
          const exact = down * b === a;
          expect(up - down).toBe(exact ? 0n : 1n);
          // down <= a / b < down + 1, multiplied by b
          expect(b > 0n ? down * b <= a && a < (down + 1n) * b : down * b >= a && a > (down + 1n) * b).toBe(true);
          const negative = a < 0n !== b < 0n;
          expect(quotient(a, b, "towardZero")).toBe(negative ? up : down);
          expect(quotient(a, b, "awayFromZero")).toBe(negative ? down : up);
        },
      ),
    );
  });

  test("a product with 1 and a quotient by 1 change nothing", () => {
    fc.assert(
      fc.property(integers, fc.constantFrom(...roundings), (a, rounding) => {
        expect(multiply(a, ONE, rounding)).toBe(a);
        expect(divide(a, ONE, rounding)).toBe(a);
      }),
    );
  });
});

describe("conversion", () => {
  test("a double becomes its nearest number with 18 decimals", () => {
    expect(toFixed(0.1)).toBe(100000000000000006n); // 0.1000000000000000055511...
    expect(toFixed(-2.5)).toBe(-2500000000000000000n);
    expect(toFixed(2 ** -60)).toBe(1n); // 0.867e-18
    expect(toFixed(-(2 ** -61))).toBe(0n); // 0.434e-18
    expect(toFixed(1e22)).toBe(10n ** 40n);
    expect(toFixed(5e-324)).toBe(0n);
    expect(() => toFixed(Number.NaN)).toThrow(RangeError);
  });

  test("there and back loses at most half a unit of the 18th decimal and two roundings", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (x) => {
        expect(Math.abs(toNumber(toFixed(x)) - x)).toBeLessThanOrEqual(0.5e-18 + 2 ** -52 * Math.abs(x));
      }),
    );
  });
});

test("what does not fit 256 bits ends the computation", () => {
  const largest = 2n ** 255n - 1n;
  expect(inWord(largest)).toBe(largest);
  expect(inWord(-largest - 1n)).toBe(-largest - 1n);
  expect(() => inWord(largest + 1n)).toThrow("does not fit 256 bits");
  expect(() => multiply(2n ** 128n, 2n ** 127n, "down")).toThrow(RangeError);
  expect(() => divide(1n, 0n, "down")).toThrow("division by zero");
});
