// The gamma function against factorials, its reflection and doubling laws, and 40-digit values (mpmath).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma, logGamma, stirlingRemainder } from "../../src/numeric/gamma-function.ts";

describe("logarithm of the gamma function", () => {
  test("the gamma function of n + 1 is n factorial", () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      expect(Math.abs(logGamma(n + 1) - Math.log(factorial))).toBeLessThan(1e-14 * Math.max(1, Math.log(factorial)));
    }
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  test("Legendre's doubling law holds", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (x) => {
        const right = (2 * x - 1) * Math.LN2 - 0.5 * Math.log(Math.PI) + logGamma(x) + logGamma(x + 0.5);
        expect(Math.abs(logGamma(2 * x) - right)).toBeLessThan(1e-13 * (1 + Math.abs(right))); // rounding of four terms
      }),
    );
  });

  test("it is undefined at and below 0", () => {
    expect(logGamma(0)).toBeNaN();
    expect(logGamma(-1.5)).toBeNaN();
    expect(digamma(0)).toBeNaN();
  });

  test("Stirling's remainder starts 1/(12 x) − 1/(360 x³)", () => {
    expect(stirlingRemainder(1000)).toBeCloseTo(1 / 12000 - 1 / 360e9, 17);
    expect(Math.abs(stirlingRemainder(9.0001) - stirlingRemainder(8.9999))).toBeLessThan(1e-6);
  });
});

describe("digamma", () => {
  test("it is minus Euler's constant at 1 and rises by 1/x from x to x + 1", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(0.5)).toBeCloseTo(-0.5772156649015329 - 2 * Math.LN2, 14);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-14 * (10 + 1 / x));
      }),
    );
  });
});
