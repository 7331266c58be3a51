// A block Hankel matrix: block (i, j) is element first + i + j of a sequence of equal matrices.
import { Matrix } from "ml-matrix";

/**
 * @param blocks matrices of one shape, at least first + rows + columns - 1 of them
 * @param first index of the block in the corner  @param rows @param columns numbers of blocks
 */
export function blockHankel(blocks: readonly Matrix[], first: number, rows: number, columns: number): Matrix {
  const [height, width] = [blocks[0]?.rows ?? 0, blocks[0]?.columns ?? 0];
  const hankel = new Matrix(rows * height, columns * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const block = blocks[first + i + j];
      if (block !== undefined) hankel.setSubMatrix(block, i * height, j * width);
    }
  }
  return hankel;
}
