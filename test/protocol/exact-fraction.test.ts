// Exact decimals to fixed point: against rational arithmetic on the digits, and round trips.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromChain, toChain } from "../../src/protocol/chain-unit.ts";
import { fractionOf, nearestInteger, nearestNumber, over, times } from "../../src/protocol/exact-fraction.ts";
import { chainUnits, protocolFamilies } from "../../src/protocol/normalised.ts";

const units = protocolFamilies.flatMap((family) => Object.values(chainUnits(family)));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 });

test("a decimal text is read to its last digit", () => {
  expect(fractionOf("-12.034e-3")).toEqual({ numerator: -12034n, denominator: 10n ** 6n });
  expect(fractionOf("5e3")).toEqual({ numerator: 5000n, denominator: 1n });
  expect(() => fractionOf("0x10")).toThrow(RangeError);
  expect(() => fractionOf(Number.NaN)).toThrow(RangeError);
});

test("the integer on chain is the nearest one to the exact decimal, and a tie goes to the even one", () => {
  fc.assert(
    fc.property(finite, fc.constantFrom(...units), (value, unit) => {
      const raw = toChain(value, unit);
      // |value * scale - raw| <= 1/2 in integers: 2 |v s d' - raw d s'| <= d s'
      const exact = times(fractionOf(value), unit.scale);
      const gap = 2n * (exact.numerator - raw * exact.denominator);
      const size = gap < 0n ? -gap : gap;
      expect(size <= exact.denominator).toBe(true);
      if (size === exact.denominator) expect(raw % 2n).toBe(0n);
    }),
  );
});

test("an integer of fifty bits comes back from its value unchanged, in every unit of every protocol", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 50n }), fc.constantFrom(...units), (raw, unit) => {
      expect(toChain(fromChain(raw, unit), unit)).toBe(raw);
    }),
  );
});

test("a value that has been on chain once is not moved by going there again", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.constantFrom(...units), (raw, unit) => {
      const acting = fromChain(raw, unit);
      expect(fromChain(toChain(acting, unit), unit)).toBe(acting);
    }),
  );
});

test("fixed point by floating point would be wrong where the exact way is right", () => {
  expect(nearestInteger(times(fractionOf(0.07), fractionOf(10n ** 18n)))).toBe(70000000000000000n);
  expect(BigInt(0.07 * 1e18)).not.toBe(70000000000000000n);
});

test("the nearest double of a fraction is the correctly rounded one", () => {
  expect(nearestNumber(over(fractionOf(1), fractionOf(3)))).toBe(1 / 3);
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.integer({ min: 1, max: 2 ** 31 }), (a, b) => {
      expect(nearestNumber(over(fractionOf(a), fractionOf(b)))).toBe(a / b || 0); // division of integers is correctly rounded
    }),
  );
});
