// Pole placement against closed forms, characteristic polynomials and the residual of every pole.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import { placePoles } from "../../../src/control/synthesis/placement.ts";
import type { Complex } from "../../../src/numeric/complex.ts";
import { distance, randomMatrix } from "../random-matrices.ts";

const real = (...poles: number[]): Complex[] => poles.map((re) => ({ re, im: 0 }));
const pair = (re: number, im: number): Complex[] => [
  { re, im },
  { re, im: -im },
];

/** The smallest change of M, relative to its norm, that has the pole: its distance to singularity after the shift. */
function backwardError(M: Matrix, { re, im }: Complex): number {
  const I = Matrix.eye(M.rows, M.rows);
  const shifted = Matrix.sub(M, Matrix.mul(I, re)).to2DArray();
  const turned = Matrix.mul(I, im).to2DArray();
  const both = new Matrix([
    ...shifted.map((row, i) => [...row, ...(turned[i] ?? [])]),
    ...shifted.map((row, i) => [...(turned[i] ?? []).map((entry) => -entry), ...row]),
  ]);
  return Math.min(...new SingularValueDecomposition(both).diagonal) / (1 + M.norm("frobenius"));
}

function closed(A: Matrix, B: Matrix, K: Matrix): Matrix {
  return Matrix.sub(A, B.mmul(K));
}

test("the gains of a double integrator are the coefficients of its polynomial", () => {
  const A = new Matrix([
    [0, 1],
    [0, 0],
  ]);
  const B = new Matrix([[0], [1]]);
  // (s + 1)^2 + 4 = s^2 + 2 s + 5; a double pole at -3 gives s^2 + 6 s + 9.
  expect(distance(placePoles(A, B, pair(-1, 2)), new Matrix([[5, 2]]))).toBeLessThan(1e-14);
  expect(distance(placePoles(A, B, real(-3, -3)), new Matrix([[9, 6]]))).toBeLessThan(1e-13);
});

test("a dead-beat gain empties a chain of integrators: all poles at zero, nilpotent in n samples", () => {
  const A = new Matrix([
    [1, 1, 0],
    [0, 1, 1],
    [0, 0, 1],
  ]);
  const B = new Matrix([[0], [0], [1]]);
  const F = closed(A, B, placePoles(A, B, real(0, 0, 0)));
  expect(F.mmul(F).mmul(F).norm("frobenius")).toBeLessThan(1e-12);
});

test("every pole is there to the rounding of the loop, with one input and with several", () => {
  for (const [n, m, seed] of [
    [2, 1, 1],
    [5, 1, 2],
    [5, 2, 3],
    [6, 3, 4],
    [9, 4, 5],
    [4, 4, 6],
  ] as const) {
    const A = randomMatrix(n, n, seed);
    const B = randomMatrix(n, m, seed + 10);
    const mixed = [...pair(0.4, 0.3), ...pair(-0.2, 0.5), ...real(0.1, 0.2, 0.3, 0.6, 0.7)];
    const choices = [
      real(...Array.from({ length: n }, (_, k) => 0.1 + (0.8 * k) / n)),
      n % 2 === 1 ? mixed.slice(-n) : mixed.slice(0, n),
    ];
    for (const poles of choices.filter(
      (list) => list.filter(({ im }) => im > 0).length === list.filter(({ im }) => im < 0).length,
    )) {
      const F = closed(A, B, placePoles(A, B, poles));
      // Orthogonal steps: the placed poles are those of a matrix within some hundred roundings.
      for (const pole of poles) expect(backwardError(F, pole)).toBeLessThan(1e-13);
    }
  }
});

test("poles may repeat more often than there are inputs", () => {
  const A = randomMatrix(6, 6, 8);
  const B = randomMatrix(6, 2, 9);
  const F = closed(A, B, placePoles(A, B, real(0.5, 0.5, 0.5, 0.5, 0.2, 0.2)));
  for (const pole of real(0.5, 0.2)) expect(backwardError(F, pole)).toBeLessThan(1e-13);
  expect(F.trace()).toBeCloseTo(2.4, 11);
});

test("as many inputs as states reach a normal closed loop, the least sensitive there is", () => {
  const A = randomMatrix(4, 4, 11);
  const B = randomMatrix(4, 4, 12);
  const F = closed(A, B, placePoles(A, B, [...pair(0.3, 0.4), ...real(0.1, 0.6)]));
  expect(Matrix.sub(F.mmul(F.transpose()), F.transpose().mmul(F)).norm("frobenius")).toBeLessThan(1e-12);
});

test("inputs that do the same need no more gain than one of them", () => {
  const A = randomMatrix(3, 3, 13);
  const b = randomMatrix(3, 1, 14);
  const single = placePoles(A, b, real(0.1, 0.2, 0.3));
  const twice = new Matrix(b.to2DArray().map(([entry]) => [entry ?? 0, entry ?? 0]));
  const shared = placePoles(A, twice, real(0.1, 0.2, 0.3));
  expect(distance(twice.mmul(shared), b.mmul(single))).toBeLessThan(1e-10);
  expect(distance(shared.getRowVector(0), shared.getRowVector(1))).toBeLessThan(1e-12);
});

test("a mode that no input moves must be among the poles", () => {
  const A = Matrix.diag([0.9, 0.5]);
  const B = new Matrix([[1], [0]]);
  expect(() => placePoles(A, B, real(0.1, 0.2))).toThrow(/poles: found no pole at 0.5, a mode that no input moves/);
  expect(placePoles(A, B, real(0.5, 0.2)).get(0, 0)).toBeCloseTo(0.7, 14);
});

test("wrong arguments are named together", () => {
  expect(() => placePoles(Matrix.eye(2, 2), Matrix.zeros(1, 1), [{ re: 0, im: 1 }])).toThrow(
    /B: found 1 x 1; expected 2 x 1\n {2}poles: found 1; expected 2, one per state\n {2}poles: found 0 \+ 1i without its conj/,
  );
});
