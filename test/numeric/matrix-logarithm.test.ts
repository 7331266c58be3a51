// The matrix logarithm against the matrix exponential and closed forms.
import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { matrixExponential } from "../../src/numeric/matrix-exponential.ts";
import { matrixLogarithm } from "../../src/numeric/matrix-logarithm.ts";

const entries = fc.array(fc.double({ min: -0.7, max: 0.7, noNaN: true }), { minLength: 9, maxLength: 9 });

test("the logarithm of an exponential is the exponent while its eigenvalues stay within pi", () => {
  fc.assert(
    fc.property(entries, (list) => {
      const X = Matrix.from1DArray(3, 3, list); // a norm of at most 2.1
      const again = matrixLogarithm(matrixExponential(X));
      expect(Matrix.sub(again, X).norm()).toBeLessThan(1e-12); // condition of both functions: below 1e3
    }),
    { numRuns: 50, seed: 7 },
  );
});

test("a Jordan block near 1 has the logarithm ln a and 1/a above it", () => {
  const a = 0.001;
  const L = matrixLogarithm(
    new Matrix([
      [a, 1],
      [0, a],
    ]),
  );
  expect(L.get(0, 0)).toBeCloseTo(Math.log(a), 9);
  expect(L.get(0, 1) * a).toBeCloseTo(1, 6); // square roots of a defective matrix lose half the digits at worst
  expect(L.get(1, 0)).toBeCloseTo(0, 9);
});

test.each([0, -0.5])("the eigenvalue %d has no real logarithm", (bad) => {
  const A = Matrix.diag([0.5, bad]);
  expect(() => matrixLogarithm(A)).toThrow(`found the eigenvalue ${bad}`);
});
