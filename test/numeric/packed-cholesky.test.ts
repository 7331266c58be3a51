// The packed factor against the matrix it came from.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import {
  diagonalOf,
  factorRow,
  packedCholesky,
  packedInverse,
  packedRow,
  solveLower,
  solveUpper,
} from "../../src/numeric/packed-cholesky.ts";

const n = 7;

/** B B' + I with entries of B that follow no pattern. */
function positiveDefinite(): Matrix {
  const B = new Matrix(
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => ((i * 7 + j * 3) % 5) - 2)),
  );
  return Matrix.add(B.mmul(B.transpose()), Matrix.eye(n, n));
}

function packed(A: Matrix): Float64Array {
  return Float64Array.from(Array.from({ length: n }, (_, i) => A.getRow(i).slice(0, i + 1)).flat());
}

function unpacked(L: Float64Array): Matrix {
  return new Matrix(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j <= i ? (L[packedRow(i) + j] ?? NaN) : 0)),
    ),
  );
}

function factor(): Float64Array {
  const L = packed(positiveDefinite());
  expect(packedCholesky(L, n)).toBe(true);
  return L;
}

const largest = (A: Matrix): number => Math.max(...A.to1DArray().map(Math.abs));

test("the factor times its transpose is the matrix", () => {
  const L = unpacked(factor());
  expect(largest(Matrix.sub(L.mmul(L.transpose()), positiveDefinite()))).toBeLessThan(1e-12);
});

test("a factor grown by a row is that of the larger matrix, to the last bit", () => {
  const L = packed(positiveDefinite());
  packedCholesky(L, n - 1);
  expect(factorRow(L, n - 1)).toBe(true);
  expect(L).toEqual(factor());
});

test("both triangles solved one after the other undo the matrix", () => {
  const x = Float64Array.from({ length: n }, (_, i) => i - 2);
  const b = Float64Array.from(
    positiveDefinite()
      .mmul(Matrix.columnVector([...x]))
      .to1DArray(),
  );
  solveLower(factor(), b, n);
  solveUpper(factor(), b, n);
  for (const [i, v] of b.entries()) expect(v).toBeCloseTo(x[i] ?? NaN, 11);
});

test("the inverse times the matrix is one, and the diagonal multiplies to the root of the determinant", () => {
  const [inverse, room] = [new Float64Array(packedRow(n)), new Float64Array(packedRow(n))];
  packedInverse(factor(), n, inverse, room);
  const lower = unpacked(inverse);
  const whole = Matrix.sub(Matrix.add(lower, lower.transpose()), Matrix.diag(lower.diagonal()));
  expect(largest(Matrix.sub(whole.mmul(positiveDefinite()), Matrix.eye(n, n)))).toBeLessThan(1e-11);
  const product = diagonalOf(factor(), n).reduce((all, v) => all * v, 1);
  const A = positiveDefinite();
  // det by Gaussian elimination without pivoting, which a positive definite matrix does not need
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    determinant *= A.get(k, k);
    for (let i = k + 1; i < n; i++) {
      const share = A.get(i, k) / A.get(k, k);
      for (let j = k; j < n; j++) A.set(i, j, A.get(i, j) - share * A.get(k, j));
    }
  }
  expect((product * product) / determinant).toBeCloseTo(1, 10);
});

test("a matrix with a negative eigenvalue is refused", () => {
  expect(packedCholesky(Float64Array.of(1, 2, 1), 2)).toBe(false);
});
