// Balancing: a diagonal change of coordinates that brings the rows and columns of a matrix to similar size.
//
// Powers of two only, so nothing is rounded. The Euclidean norm and not the 1-norm of Parlett and Reinsch, whose scaling
// can make eigenvalues worse (James, Langou and Lowery, "On matrix balancing and eigenvector computation",
// arXiv:1401.5766, 2014, algorithm 3).
import type { Matrix } from "ml-matrix";

const WORTHWHILE = 0.95; // a scaling must shrink the norms by more than this
const LARGEST_SWEEP_COUNT = 100;

/** matrix = S^-1 A S with S = diag(scale). */
export interface Balanced {
  readonly matrix: Matrix;
  /** n powers of two. */
  readonly scale: Float64Array;
}

/** @param A n x n; not changed */
export function balanced(A: Matrix): Balanced {
  const matrix = A.clone();
  const scale = new Float64Array(A.rows).fill(1);
  for (let sweep = 0, changed = true; changed && sweep < LARGEST_SWEEP_COUNT; sweep++) {
    changed = false;
    for (let k = 0; k < A.rows; k++) changed = scaleOne(matrix, scale, k) || changed;
  }
  return { matrix, scale };
}

/** Balances row k against column k; false where that is not worth it. */
function scaleOne(matrix: Matrix, scale: Float64Array, k: number): boolean {
  const column = normBeside(matrix, k, (i) => matrix.get(i, k));
  const row = normBeside(matrix, k, (j) => matrix.get(k, j));
  if (column === 0 || row === 0) return false;
  let factor = 1;
  while (column * factor < (row / factor) * 0.5) factor *= 2;
  while (column * factor > (row / factor) * 2) factor /= 2;
  const before = column * column + row * row;
  const after = (column * factor) ** 2 + (row / factor) ** 2;
  if (factor === 1 || after >= WORTHWHILE * before) return false;
  scale[k] = (scale[k] ?? 1) * factor;
  for (let i = 0; i < matrix.rows; i++) matrix.set(i, k, matrix.get(i, k) * factor);
  for (let j = 0; j < matrix.rows; j++) matrix.set(k, j, matrix.get(k, j) / factor);
  return true;
}

/** Euclidean norm of a row or column without its diagonal entry. */
function normBeside(matrix: Matrix, k: number, entry: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) if (i !== k) sum += entry(i) ** 2;
  return Math.sqrt(sum);
}
