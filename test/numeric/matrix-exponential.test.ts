// The matrix exponential against closed forms and the laws of exponents.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { exp } from "../../src/numeric/elementary.ts";
import { matrixExponential } from "../../src/numeric/matrix-exponential.ts";
import { cos, sin } from "../../src/numeric/trigonometric.ts";
import { randomMatrix } from "../oracle/random-system.ts";

test("of A times of -A is the identity, from small to large matrices", () => {
  for (let seed = 0; seed < 60; seed++) {
    const n = 1 + (seed % 8);
    const A = randomMatrix(n, n, seed).mul([0.001, 0.03, 0.4, 1.5, 10][seed % 5] ?? 1);
    const [forth, back] = [matrixExponential(A), matrixExponential(Matrix.mul(A, -1))];
    const error = forth.mmul(back).sub(Matrix.eye(n, n)).norm();
    expect(error).toBeLessThan(1e-14 * forth.norm() * back.norm()); // rounding of the product
  }
});

test("of 2 A is the square of that of A", () => {
  for (let seed = 0; seed < 20; seed++) {
    const A = randomMatrix(5, 5, 100 + seed).mul(0.1 * (1 + seed));
    const once = matrixExponential(A);
    const twice = matrixExponential(Matrix.mul(A, 2));
    expect(once.mmul(once).sub(twice).norm()).toBeLessThan(3e-14 * once.norm() ** 2);
  }
});

test("a spiral turns by its angle and grows by its rate", () => {
  const [rate, angle] = [0.3, 5];
  const found = matrixExponential(
    new Matrix([
      [rate, -angle],
      [angle, rate],
    ]),
  );
  const size = exp(rate);
  const expected = new Matrix([
    [size * cos(angle), -size * sin(angle)],
    [size * sin(angle), size * cos(angle)],
  ]);
  expect(found.sub(expected).norm()).toBeLessThan(1e-14);
});

test("a nilpotent matrix with huge entries needs no scaling: its series ends", () => {
  const found = matrixExponential(
    new Matrix([
      [0, 1e8, 0],
      [0, 0, 1e8],
      [0, 0, 0],
    ]),
  );
  expect(found.get(0, 1) / 1e8).toBeCloseTo(1, 14);
  expect(found.get(0, 2) / 5e15).toBeCloseTo(1, 14);
  expect([found.get(0, 0), found.get(1, 0), found.get(2, 1)]).toEqual([1, 0, 0]);
});

test("a matrix far from normal is not scaled too much", () => {
  // [[10, b], [0, -10]]: the corner is b sinh(10) / 10; scaling by the norm would take 31 squarings and as many bits.
  const found = matrixExponential(
    new Matrix([
      [10, 1e10],
      [0, -10],
    ]),
  );
  expect(found.get(0, 0) / exp(10)).toBeCloseTo(1, 13);
  expect(found.get(0, 1) / ((1e9 * (exp(10) - exp(-10))) / 2)).toBeCloseTo(1, 13);
});

test("a matrix whose powers cancel is scaled enough", () => {
  // Eigenvalues below 1 and entries up to 700: the norms of the powers alone would ask for no scaling.
  const A = new Matrix([
    [29.86737563744446, 4.204283150878344, -0.2927646906760348],
    [-293.049329991808, -41.22240575323813, 2.840348259682386],
    [-1076.4454914107766, -151.06402783043248, 10.089428325316062],
  ]);
  const expected = new Matrix([
    [21.73972562185506, 2.9137025806116004, -0.20322455518269383],
    [-194.61241242501907, -26.31745019493805, 1.8808584876475822],
    [-625.4417266447482, -87.48122894533653, 6.75283311076921],
  ]); // mpmath 1.3, 60 digits
  expect(matrixExponential(A).sub(expected).norm()).toBeLessThan(1e-13 * expected.norm()); // 1e-16 times the norm of A
});

test("a short approximant is not trusted where powers cancel", () => {
  const A = new Matrix([
    [-4.687780681799517, 0.12142495353950103],
    [-177.06144356742826, 4.614414652586412],
  ]);
  const expected = new Matrix([
    [-3.5548300680151548, 0.11966400839865228],
    [-174.4936395074473, 5.612461729693826],
  ]); // mpmath 1.3, 60 digits
  expect(matrixExponential(A).sub(expected).norm()).toBeLessThan(5e-16 * expected.norm()); // 2e-15 without scaling
});

test("of nothing is nothing", () => {
  expect(matrixExponential(Matrix.zeros(0, 0)).to2DArray()).toEqual([]);
});
