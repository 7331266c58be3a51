// One step of pole placement: the next column, or pair of columns, of the closed loop's Schur form.
import { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { placeBlock, rows } from "../../numeric/matrix-blocks.ts";
import { nullSpace } from "../../numeric/pivoted-qr.ts";
import { symmetricEigen } from "../../numeric/symmetric-eigen.ts";

/** The first j columns of X and T in (A - B K) X = X T. */
export interface PartialSchur {
  /** n x j, orthonormal columns. */
  readonly X: Matrix;
  /** j x j, quasi-upper triangular. */
  readonly T: Matrix;
}

/** Mixtures of two candidates that are tried beside the candidates themselves. */
const MIXTURES = [1, -1, 0.5, -0.5, 2, -2];

/**
 * The column of a real pole: the x orthogonal to X with free (A x - pole x - X t) = 0 whose t is shortest beside x.
 * @param free rows that the inputs do not reach, (n - m) x n
 */
export function nextColumn(A: Matrix, free: Matrix, { X, T }: PartialSchur, pole: number): PartialSchur {
  const n = A.rows;
  const candidates = nullSpace(constraints(A, free, X, pole), 0); // columns (x, t)
  const [best] = byWeightOnState(candidates, n);
  const column = candidates.mmul(best ?? Matrix.zeros(candidates.columns, 1));
  const length = norm(column, 0, n);
  return extended({ X, T }, rows(column, 0, n).mul(1 / length), rows(column, n, column.rows).mul(1 / length), [[pole]]);
}

/** The two columns of a pair of complex poles a +- bi, b > 0. */
export function nextPair(A: Matrix, free: Matrix, { X, T }: PartialSchur, pole: Complex): PartialSchur {
  const n = A.rows;
  const real = constraints(A, free, X, pole.re);
  const height = real.rows;
  const width = real.columns;
  // (Re x, Re t, Im x, Im t): free (A Re x - a Re x + b Im x) = ..., free (A Im x - a Im x - b Re x) = ...
  const both = Matrix.zeros(2 * height, 2 * width);
  placeBlock(both, real, 0, 0);
  placeBlock(both, real, height, width);
  placeBlock(both, Matrix.mul(free, pole.im), 0, width);
  placeBlock(both, Matrix.mul(free, -pole.im), height, 0);
  const found = nullSpace(both, 0);
  const candidates = stateFirst(found, n, width);
  let best: Pair | null = null;
  for (const weights of mixtures(byWeightOnState(candidates, 2 * n))) {
    const pair = orthogonalPair(candidates.mmul(weights), n, pole);
    if (pair !== null && (best === null || pair.cost < best.cost)) best = pair;
  }
  if (best === null) return { X, T }; // only numbers that are not finite get here; the door refuses them
  return extended({ X, T }, best.x, best.t, best.block);
}

interface Pair {
  /** n x 2, orthonormal. */
  readonly x: Matrix;
  /** j x 2. */
  readonly t: Matrix;
  readonly block: number[][];
  /** What the pair adds to the departure of T from a normal matrix, squared. */
  readonly cost: number;
}

/** Rows (free (A - pole I), -free X) and (X', 0): what a column (x, t) must fulfil. */
function constraints(A: Matrix, free: Matrix, X: Matrix, pole: number): Matrix {
  const n = A.rows;
  const j = X.columns;
  const M = Matrix.zeros(free.rows + j, n + j);
  if (free.rows > 0) {
    placeBlock(M, free.mmul(Matrix.sub(A, Matrix.eye(n, n).mul(pole))), 0, 0);
    if (j > 0) placeBlock(M, free.mmul(X).mul(-1), 0, n);
  }
  placeBlock(M, X.transpose(), free.rows, 0);
  return M;
}

/** From rows (Re x, Re t, Im x, Im t) to rows (Re x, Im x, Re t, Im t). */
function stateFirst(M: Matrix, n: number, width: number): Matrix {
  const order = Array.from({ length: 2 * width }, (_, i) => i).sort(
    (i, k) => Number(i % width >= n) - Number(k % width >= n) || i - k,
  );
  return new Matrix(order.map((row) => M.getRow(row)));
}

/** Unit combinations of orthonormal columns, from the one with the longest first `n` rows to that with the shortest. */
function byWeightOnState(candidates: Matrix, n: number): readonly Matrix[] {
  const state = rows(candidates, 0, n);
  const gram = state.transpose().mmul(state);
  const { vectors } = symmetricEigen(Float64Array.from(gram.to1DArray()), gram.rows);
  const all = Matrix.from1DArray(gram.rows, gram.rows, vectors);
  return Array.from({ length: gram.rows }, (_, k) => all.getColumnVector(gram.rows - 1 - k));
}

function mixtures(vectors: readonly Matrix[]): readonly Matrix[] {
  const mixed = vectors.flatMap((v, i) =>
    vectors.slice(i + 1).flatMap((w) => MIXTURES.map((share) => Matrix.add(v, Matrix.mul(w, share)))),
  );
  return [...vectors, ...mixed];
}

/**
 * Turns x by a phase until its real and imaginary parts are orthogonal, and scales both to length 1: with lengths s1 and
 * s2 the block of the pair becomes [a, b s1/s2; -b s2/s1, a]. Null where the parts are parallel.
 */
function orthogonalPair(column: Matrix, n: number, { re, im }: Complex): Pair | null {
  const j = column.rows / 2 - n;
  const parts = new Matrix([
    column.subMatrix(0, n - 1, 0, 0).to1DArray(),
    column.subMatrix(n, 2 * n - 1, 0, 0).to1DArray(),
  ]);
  const gram = parts.mmul(parts.transpose());
  const { vectors } = symmetricEigen(Float64Array.from(gram.to1DArray()), 2);
  const turn = Matrix.from1DArray(2, 2, vectors);
  if (turn.get(0, 0) * turn.get(1, 1) < turn.get(0, 1) * turn.get(1, 0)) turn.mulColumn(1, -1); // a rotation is a phase
  const x = parts.transpose().mmul(turn);
  const t = Matrix.zeros(j, 2);
  for (let i = 0; i < j; i++) for (let k = 0; k < 2; k++) t.set(i, k, column.get(2 * n + k * j + i, 0));
  const turned = t.mmul(turn);
  const first = norm(x.getColumnVector(0), 0, n);
  const second = norm(x.getColumnVector(1), 0, n);
  if (!(first > 0 && second > 0)) return null;
  for (const [k, length] of [first, second].entries()) {
    x.mulColumn(k, 1 / length);
    if (j > 0) turned.mulColumn(k, 1 / length);
  }
  const [upper, lower] = [(im * first) / second, (-im * second) / first];
  const cost = turned.to1DArray().reduce((sum, entry) => sum + entry * entry, (upper + lower) ** 2);
  return {
    x,
    t: turned,
    block: [
      [re, upper],
      [lower, re],
    ],
    cost,
  };
}

/** X and T with the new columns; x is made orthogonal to X to the last digit. */
function extended({ X, T }: PartialSchur, x: Matrix, t: Matrix, block: readonly number[][]): PartialSchur {
  const j = X.columns;
  const order = j + x.columns;
  const wide = Matrix.zeros(X.rows, order);
  placeBlock(wide, X, 0, 0);
  placeBlock(wide, x, 0, j);
  const upper = Matrix.zeros(order, order);
  placeBlock(upper, T, 0, 0);
  placeBlock(upper, t, 0, j);
  for (const [i, row] of block.entries()) for (const [k, entry] of row.entries()) upper.set(j + i, j + k, entry);
  return { X: wide, T: upper };
}

function norm(column: Matrix, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += column.get(i, 0) ** 2;
  return Math.sqrt(sum);
}
