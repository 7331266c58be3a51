// Row compression: the turn is orthogonal, what it clears is cleared, and ranks of products are found.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { blockMatrix, part, selection } from "../../src/numeric/block-matrix.ts";
import { rowCompression } from "../../src/numeric/row-compression.ts";
import { randomMatrix } from "../oracle/random-system.ts";

test("a product through a space of dimension r has rank r, and its rows are gathered at the top", () => {
  for (const [rows, columns, r] of [
    [4, 6, 2],
    [6, 4, 3],
    [5, 5, 5],
    [3, 7, 3],
    [4, 4, 0],
  ] as const) {
    const M = randomMatrix(rows, r, 10 * r + rows).mmul(randomMatrix(r, columns, 10 * r + columns));
    const { Q, rank } = rowCompression(M, 1e-13);
    expect(rank).toBe(r);
    expect(Q.transpose().mmul(Q).sub(Matrix.eye(rows, rows)).norm()).toBeLessThan(1e-14);
    const below = part(Q.transpose().mmul(M), [rank, rows], [0, columns]);
    if (rank < rows) expect(below.norm()).toBeLessThan(1e-14);
  }
});

test("matrices without rows or columns have rank 0", () => {
  expect(rowCompression(Matrix.zeros(0, 3), 0).rank).toBe(0);
  expect(rowCompression(Matrix.zeros(3, 0), 0).rank).toBe(0);
});

test("blocks are put together and taken apart, empty ones too", () => {
  const whole = blockMatrix([
    [new Matrix([[1, 2]]), Matrix.zeros(1, 0), new Matrix([[3]])],
    [Matrix.zeros(0, 2), Matrix.zeros(0, 0), Matrix.zeros(0, 1)],
    [new Matrix([[4, 5]]), Matrix.zeros(1, 0), new Matrix([[6]])],
  ]);
  expect(whole.to2DArray()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(part(whole, [0, 2], [1, 3]).to2DArray()).toEqual([
    [2, 3],
    [5, 6],
  ]);
  expect(selection(whole, [1, 0], [2]).to2DArray()).toEqual([[6], [3]]);
});
