// The normal distribution against 40-digit values (mpmath) and against itself.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { erfc, erfcx } from "../../src/numeric/error-function.ts";
import { normalCdf, normalDensity, normalLogCdf, normalQuantile } from "../../src/numeric/normal.ts";

const relative = (found: number, wanted: number): number => Math.abs(found / wanted - 1);

describe("normal distribution", () => {
  test.each([
    [-37, 5.725571222524577e-300, -689.0305855768906],
    [-20, 2.7536241186062337e-89, -203.91715537109727],
    [-5, 2.866515718791939e-7, -15.064998393988725],
    [-1, 0.15865525393145705, -1.8410216450092636],
    [3, 0.9986501019683699, -0.0013508099647481938],
  ])(
    "the chance of falling below %d standard deviations keeps twelve digits, and so does its logarithm",
    (x, p, logP) => {
      expect(relative(normalCdf(x), p)).toBeLessThan(1e-14);
      expect(relative(normalLogCdf(x), logP)).toBeLessThan(1e-14);
    },
  );

  test("the logarithm goes on where the probability itself is too small for a double", () => {
    // ln Φ(x) = −x²/2 − ln(−x √(2π)) − 1/x² + 5/(2x⁴) − … (Abramowitz & Stegun 26.2.12)
    const x = -100;
    const series = -x * x * 0.5 - Math.log(100 * Math.sqrt(2 * Math.PI)) - 1e-4 + 2.5e-8;
    expect(normalCdf(x)).toBe(0);
    expect(relative(normalLogCdf(x), series)).toBeLessThan(1e-14);
  });

  test("the quantile undoes the cumulative probability, down to 1e-300", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -0.31, noNaN: true }), (exponent) => {
        const p = 10 ** exponent;
        const x = normalQuantile(p);
        // A relative error of x moves ln p by about x² times as much.
        expect(relative(normalCdf(x), p)).toBeLessThan(1e-15 * (2 + x * x));
      }),
    );
  });

  test("the quantile is odd about one half", () => {
    for (const p of [0.01, 0.1, 0.25, 0.4999, 0.0625]) {
      expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 13);
    }
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBeNaN();
  });

  test("the density is the slope of the cumulative probability", () => {
    for (const x of [-3, -0.5, 0, 1.25]) {
      const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4;
      expect(slope).toBeCloseTo(normalDensity(x), 8); // truncation 1e-8/6 times the third derivative
    }
  });

  test("the three ranges of the error function meet without a step", () => {
    for (const x of [0.46875, 4]) {
      expect(relative(erfc(x + 1e-14), erfc(x - 1e-14))).toBeLessThan(1e-12);
      expect(relative(erfcx(x) * Math.exp(-x * x), erfc(x))).toBeLessThan(1e-14);
    }
    expect(erfc(-1) + erfc(1)).toBeCloseTo(2, 15);
  });
});
