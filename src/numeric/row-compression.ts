// The rank of a matrix and the orthogonal turn that gathers its rows at the top.
import { Matrix } from "ml-matrix";

/** Q' M = [R; 0] with `rank` rows in R. */
export interface RowCompression {
  /** r x r, orthogonal. */
  readonly Q: Matrix;
  readonly rank: number;
}

/**
 * Householder QR with column exchanges, stopped where all that is left is negligible (Golub and Van Loan, Matrix
 * Computations, 2013, section 5.4.2).
 * @param M r x c; not changed  @param tolerance Euclidean length of a column that counts as zero
 */
export function rowCompression(M: Matrix, tolerance: number): RowCompression {
  const work = M.clone();
  const Q = Matrix.eye(M.rows, M.rows);
  const used = new Set<number>();
  let rank = 0;
  while (rank < M.rows && used.size < M.columns) {
    const { column, length } = longestColumn(work, rank, used);
    if (length <= tolerance) break;
    used.add(column);
    turnOnto(work, Q, rank, column);
    rank++;
  }
  return { Q, rank };
}

function longestColumn(work: Matrix, top: number, used: ReadonlySet<number>): { column: number; length: number } {
  let [column, length] = [-1, -1];
  for (let j = 0; j < work.columns; j++) {
    if (used.has(j)) continue;
    let sum = 0;
    for (let i = top; i < work.rows; i++) sum += work.get(i, j) ** 2;
    const found = Math.sqrt(sum);
    if (found > length) [column, length] = [j, found];
  }
  return { column, length };
}

/** Reflects rows top... so that `column` keeps only its entry in row `top`; Q collects the reflection. */
function turnOnto(work: Matrix, Q: Matrix, top: number, column: number): void {
  const v = Float64Array.from({ length: work.rows - top }, (_, i) => work.get(top + i, column));
  const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const head = v[0] ?? 0;
  const target = head > 0 ? -length : length;
  v[0] = head - target;
  const weight = -1 / (target * (head - target)); // 2 / v'v
  for (let j = 0; j < work.columns; j++) {
    const along = weight * v.reduce((sum, x, i) => sum + x * work.get(top + i, j), 0);
    for (const [i, x] of v.entries()) work.set(top + i, j, work.get(top + i, j) - along * x);
  }
  for (let i = top + 1; i < work.rows; i++) work.set(i, column, 0);
  for (let i = 0; i < Q.rows; i++) {
    const along = weight * v.reduce((sum, x, j) => sum + x * Q.get(i, top + j), 0);
    for (const [j, x] of v.entries()) Q.set(i, top + j, Q.get(i, top + j) - along * x);
  }
}
