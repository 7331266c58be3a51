// Solves the Lyapunov equations on the Schur form of A, block by block from the last to the first.
//
// Bartels and Stewart, "Solution of the matrix equation AX + XB = C", Comm. ACM 15, 1972, and for discrete time Kitagawa,
// "An algorithm for solving the matrix equation X = FXF' + S", Int. J. Control 25, 1977, here on real blocks.
import { Matrix } from "ml-matrix";
import { type RealSchur, schurBlocks } from "../../numeric/real-schur.ts";
import type { TimeKind } from "./stability-measure.ts";

/** X of X = A X A' + Q or of A X + X A' + Q = 0 for one Q (n x n, any); null where the solution is not unique to working precision. */
export type LyapunovSolver = (Q: Matrix) => Matrix | null;

const ROUNDING = 2 ** -52;
/** Rounding errors that an entry of T may carry from the iteration. */
const ROUNDINGS = 8;

/** @param schur of A; it serves every Q */
export function lyapunovSolver({ U, T }: RealSchur, kind: TimeKind): LyapunovSolver {
  const Ut = U.transpose();
  return (Q) => {
    const Y = solveTriangular(T, Ut.mmul(Q).mmul(U), kind);
    return Y === null ? null : U.mmul(Y).mmul(Ut);
  };
}

interface Block {
  readonly start: number;
  readonly size: 1 | 2;
}

/** Y = T Y T' + F, or T Y + Y T' + F = 0. */
function solveTriangular(T: Matrix, F: Matrix, kind: TimeKind): Matrix | null {
  const blocks = [...schurBlocks(T)].reverse();
  const Y = Matrix.zeros(T.rows, T.rows);
  for (const column of blocks) {
    const known = knownPart(T, F, Y, column, kind);
    for (const row of blocks) {
      const right = rightSide(T, Y, known, row, column, kind);
      const small = smallSystem(T, row, column, kind, right);
      const solution = solveSmall(small, row.size * column.size, negligiblePivot(T, row, column, kind));
      if (solution === null) return null;
      solution.forEach((value, k) => {
        Y.set(row.start + Math.floor(k / column.size), column.start + (k % column.size), value);
      });
    }
  }
  return Y;
}

/** What the columns right of the block contribute to its right side, with F: n x (size of the block), row-major. */
function knownPart(T: Matrix, F: Matrix, Y: Matrix, column: Block, kind: TimeKind): Matrix {
  const n = T.rows;
  const right = column.start + column.size;
  const W = Matrix.zeros(n, column.size); // sum over the columns k right of the block of Y_k T_jk
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < column.size; j++) {
      let sum = 0;
      for (let k = right; k < n; k++) sum += Y.get(i, k) * T.get(column.start + j, k);
      W.set(i, j, sum);
    }
  }
  const part = kind === "discrete" ? T.mmul(W) : W;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < column.size; j++) {
      const value = part.get(i, j) + F.get(i, column.start + j);
      part.set(i, j, kind === "discrete" ? value : -value);
    }
  }
  return part;
}

/** Right side of the small system of one block: what is known, less what the rows below contribute. Row-major. */
function rightSide(T: Matrix, Y: Matrix, known: Matrix, row: Block, column: Block, kind: TimeKind): number[] {
  const below = row.start + row.size;
  const right: number[] = [];
  for (let i = 0; i < row.size; i++) {
    const sums = [0, 0];
    for (let j = 0; j < column.size; j++) {
      let sum = 0;
      for (let k = below; k < T.rows; k++) sum += T.get(row.start + i, k) * Y.get(k, column.start + j);
      sums[j] = sum;
    }
    for (let j = 0; j < column.size; j++) {
      right.push(known.get(row.start + i, j) + belowPart(T, sums, column, j, kind));
    }
  }
  return right;
}

/** In discrete time (T Y)_j is weighted with the column's block of T'. */
function belowPart(T: Matrix, sums: readonly number[], column: Block, j: number, kind: TimeKind): number {
  if (kind === "continuous") return -(sums[j] ?? 0);
  let total = 0;
  for (let k = 0; k < column.size; k++) total += (sums[k] ?? 0) * T.get(column.start + j, column.start + k);
  return total;
}

/** Below this a pivot is rounding: 1 - t_ii t_jj or t_ii + t_jj vanishes, and with it uniqueness. */
function negligiblePivot(T: Matrix, row: Block, column: Block, kind: TimeKind): number {
  const [left, across] = [blockSize(T, row), blockSize(T, column)];
  return ROUNDINGS * ROUNDING * (kind === "discrete" ? 1 + left * across : left + across);
}

function blockSize(T: Matrix, { start, size }: Block): number {
  let largest = 0;
  for (let i = start; i < start + size; i++) {
    for (let j = start; j < start + size; j++) largest = Math.max(largest, Math.abs(T.get(i, j)));
  }
  return largest;
}

/** Augmented rows of y - T_ii y T_jj' = right, or T_ii y + y T_jj' = right, for the 1, 2 or 4 entries of y. */
function smallSystem(T: Matrix, row: Block, column: Block, kind: TimeKind, right: readonly number[]): Float64Array {
  const count = row.size * column.size;
  const rows = new Float64Array(count * (count + 1));
  for (let equation = 0; equation < count; equation++) {
    const i = Math.floor(equation / column.size);
    const j = equation % column.size;
    for (let unknown = 0; unknown < count; unknown++) {
      const k = Math.floor(unknown / column.size);
      const l = unknown % column.size;
      const left = T.get(row.start + i, row.start + k);
      const across = T.get(column.start + j, column.start + l);
      rows[equation * (count + 1) + unknown] =
        kind === "discrete"
          ? (i === k && j === l ? 1 : 0) - left * across
          : (j === l ? left : 0) + (i === k ? across : 0);
    }
    rows[equation * (count + 1) + count] = right[equation] ?? 0;
  }
  return rows;
}

/** Gauss-Jordan with partial pivoting on `count` augmented rows; null where a pivot is negligible. */
function solveSmall(rows: Float64Array, count: number, negligible: number): Float64Array | null {
  const width = count + 1;
  const at = (i: number, j: number): number => rows[i * width + j] ?? 0;
  for (let k = 0; k < count; k++) {
    let pivot = k;
    for (let i = k + 1; i < count; i++) if (Math.abs(at(i, k)) > Math.abs(at(pivot, k))) pivot = i;
    if (!(Math.abs(at(pivot, k)) > negligible)) return null;
    for (let j = k; j < width; j++) {
      const kept = at(pivot, j);
      rows[pivot * width + j] = at(k, j);
      rows[k * width + j] = kept;
    }
    for (let i = 0; i < count; i++) {
      if (i === k) continue;
      const factor = at(i, k) / at(k, k);
      for (let j = k; j < width; j++) rows[i * width + j] = at(i, j) - factor * at(k, j);
    }
  }
  return Float64Array.from({ length: count }, (_, k) => at(k, count) / at(k, k));
}
