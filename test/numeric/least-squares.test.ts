// The QR triangle and the least squares built on it.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { leastSquares } from "../../src/numeric/least-squares.ts";
import { absorbRow, independence, newTriangle } from "../../src/numeric/triangular-factor.ts";
import { normalMatrix } from "../control/identification/known-systems.ts";

const names = { subject: "a regression", matrix: "X", column: (k: number) => `x${k}`, remedy: "drop it" };

test("the triangle has the same Gram matrix as the rows it absorbed, in whatever order", () => {
  const A = normalMatrix(40, 5, 1);
  const forwards = newTriangle(5);
  const backwards = newTriangle(5);
  for (let t = 0; t < 40; t++) {
    absorbRow(forwards, Float64Array.from(A.getRow(t)));
    absorbRow(backwards, Float64Array.from(A.getRow(39 - t)));
  }
  const R = Matrix.from1DArray(5, 5, Array.from(forwards));
  expect(Matrix.sub(R.transpose().mmul(R), A.transpose().mmul(A)).abs().max()).toBeLessThan(1e-12); // entries below 100
  for (const [k, entry] of forwards.entries()) expect(backwards[k]).toBeCloseTo(entry, 12); // R is unique with diagonal > 0
  for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) expect(R.get(i, j)).toBe(0);
});

test("a straight line through four points has the coefficients, residuals and spread of the textbook", () => {
  const X = new Matrix([0, 1, 2, 3].map((x) => [1, x]));
  const { coefficients, residuals, spread } = leastSquares(X, new Matrix([[1], [3], [2], [5]]), names);
  expect(coefficients.to1DArray()[0]).toBeCloseTo(1.1, 14);
  expect(coefficients.to1DArray()[1]).toBeCloseTo(1.1, 14);
  for (const [t, residual] of [-0.1, 0.8, -1.3, 0.6].entries()) expect(residuals.get(t, 0)).toBeCloseTo(residual, 14);
  expect(spread[0]).toBeCloseTo(Math.sqrt(0.7), 14); // sum x^2 / (n Sxx) = 14 / 20
  expect(spread[1]).toBeCloseTo(Math.sqrt(0.2), 14); // 1 / Sxx
});

test("badly scaled columns keep their digits, where normal equations would lose all of them", () => {
  const d = 1e-8; // squares to 1e-16, below the rounding of 1 (Läuchli's matrix)
  const X = new Matrix([
    [1, 1],
    [d, 0],
    [0, d],
  ]);
  const { coefficients } = leastSquares(X, X.mmul(new Matrix([[2], [3]])), names);
  expect(coefficients.get(0, 0)).toBeCloseTo(2, 6); // condition 1.4e8
  expect(coefficients.get(1, 0)).toBeCloseTo(3, 6);
});

test("independence is the sine of the angle to the columns before; a dependent column is refused by name", () => {
  const triangle = newTriangle(3);
  for (const row of [
    [2, 1, 2],
    [0, 1, 0],
  ]) {
    absorbRow(triangle, Float64Array.from(row));
  }
  const [first, second, third] = independence(triangle, 3, 3);
  expect([first, third]).toEqual([1, 0]);
  expect(second).toBeCloseTo(Math.SQRT1_2, 15);
  const X = normalMatrix(20, 3, 2);
  X.setColumn(2, Matrix.sub(X.getColumnVector(0), X.getColumnVector(1)).to1DArray());
  expect(() => leastSquares(X, normalMatrix(20, 1, 3), names)).toThrow(
    "X: found column x2 dependent on the columns before it; expected rank 3; drop it",
  );
  expect(() => leastSquares(normalMatrix(2, 3, 2), normalMatrix(2, 1, 3), names)).toThrow(
    "found 2 rows; expected at least 3",
  );
});
