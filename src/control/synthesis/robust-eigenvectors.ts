// Closed-loop eigenvectors that are as far from each other as the inputs allow, so that the poles hardly move with errors.
//
// Each eigenvector may lie anywhere in a space of as many dimensions as there are inputs; one after the other is moved to
// where the volume spanned by all (|det| of unit vectors) is largest. For real poles this is method 0 of Kautsky, Nichols
// and Van Dooren, "Robust pole assignment in linear state feedback", Int. J. Control 41, 1985; for complex pairs the step of
// Tits and Yang, "Globally convergent algorithms for robust pole assignment by state feedback", IEEE TAC 41, 1996.
import { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { besideEachOther, columns, rows } from "../../numeric/matrix-blocks.ts";
import { columnSpace, nullSpace } from "../../numeric/pivoted-qr.ts";
import { symmetricEigen } from "../../numeric/symmetric-eigen.ts";

/** Rounds through all vectors; the volume seldom grows after ten. */
const MOST_ROUNDS = 20;
/** A round in which no vector moves by more than this is the last. */
const SETTLED = 1e-3;

/** (A - B K) V = V D: real basis, with D = diag of poles and of blocks [a, b; -b, a]. */
export interface EigenBasis {
  /** n x n. */
  readonly V: Matrix;
  /** n x n. */
  readonly D: Matrix;
}

interface Space {
  readonly pole: Complex;
  /** Real pole: n x m. Pair: 2n x 2m, the real parts of x above the imaginary ones. Orthonormal columns. */
  readonly admissible: Matrix;
}

/**
 * @param free rows that the inputs do not reach, (n - m) x n  @param poles real ones, and of each pair the one above the
 * axis; none may repeat more often than there are inputs
 */
export function robustEigenvectors(A: Matrix, free: Matrix, poles: readonly Complex[]): EigenBasis {
  const spaces = poles.map((pole) => ({ pole, admissible: admissibleSpace(A, free, pole) }));
  const vectors: Matrix[] = []; // n x 1 or n x 2 per space
  for (const space of spaces) vectors.push(farthest(space, vectors, A.rows));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (const [k, space] of spaces.entries()) {
      const others = vectors.filter((_, i) => i !== k);
      const next = farthest(space, others, A.rows);
      moved = Math.max(moved, distanceUpToSign(vectors[k] ?? next, next));
      vectors[k] = next;
    }
    if (moved <= SETTLED) break;
  }
  return { V: besideEachOther(vectors, A.rows), D: blockDiagonal(poles, A.rows) };
}

/** All x with free (A - pole I) x = 0. */
function admissibleSpace(A: Matrix, free: Matrix, { re, im }: Complex): Matrix {
  const n = A.rows;
  const M = free.rows === 0 ? Matrix.zeros(0, n) : free.mmul(Matrix.sub(A, Matrix.eye(n, n).mul(re)));
  if (im === 0) return free.rows === 0 ? Matrix.eye(n, n) : nullSpace(M, 0);
  if (free.rows === 0) return Matrix.eye(2 * n, 2 * n);
  const both = Matrix.zeros(2 * M.rows, 2 * n);
  both.setSubMatrix(M, 0, 0);
  both.setSubMatrix(M, M.rows, n);
  both.setSubMatrix(Matrix.mul(free, im), 0, n);
  both.setSubMatrix(Matrix.mul(free, -im), M.rows, 0);
  return nullSpace(both, 0);
}

/** The vector, or pair, of the space that adds most to the volume spanned by the others. */
function farthest({ pole, admissible }: Space, others: readonly Matrix[], n: number): Matrix {
  const joined = besideEachOther(others, n);
  const beyond = columns(columnSpace(joined, 0).basis, joined.columns, n); // what the others leave open
  if (pole.im === 0) {
    const seen = beyond.transpose().mmul(admissible);
    return admissible.mmul(topVector(seen.transpose().mmul(seen)));
  }
  const [re, im] = [rows(admissible, 0, n), rows(admissible, n, 2 * n)];
  const directions = twoDirections(beyond, re, im).transpose();
  const [P, Q] = [directions.mmul(re), directions.mmul(im)];
  // Area of the pair in the two directions: (p1 x)(q2 x) - (p2 x)(q1 x), a quadratic form of the coordinates.
  const [p1, p2, q1, q2] = [P.getRowVector(0), P.getRowVector(1), Q.getRowVector(0), Q.getRowVector(1)];
  const half = Matrix.sub(p1.transpose().mmul(q2), p2.transpose().mmul(q1));
  const best = topVector(Matrix.add(half, half.transpose()));
  const [x, y] = [re.mmul(best), im.mmul(best)];
  return new Matrix(x.to1DArray().map((entry, i) => [entry, y.get(i, 0)]));
}

/** Of the open directions the two in which the admissible vectors reach farthest; both where there are two. */
function twoDirections(beyond: Matrix, re: Matrix, im: Matrix): Matrix {
  if (beyond.columns === 2) return beyond;
  const [P, Q] = [beyond.transpose().mmul(re), beyond.transpose().mmul(im)];
  const reach = Matrix.add(P.mmul(P.transpose()), Q.mmul(Q.transpose()));
  const { vectors } = symmetricEigen(Float64Array.from(reach.to1DArray()), reach.rows);
  const all = Matrix.from1DArray(reach.rows, reach.rows, vectors);
  return beyond.mmul(columns(all, reach.rows - 2, reach.rows));
}

/** Unit eigenvector of the eigenvalue of largest modulus. */
function topVector(M: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(Float64Array.from(M.to1DArray()), M.rows);
  const last = M.rows - 1;
  const top = Math.abs(values[0] ?? 0) > Math.abs(values[last] ?? 0) ? 0 : last;
  return Matrix.from1DArray(M.rows, M.rows, vectors).getColumnVector(top);
}

function distanceUpToSign(L: Matrix, R: Matrix): number {
  return Math.min(Matrix.sub(L, R).norm("frobenius"), Matrix.add(L, R).norm("frobenius"));
}

function blockDiagonal(poles: readonly Complex[], n: number): Matrix {
  const D = Matrix.zeros(n, n);
  let at = 0;
  for (const { re, im } of poles) {
    D.set(at, at, re);
    if (im !== 0) {
      D.set(at, at + 1, im);
      D.set(at + 1, at, -im);
      D.set(at + 1, at + 1, re);
    }
    at += im === 0 ? 1 : 2;
  }
  return D;
}
