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
  // [[1, b], [0, -1]]: the corner is b sinh 1; scaling by the norm b would cost log2(b) squarings and as many digits.
  const found = matrixExponential(
    new Matrix([
      [1, 1e10],
      [0, -1],
    ]),
  );
  expect(found.get(0, 0) / exp(1)).toBeCloseTo(1, 14);
  expect(found.get(0, 1) / ((1e10 * (exp(1) - exp(-1))) / 2)).toBeCloseTo(1, 14);
});

test("of nothing is nothing", () => {
  expect(matrixExponential(Matrix.zeros(0, 0)).to2DArray()).toEqual([]);
});
