// The symmetric part of a square matrix.
import { Matrix } from "ml-matrix";

/** (M + M') / 2. */
export function symmetricPart(M: Matrix): Matrix {
  return Matrix.add(M, M.transpose()).mul(0.5);
}
