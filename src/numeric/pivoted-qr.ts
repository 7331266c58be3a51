// The rank of a matrix and orthonormal bases of its column space and of what is orthogonal to it.
//
// Householder QR with column pivoting (Golub and Van Loan, Matrix Computations, 2013, algorithm 5.4.1): the pivots fall
// almost as the singular values do.
import { Matrix } from "ml-matrix";
import { columns } from "./matrix-blocks.ts";

export interface ColumnSpace {
  /** p x p, orthogonal: the first `rank` columns span the column space, the others its complement. */
  readonly basis: Matrix;
  readonly rank: number;
}

/** @param M p x q; not changed  @param negligible columns with at most this norm count as zero, absolute, >= 0 */
export function columnSpace(M: Matrix, negligible: number): ColumnSpace {
  const R = M.clone();
  const basis = Matrix.eye(M.rows, M.rows);
  const most = Math.min(M.rows, M.columns);
  for (let step = 0; step < most; step++) {
    const pivot = longestColumn(R, step);
    const length = columnLength(R, step, pivot);
    if (!(length > negligible)) return { basis, rank: step };
    R.swapColumns(step, pivot);
    reflect(R, basis, step, length);
  }
  return { basis, rank: most };
}

/** An orthonormal basis, as columns, of the vectors x with M x = 0. @param M p x q  @returns q x (q - rank) */
export function nullSpace(M: Matrix, negligible: number): Matrix {
  const { basis, rank } = columnSpace(M.transpose(), negligible);
  return columns(basis, rank, M.columns);
}

function longestColumn(R: Matrix, step: number): number {
  let longest = step;
  for (let j = step + 1; j < R.columns; j++) {
    if (columnLength(R, step, j) > columnLength(R, step, longest)) longest = j;
  }
  return longest;
}

/** Norm of the part of column j from row `step` on. */
function columnLength(R: Matrix, step: number, j: number): number {
  let largest = 0;
  for (let i = step; i < R.rows; i++) largest = Math.max(largest, Math.abs(R.get(i, j)));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = step; i < R.rows; i++) sum += (R.get(i, j) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Makes the column `step` zero below its diagonal; `basis` collects the reflections. */
function reflect(R: Matrix, basis: Matrix, step: number, length: number): void {
  const v = Float64Array.from({ length: R.rows - step }, (_, i) => R.get(step + i, step) / length);
  const first = v[0] ?? 0;
  v[0] = first + (first < 0 ? -1 : 1);
  const size = v.reduce((sum, entry) => sum + entry * entry, 0);
  for (let j = step; j < R.columns; j++) {
    let dot = 0;
    for (let i = 0; i < v.length; i++) dot += (v[i] ?? 0) * R.get(step + i, j);
    for (let i = 0; i < v.length; i++) R.set(step + i, j, R.get(step + i, j) - (2 * dot * (v[i] ?? 0)) / size);
  }
  for (let i = 0; i < basis.rows; i++) {
    let dot = 0;
    for (let j = 0; j < v.length; j++) dot += (v[j] ?? 0) * basis.get(i, step + j);
    for (let j = 0; j < v.length; j++) basis.set(i, step + j, basis.get(i, step + j) - (2 * dot * (v[j] ?? 0)) / size);
  }
}
