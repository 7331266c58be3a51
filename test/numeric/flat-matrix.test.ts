// Products, norms and linear systems on flat arrays against the matrix library.
import { Matrix, solve } from "ml-matrix";
import { expect, test } from "vitest";
import { flatNorm, flatProduct, flatSolve, flatSymmetrise, flatTranspose } from "../../src/numeric/flat-matrix.ts";

const L = [0, 2, -1, 3, 1, 4, 5, -2, 0.5];
const R = [1, 0, 2, -1, 3, 1, 0.5, 2, -3];
const matrix = (entries: readonly number[]): Matrix => Matrix.from1DArray(3, 3, [...entries]);

test("products and transposes are those of the library", () => {
  expect([...flatProduct(Float64Array.from(L), Float64Array.from(R), 3)]).toEqual(
    matrix(L).mmul(matrix(R)).to1DArray(),
  );
  expect([...flatTranspose(Float64Array.from(L), 3)]).toEqual(matrix(L).transpose().to1DArray());
  expect(flatNorm(Float64Array.from(L))).toBeCloseTo(matrix(L).norm("frobenius"), 14);
  expect(flatNorm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -190);
});

test("several right sides are solved at once, with a row exchange where the first pivot is zero", () => {
  const right = Float64Array.from(R);
  const unit = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  expect(flatSolve(Float64Array.from(L), [right, unit], 3)).toBe(true);
  solve(matrix(L), matrix(R))
    .to1DArray()
    .forEach((entry, k) => {
      expect(right[k]).toBeCloseTo(entry, 13);
    });
  expect(Matrix.sub(matrix(L).mmul(matrix([...unit])), Matrix.eye(3, 3)).norm("frobenius")).toBeLessThan(1e-14);
});

test("a singular matrix and one with NaN have no solution", () => {
  expect(flatSolve(Float64Array.of(1, 2, 2, 4), [Float64Array.of(1, 0, 0, 1)], 2)).toBe(false);
  expect(flatSolve(Float64Array.of(Number.NaN), [Float64Array.of(1)], 1)).toBe(false);
});

test("the symmetric part is the mean with the transpose", () => {
  expect([...flatSymmetrise(Float64Array.of(1, 2, 4, 5), 2)]).toEqual([1, 3, 3, 5]);
});
