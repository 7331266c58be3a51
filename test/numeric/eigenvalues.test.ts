// Eigenvalues of general matrices against closed forms, a second library and their own invariants.
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { balanced } from "../../src/numeric/balance.ts";
import { eigenvalues, spectralRadius } from "../../src/numeric/eigenvalues.ts";
import { hessenberg } from "../../src/numeric/hessenberg.ts";
import { cos, sin } from "../../src/numeric/trigonometric.ts";
import { randomMatrix, setDistance } from "../oracle/random-system.ts";

/** Ones on the first subdiagonal; with `corner` in the last place of the first row. */
function shift(n: number, corner: number): Matrix {
  const matrix = Matrix.zeros(n, n);
  for (let k = 1; k < n; k++) matrix.set(k, k - 1, 1);
  if (n > 1) matrix.set(0, n - 1, corner);
  return matrix;
}

test("they agree with a second library on matrices up to size 25", () => {
  for (const n of [1, 2, 3, 4, 6, 9, 14, 25]) {
    const A = randomMatrix(n, n, n);
    const other = new EigenvalueDecomposition(A.clone());
    const expected = other.realEigenvalues.map((re, k) => ({ re, im: other.imaginaryEigenvalues[k] ?? 0 }));
    expect(setDistance(eigenvalues(A), expected)).toBeLessThan(1e-12); // condition numbers below 1e3
  }
});

test("a cyclic shift has the roots of unity, and conjugates stand together", () => {
  for (const n of [2, 3, 4, 5, 8, 13, 30]) {
    const found = eigenvalues(shift(n, 1));
    const roots = Array.from({ length: n }, (_, k) => ({
      re: cos((2 * Math.PI * k) / n),
      im: sin((2 * Math.PI * k) / n),
    }));
    expect(setDistance(found, roots)).toBeLessThan(1e-14);
    for (const [k, value] of found.entries()) {
      if (value.im > 0) expect(found[k + 1]).toEqual({ re: value.re, im: -value.im });
    }
  }
});

test("a chain of delays in front of a lag keeps its eigenvalues 0 exactly", () => {
  const chain = shift(6, 0);
  chain.set(5, 5, 0.5);
  expect(eigenvalues(chain)).toEqual(expect.arrayContaining([{ re: 0.5, im: 0 }]));
  expect(eigenvalues(chain).filter(({ re, im }) => re === 0 && im === 0)).toHaveLength(5);
});

test("a change of units of the states over sixteen decades does not cost digits", () => {
  const A = randomMatrix(6, 6, 77);
  const units = [1, 1e8, 1e-8, 1e3, 1e-5, 1];
  const scaled = A.clone();
  for (const [i, a] of units.entries()) {
    for (const [j, b] of units.entries()) scaled.set(i, j, (A.get(i, j) * a) / b);
  }
  expect(setDistance(eigenvalues(scaled), eigenvalues(A))).toBeLessThan(1e-13);
});

test("the spectral radius of a rotation by any angle, shrunk to 0.7, is 0.7", () => {
  for (const angle of [0, 0.3, 1.5, 3]) {
    const [c, s] = [0.7 * cos(angle), 0.7 * sin(angle)];
    expect(
      spectralRadius(
        new Matrix([
          [c, -s],
          [s, c],
        ]),
      ),
    ).toBeCloseTo(0.7, 15);
  }
  expect(spectralRadius(Matrix.zeros(0, 0))).toBe(0);
});

describe("the steps before", () => {
  test("balancing is an exact change of units", () => {
    const A = new Matrix([
      [1, 1e6, 0],
      [1e-6, 2, 1e4],
      [0, 1e-5, 3],
    ]);
    const { matrix, scale } = balanced(A);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        expect((matrix.get(i, j) * (scale[i] ?? 1)) / (scale[j] ?? 1)).toBe(A.get(i, j));
      }
    }
    expect(matrix.norm()).toBeLessThan(10);
  });

  test("the Hessenberg form has zeros below its subdiagonal and the trace and size of the matrix", () => {
    const A = randomMatrix(9, 9, 4);
    const H = hessenberg(A);
    for (let i = 2; i < 9; i++) for (let j = 0; j < i - 1; j++) expect(H.get(i, j)).toBe(0);
    expect(H.trace()).toBeCloseTo(A.trace(), 13);
    expect(H.norm()).toBeCloseTo(A.norm(), 13);
  });
});
