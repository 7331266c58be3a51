// Robust eigenvectors against their definition and against many random choices.
import { determinant, Matrix, SingularValueDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import { robustEigenvectors } from "../../../src/control/synthesis/robust-eigenvectors.ts";
import type { Complex } from "../../../src/numeric/complex.ts";
import { columns } from "../../../src/numeric/matrix-blocks.ts";
import { columnSpace, nullSpace } from "../../../src/numeric/pivoted-qr.ts";
import { randomMatrix } from "../random-matrices.ts";

function freeRows(B: Matrix): Matrix {
  const { basis, rank } = columnSpace(B, 0);
  return columns(basis, rank, B.rows).transpose();
}

const A = randomMatrix(5, 5, 1);
const free = freeRows(randomMatrix(5, 2, 2));

test("the inputs can make each vector an eigenvector of its pole", () => {
  const poles: Complex[] = [
    { re: 0.3, im: 0.4 },
    { re: 0.1, im: 0 },
    { re: 0.6, im: 0 },
    { re: -0.2, im: 0 },
  ];
  const { V, D } = robustEigenvectors(A, free, poles);
  expect(free.mmul(Matrix.sub(A.mmul(V), V.mmul(D))).norm("frobenius")).toBeLessThan(1e-13);
  expect(D.to2DArray().slice(0, 2)).toEqual([
    [0.3, 0.4, 0, 0, 0],
    [-0.4, 0.3, 0, 0, 0],
  ]);
});

test("no choice of three vectors from their planes spans a larger volume", () => {
  const small = randomMatrix(3, 3, 21);
  const row = freeRows(randomMatrix(3, 2, 22));
  const poles = [0.1, 0.3, 0.6].map((re) => ({ re, im: 0 }));
  const best = Math.abs(determinant(robustEigenvectors(small, row, poles).V));
  const planes = poles.map(({ re }) => nullSpace(row.mmul(Matrix.sub(small, Matrix.eye(3, 3).mul(re))), 0));
  const steps = 24;
  const circles = planes.map((plane) =>
    Array.from({ length: steps }, (_, k) => {
      const angle = (Math.PI * k) / steps;
      return plane.mmul(new Matrix([[Math.cos(angle)], [Math.sin(angle)]])).to1DArray();
    }),
  );
  let largest = 0;
  for (const x of circles[0] ?? []) {
    for (const y of circles[1] ?? []) {
      for (const z of circles[2] ?? []) largest = Math.max(largest, Math.abs(determinant(new Matrix([x, y, z]))));
    }
  }
  expect(largest).toBeGreaterThan(0.98 * best); // steps of 7.5 degrees come this near
  expect(largest).toBeLessThan(best * 1.001); // the iteration stops at moves of 1e-3, a volume within 1e-6
});

test("the chemical reactor of Kautsky, Nichols and Van Dooren (1985, example 1) gets a condition number below 4", () => {
  const reactor = new Matrix([
    [1.38, -0.2077, 6.715, -5.676],
    [-0.5814, -4.29, 0, 0.675],
    [1.067, 4.273, -6.654, 5.893],
    [0.048, 4.273, 1.343, -2.104],
  ]);
  const inputs = new Matrix([
    [0, 0],
    [5.679, 0],
    [1.136, -3.146],
    [1.136, 0],
  ]);
  const poles = [-0.2, -0.5, -5.0566, -8.6659].map((re) => ({ re, im: 0 }));
  const { V } = robustEigenvectors(reactor, freeRows(inputs), poles);
  const { diagonal } = new SingularValueDecomposition(V);
  // The paper's methods end between 3 and 4.
  expect(Math.max(...diagonal) / Math.min(...diagonal)).toBeLessThan(4);
});
