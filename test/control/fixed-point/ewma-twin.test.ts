// The volatility sensor in integers against the float recursion, over a day of random price changes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fixedEwma, fixedSquareRoot, fixedVariance } from "../../../src/control/fixed-point/ewma-twin.ts";
import { ONE, toFixed, toNumber } from "../../../src/control/fixed-point/fixed.ts";

const BLOCKS_PER_YEAR = 31_536_000 / 12;

test("agrees with the float variance to 1e-9 over 7,200 blocks, and never lies below it by more than rounding", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.02, max: 0.9999, noNaN: true }),
      fc.integer({ min: 1, max: 2 ** 31 }),
      (keep, seed) => {
        const twin = fixedEwma(keep, BLOCKS_PER_YEAR);
        let [variance, integer] = [0.64, toFixed(0.64)];
        let state = seed;
        for (let k = 0; k < 7200; k++) {
          state = (state * 48271) % 2147483647; // Lehmer: any scattered numbers will do
          const change = (state / 2147483647 - 0.5) * 0.002;
          variance = keep * variance + (1 - keep) * change * change * BLOCKS_PER_YEAR;
          integer = fixedVariance(twin, integer, toFixed(change));
        }
        expect(Math.abs(toNumber(integer) - variance)).toBeLessThan(1e-9 * variance);
      },
    ),
    { numRuns: 8 },
  );
});

test("the square root is the largest number whose square does not exceed the value", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (value) => {
      const root = fixedSquareRoot(value);
      expect(root * root <= value * ONE && (root + 1n) * (root + 1n) > value * ONE).toBe(true);
    }),
  );
  expect(fixedSquareRoot(4n * ONE)).toBe(2n * ONE);
  expect(() => fixedSquareRoot(-1n)).toThrow(RangeError);
});
