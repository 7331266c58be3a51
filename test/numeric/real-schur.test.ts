// The real Schur form against its own definition, closed forms and the eigenvalues of a second library.
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { realSchur, schurBlocks } from "../../src/numeric/real-schur.ts";

function randomMatrix(n: number, seed: number): Matrix {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Matrix.from1DArray(n, n, Array.from({ length: n * n }, next));
}

/** The cyclic shift of n places: its eigenvalues are the n-th roots of 1, and unshifted iterations never move it. */
function shift(n: number): Matrix {
  const M = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) M.set(i, (i + 1) % n, 1);
  return M;
}

function nilpotent(n: number): Matrix {
  const M = Matrix.zeros(n, n);
  for (let i = 1; i < n; i++) M.set(i, i - 1, 1);
  return M;
}

const samples = [...[1, 2, 3, 6, 12, 30].map((n) => randomMatrix(n, n)), shift(3), shift(4), shift(9), nilpotent(6)];

test("U T U' is the matrix again, with U orthogonal", () => {
  for (const A of samples) {
    const { U, T } = realSchur(A);
    // n Householder steps and a few QR steps per eigenvalue, each with an error of some roundings of |A|.
    const rounding = 1e-14 * A.rows;
    expect(Matrix.sub(U.mmul(T).mmul(U.transpose()), A).norm("frobenius")).toBeLessThan(rounding * A.norm("frobenius"));
    expect(Matrix.sub(U.transpose().mmul(U), Matrix.eye(A.rows, A.rows)).norm("frobenius")).toBeLessThan(rounding);
  }
});

test("below the blocks everything is zero, and a block of two holds a complex pair", () => {
  for (const A of samples) {
    const { T } = realSchur(A);
    for (const { start, size } of schurBlocks(T)) {
      for (let j = start; j < start + size; j++) {
        for (let i = start + size; i < A.rows; i++) expect(T.get(i, j)).toBe(0);
      }
      if (size === 1) continue;
      const half = (T.get(start, start) - T.get(start + 1, start + 1)) / 2;
      expect(half * half + T.get(start, start + 1) * T.get(start + 1, start)).toBeLessThan(0);
    }
  }
});

test("the diagonal carries the eigenvalues", () => {
  for (const A of samples.slice(0, 6)) {
    const { T } = realSchur(A);
    const found = schurBlocks(T).flatMap(({ start, size }) => {
      const ends = [T.get(start, start), T.get(start + size - 1, start + size - 1)] as const;
      return size === 1 ? [ends[0]] : [(ends[0] + ends[1]) / 2, (ends[0] + ends[1]) / 2];
    });
    const wanted = new EigenvalueDecomposition(A).realEigenvalues;
    const ascending = (values: number[]): number[] => values.toSorted((x, y) => x - y);
    // Random matrices of these sizes have eigenvalues with condition numbers below 100.
    ascending(found).forEach((value, k) => {
      expect(value).toBeCloseTo(ascending(wanted)[k] ?? Number.NaN, 11);
    });
  }
});
