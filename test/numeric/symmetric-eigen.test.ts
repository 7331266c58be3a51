// The symmetric eigen-decomposition against closed forms, a second library and its own definition.
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { identityMatrix, symmetricEigen } from "../../src/numeric/symmetric-eigen.ts";

/** Deterministic numbers in (-1, 1). */
function numbers(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function symmetric(n: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return entry(Math.max(i, j), Math.min(i, j));
  });
}

function randomSymmetric(n: number, seed: number): Float64Array {
  const entries = numbers(n * n, seed);
  return symmetric(n, (i, j) => entries[i * n + j] ?? 0);
}

test("the stiffness matrix of a string has the eigenvalues 2 - 2 cos(k pi / (n + 1))", () => {
  for (const n of [1, 2, 7, 30]) {
    const { values } = symmetricEigen(
      symmetric(n, (i, j) => (i === j ? 2 : i === j + 1 ? -1 : 0)),
      n,
    );
    for (const [k, value] of values.entries()) {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13);
    }
  }
});

test("vectors are orthonormal and rebuild the matrix", () => {
  for (const n of [2, 5, 20, 50]) {
    const a = new Matrix(rows(randomSymmetric(n, n), n));
    const { values, vectors } = symmetricEigen(randomSymmetric(n, n), n);
    const v = new Matrix(rows(vectors, n));
    const identity = v.transpose().mmul(v);
    const rebuilt = v.mmul(Matrix.diag(Array.from(values))).mmul(v.transpose());
    expect(identity.sub(Matrix.eye(n)).norm()).toBeLessThan(1e-13 * n); // n^2 entries, rounding of n rotations each
    expect(rebuilt.sub(a).norm()).toBeLessThan(1e-14 * n * a.norm());
  }
});

test("eigenvalues agree with those of tridiagonal QL", () => {
  const matrix = randomSymmetric(12, 3);
  const other = new EigenvalueDecomposition(new Matrix(rows(matrix, 12)), { assumeSymmetric: true });
  const expected = other.realEigenvalues.toSorted((x, y) => x - y);
  for (const [k, value] of symmetricEigen(matrix, 12).values.entries())
    expect(value).toBeCloseTo(expected[k] ?? NaN, 13);
});

test("small eigenvalues of a badly scaled positive definite matrix keep their relative accuracy", () => {
  // D H D with H = [[1, 1/2], [1/2, 1]] and D = diag(1, 1e-10): the product of the eigenvalues is det = 0.75e-20.
  const { values } = symmetricEigen(Float64Array.of(1, 0.5e-10, 0.5e-10, 1e-20), 2);
  expect(((values[0] ?? 0) * (values[1] ?? 0)) / 0.75e-20).toBeCloseTo(1, 14);
});

test("a diagonal matrix is only sorted", () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 2), 3);
  expect([...values]).toEqual([1, 2, 3]);
  expect([...vectors]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
  expect([...symmetricEigen(identityMatrix(4), 4).vectors]).toEqual([...identityMatrix(4)]);
});

function rows(matrix: Float64Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(matrix.subarray(i * n, (i + 1) * n)));
}
