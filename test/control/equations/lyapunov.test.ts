// The Lyapunov equations against closed forms, sums of series and their own definition.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { continuousLyapunov, discreteLyapunov } from "../../../src/control/equations/lyapunov.ts";
import { distance, randomMatrix, randomPositive, randomWithRadius, spectralAbscissa } from "../random-matrices.ts";

test("the variance of a first-order autoregression is q / (1 - a^2), of its continuous twin -q / (2 a)", () => {
  for (const a of [0, 0.5, -0.9, 0.999999]) {
    const X = discreteLyapunov(new Matrix([[a]]), new Matrix([[3]]));
    expect(X.get(0, 0) / (3 / ((1 - a) * (1 + a)))).toBeCloseTo(1, 14);
  }
  expect(continuousLyapunov(new Matrix([[-0.2]]), new Matrix([[3]])).get(0, 0)).toBeCloseTo(7.5, 14);
});

test("a discrete solution is the sum of A^k Q A'^k", () => {
  for (const n of [2, 5, 9]) {
    const A = randomWithRadius(n, n, 0.5);
    const Q = randomPositive(n, n + 50, 0);
    let power = Matrix.eye(n, n);
    const sum = Matrix.zeros(n, n);
    for (let k = 0; k < 80; k++) {
      sum.add(power.mmul(Q).mmul(power.transpose()));
      power = A.mmul(power);
    }
    // 0.5^160 is far below rounding; 80 sums of n^2 products round at 1e-14.
    expect(distance(discreteLyapunov(A, Q), sum)).toBeLessThan(1e-13);
  }
});

test("residuals are at the rounding of their terms, for definite, indefinite and unsymmetric Q", () => {
  for (const n of [1, 3, 8, 20]) {
    for (const Q of [randomPositive(n, n, 0), randomMatrix(n, n, n + 7), symmetric(randomMatrix(n, n, n + 9))]) {
      const A = randomWithRadius(n, 2 * n + 1, 0.98);
      const X = discreteLyapunov(A, Q);
      const back = A.mmul(X).mmul(A.transpose()).add(Q);
      expect(distance(back, X)).toBeLessThan(1e-13);
      const F = Matrix.sub(A, Matrix.eye(n, n).mul(spectralAbscissa(A) + 0.1));
      const Y = continuousLyapunov(F, Q);
      const FY = F.mmul(Y);
      const negative = FY.clone().add(Y.mmul(F.transpose()));
      // The two products are larger than Q and cancel down to it.
      expect(Matrix.add(negative, Q).norm("frobenius")).toBeLessThan(
        1e-13 * (FY.norm("frobenius") + Q.norm("frobenius")),
      );
    }
  }
});

test("a solution is symmetric to the last bit where Q is", () => {
  const X = discreteLyapunov(randomWithRadius(7, 3, 0.9), randomPositive(7, 4, 0));
  expect(X.isSymmetric()).toBe(true);
});

test("an unstable A has a solution as long as no two of its eigenvalues have product 1", () => {
  const A = new Matrix([
    [2, 1],
    [0, 0.25],
  ]);
  const X = discreteLyapunov(A, Matrix.eye(2, 2));
  expect(distance(A.mmul(X).mmul(A.transpose()).add(Matrix.eye(2, 2)), X)).toBeLessThan(1e-14);
});

test("where the solution is not unique the error names A and its spectral radius or abscissa", () => {
  const A = new Matrix([
    [2, 1],
    [0, 0.5],
  ]);
  expect(() => discreteLyapunov(A, Matrix.eye(2, 2))).toThrow(/A: found spectral radius 2; expected below 1/);
  const rotation = new Matrix([
    [0, 1],
    [-1, 0],
  ]);
  expect(() => discreteLyapunov(rotation, Matrix.eye(2, 2))).toThrow(/spectral radius 1/);
  expect(() => continuousLyapunov(rotation, Matrix.eye(2, 2))).toThrow(
    /A: found spectral abscissa 0; expected below 0/,
  );
});

test("wrong shapes and entries are named together", () => {
  expect(() => discreteLyapunov(Matrix.zeros(2, 3), new Matrix([[Number.NaN]]))).toThrow(
    /A: found 2 x 3; expected 2 x 2\n {2}Q: found 1 x 1; expected 2 x 2\n {2}Q: found the entry NaN/,
  );
});

function symmetric(M: Matrix): Matrix {
  return Matrix.add(M, M.transpose());
}
