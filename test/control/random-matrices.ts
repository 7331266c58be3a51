// Deterministic random matrices for the tests of the control room.
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** Numbers in (-1, 1). */
export function numbers(count: number, seed: number): number[] {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  return Matrix.from1DArray(rows, columns, numbers(rows * columns, seed));
}

/** M M' + floor I: symmetric, positive definite for floor > 0. */
export function randomPositive(n: number, seed: number, floor: number): Matrix {
  const M = randomMatrix(n, n, seed);
  return M.mmul(M.transpose()).add(Matrix.eye(n, n).mul(floor));
}

/** Largest modulus of the eigenvalues. */
export function spectralRadius(A: Matrix): number {
  const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(A);
  return Math.max(...re.map((x, k) => Math.hypot(x, im[k] ?? 0)));
}

/** Largest real part of the eigenvalues. */
export function spectralAbscissa(A: Matrix): number {
  return Math.max(...new EigenvalueDecomposition(A).realEigenvalues);
}

/** Random with the given spectral radius. */
export function randomWithRadius(n: number, seed: number, radius: number): Matrix {
  const A = randomMatrix(n, n, seed);
  return A.mul(radius / spectralRadius(A));
}

/** |L - R| / |R| in the Frobenius norm. */
export function distance(L: Matrix, R: Matrix): number {
  return Matrix.sub(L, R).norm("frobenius") / R.norm("frobenius");
}
