// The output of a discrete linear model that starts at rest and receives a recorded input.
import { Matrix } from "ml-matrix";
import type { StateSpace } from "../linear/state-space.ts";

/** @param input N x m  @returns N x p */
export function simulatedOutput({ A, B, C, D }: StateSpace, input: Matrix): Matrix {
  const output = new Matrix(input.rows, C.rows);
  let x = Matrix.zeros(A.rows, 1);
  for (let t = 0; t < input.rows; t++) {
    const u = Matrix.columnVector(input.getRow(t));
    output.setRow(t, Matrix.add(C.mmul(x), D.mmul(u)).to1DArray());
    x = Matrix.add(A.mmul(x), B.mmul(u));
  }
  return output;
}
