// Blocks of matrices, which may be empty: taken out, put in, set side by side.
import { Matrix } from "ml-matrix";

/** The columns from..to-1. */
export function columns(M: Matrix, from: number, to: number): Matrix {
  return to > from ? M.subMatrix(0, M.rows - 1, from, to - 1) : Matrix.zeros(M.rows, 0);
}

/** The rows from..to-1. */
export function rows(M: Matrix, from: number, to: number): Matrix {
  return to > from ? M.subMatrix(from, to - 1, 0, M.columns - 1) : Matrix.zeros(0, M.columns);
}

/** Writes the block into M with its first entry at (row, column). */
export function placeBlock(M: Matrix, block: Matrix, row: number, column: number): void {
  if (block.rows > 0 && block.columns > 0) M.setSubMatrix(block, row, column);
}

/** Matrices of `height` rows side by side. */
export function besideEachOther(blocks: readonly Matrix[], height: number): Matrix {
  const joined = Matrix.zeros(
    height,
    blocks.reduce((sum, block) => sum + block.columns, 0),
  );
  let at = 0;
  for (const block of blocks) {
    placeBlock(joined, block, 0, at);
    at += block.columns;
  }
  return joined;
}

/** M with columns of zeros up to `count`. */
export function withColumns(M: Matrix, count: number): Matrix {
  return besideEachOther([M, Matrix.zeros(M.rows, count - M.columns)], M.rows);
}
