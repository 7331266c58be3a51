// Complex arithmetic against exact products, extreme sizes and the unit circle.
import fc from "fast-check";
import { expect, test } from "vitest";
import { argument, type Complex, divide, magnitude, multiply, polynomialAt } from "../../src/numeric/complex.ts";

const part = fc.integer({ min: -1000, max: 1000 });
const whole = fc.record({ re: part, im: part });

test("a quotient times its divisor is the dividend", () => {
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      fc.pre(b.re !== 0 || b.im !== 0);
      const back = multiply(divide(a, b), b);
      const bound = 1e-15 * magnitude(a) * 4; // four roundings in the quotient, two in the product
      expect(Math.abs(back.re - a.re)).toBeLessThanOrEqual(bound);
      expect(Math.abs(back.im - a.im)).toBeLessThanOrEqual(bound);
    }),
    { numRuns: 300 },
  );
});

test("sizes whose squares overflow or vanish are divided and measured all the same", () => {
  for (const size of [1e-300, 1e300]) {
    expect(divide({ re: size, im: size }, { re: size, im: -size })).toEqual({ re: 0, im: 1 });
    expect(magnitude({ re: 3 * size, im: -4 * size }) / size).toBeCloseTo(5, 14);
  }
  expect(magnitude({ re: 0, im: 0 })).toBe(0);
  expect(magnitude({ re: -Infinity, im: 1 })).toBe(Infinity);
});

test("angles add and sizes multiply in a product", () => {
  const a: Complex = { re: 0.3, im: 1.1 };
  const b: Complex = { re: 0.8, im: -0.2 };
  expect(argument(multiply(a, b))).toBeCloseTo(argument(a) + argument(b), 15);
  expect(magnitude(multiply(a, b))).toBeCloseTo(magnitude(a) * magnitude(b), 15);
});

test("z^4 - 1 vanishes at j and is 15 at 2", () => {
  expect(polynomialAt([1, 0, 0, 0, -1], { re: 0, im: 1 })).toEqual({ re: 0, im: 0 });
  expect(polynomialAt([1, 0, 0, 0, -1], { re: 2, im: 0 })).toEqual({ re: 15, im: 0 });
  expect(polynomialAt([], { re: 2, im: 0 })).toEqual({ re: 0, im: 0 });
});
