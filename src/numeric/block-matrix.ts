// A matrix put together from blocks; blocks without rows or columns are allowed.
import { Matrix } from "ml-matrix";

/** @param rows block rows; the blocks of a row have equal heights, those of a column equal widths */
export function blockMatrix(rows: readonly (readonly Matrix[])[]): Matrix {
  const height = rows.reduce((sum, row) => sum + (row[0]?.rows ?? 0), 0);
  const width = (rows[0] ?? []).reduce((sum, block) => sum + block.columns, 0);
  const whole = Matrix.zeros(height, width);
  let top = 0;
  for (const row of rows) {
    let left = 0;
    for (const block of row) {
      copyInto(whole, block, top, left);
      left += block.columns;
    }
    top += row[0]?.rows ?? 0;
  }
  return whole;
}

function copyInto(whole: Matrix, block: Matrix, top: number, left: number): void {
  for (let i = 0; i < block.rows; i++) {
    for (let j = 0; j < block.columns; j++) whole.set(top + i, left + j, block.get(i, j));
  }
}

/** Rows [top, bottom) and columns [left, right) of a matrix; either range may be empty. */
export function part(m: Matrix, rows: readonly [number, number], columns: readonly [number, number]): Matrix {
  const [top, bottom] = rows;
  const [left, right] = columns;
  const piece = Matrix.zeros(bottom - top, right - left);
  for (let i = top; i < bottom; i++) {
    for (let j = left; j < right; j++) piece.set(i - top, j - left, m.get(i, j));
  }
  return piece;
}

/** The rows and columns of the given indices, in their order; either list may be empty. */
export function selection(m: Matrix, rows: readonly number[], columns: readonly number[]): Matrix {
  const chosen = Matrix.zeros(rows.length, columns.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) chosen.set(i, j, m.get(row, column));
  }
  return chosen;
}
