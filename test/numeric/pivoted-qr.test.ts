// Rank, column space and null space of matrices built to have them.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { columnSpace, nullSpace } from "../../src/numeric/pivoted-qr.ts";

/** 4 x 3 of rank 2: the third column is the sum of the others. */
const M = new Matrix([
  [1, 2, 3],
  [0, 1, 1],
  [-1, 1, 0],
  [2, 0, 2],
]);

test("the rank counts independent columns, and the basis begins with their space", () => {
  const { basis, rank } = columnSpace(M, 1e-12);
  expect(rank).toBe(2);
  expect(Matrix.sub(basis.transpose().mmul(basis), Matrix.eye(4, 4)).norm("frobenius")).toBeLessThan(1e-15 * 16);
  expect(basis.transpose().mmul(M).subMatrix(2, 3, 0, 2).norm("frobenius")).toBeLessThan(1e-14);
});

test("what the matrix sends to zero is the null space", () => {
  const kernel = nullSpace(M, 1e-12);
  expect([kernel.rows, kernel.columns]).toEqual([3, 1]);
  expect(M.mmul(kernel).norm("frobenius")).toBeLessThan(1e-14);
  expect(kernel.norm("frobenius")).toBeCloseTo(1, 15);
});

test("zero and empty matrices have rank 0", () => {
  expect(columnSpace(Matrix.zeros(3, 2), 0).rank).toBe(0);
  expect(columnSpace(Matrix.zeros(3, 0), 0).rank).toBe(0);
  expect(nullSpace(Matrix.zeros(0, 3), 0).columns).toBe(3);
});
