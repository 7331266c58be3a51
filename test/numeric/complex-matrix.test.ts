// Complex linear algebra against residuals, real embeddings and closed forms.
import { Matrix, determinant as realDeterminant } from "ml-matrix";
import { expect, test } from "vitest";
import type { ComplexMatrix } from "../../src/numeric/complex.ts";
import { determinant, product, solve } from "../../src/numeric/complex-matrix.ts";
import { randomMatrix } from "../oracle/random-system.ts";

const random = (rows: number, columns: number, seed: number): ComplexMatrix => ({
  re: randomMatrix(rows, columns, seed),
  im: randomMatrix(rows, columns, seed + 1000),
});

/** [[re, -im], [im, re]]: the same map on pairs of real numbers. */
function embedded({ re, im }: ComplexMatrix): Matrix {
  const whole = Matrix.zeros(2 * re.rows, 2 * re.columns);
  whole.setSubMatrix(re, 0, 0).setSubMatrix(re, re.rows, re.columns);
  whole.setSubMatrix(im, re.rows, 0).setSubMatrix(Matrix.mul(im, -1), 0, re.columns);
  return whole;
}

test("a product is the product of the real embeddings", () => {
  const [a, b] = [random(3, 4, 1), random(4, 2, 2)];
  const difference = embedded(product(a, b)).sub(embedded(a).mmul(embedded(b)));
  expect(difference.norm()).toBeLessThan(1e-14); // sums of eight products below 1
});

test("solutions leave residuals of the size of rounding", () => {
  for (const n of [1, 2, 5, 12]) {
    const [a, b] = [random(n, n, n), random(n, 3, 50 + n)];
    const x = solve(a, b);
    if (x === null) throw new Error("singular");
    const back = product(a, x);
    const scale = embedded(a).norm() * embedded(x).norm();
    expect(embedded({ re: back.re.sub(b.re), im: back.im.sub(b.im) }).norm()).toBeLessThan(1e-15 * n * scale);
  }
});

test("rows are exchanged where a diagonal entry is zero", () => {
  const a = {
    re: new Matrix([
      [0, 1],
      [1, 0],
    ]),
    im: Matrix.zeros(2, 2),
  };
  const x = solve(a, { re: new Matrix([[2], [3]]), im: new Matrix([[0], [1]]) });
  expect(x?.re.to1DArray()).toEqual([3, 2]);
  expect(x?.im.to1DArray()).toEqual([1, 0]);
});

test("an exactly singular matrix has no solution and determinant zero", () => {
  const a = {
    re: new Matrix([
      [1, 2],
      [2, 4],
    ]),
    im: new Matrix([
      [1, 2],
      [2, 4],
    ]),
  };
  expect(solve(a, random(2, 1, 9))).toBeNull();
  expect(determinant(a)).toEqual({ re: 0, im: 0 });
});

test("the squared size of a determinant is the determinant of the real embedding", () => {
  for (const n of [2, 4, 7]) {
    const a = random(n, n, 70 + n);
    const { re, im } = determinant(a);
    expect((re * re + im * im) / realDeterminant(embedded(a))).toBeCloseTo(1, 11);
  }
  expect(determinant({ re: Matrix.zeros(2, 2), im: Matrix.eye(2) })).toEqual({ re: -1, im: 0 }); // j^2
  expect(determinant({ re: Matrix.zeros(0, 0), im: Matrix.zeros(0, 0) })).toEqual({ re: 1, im: 0 });
});
