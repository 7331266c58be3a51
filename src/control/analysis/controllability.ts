// Which modes of a linear model the inputs can move, and which the outputs can see.
//
// Staircase form by orthogonal changes of basis (Paige, "Properties of numerical algorithms related to computing
// controllability", IEEE Trans. Automatic Control 26, 1981; Van Dooren, "The generalized eigenstructure problem in linear
// system theory", same issue): the rank of [B AB ... A^(n-1) B] is never formed, as its columns grow parallel.
import { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { columnSpace } from "../../numeric/pivoted-qr.ts";
import { realSchur, schurEigenvalues } from "../../numeric/real-schur.ts";

/** Parts of a norm below which a block of the staircase counts as zero; of the order of n roundings. */
export const STAIRCASE_TOLERANCE = 1e-12;

/** A = basis [A11 A12; 0 A22] basis', B = basis [B1; 0], with (A11, B1) controllable. */
export interface Staircase {
  /** Order of A11. */
  readonly dimension: number;
  /** n x n, orthogonal. */
  readonly basis: Matrix;
  /** n x n: basis' A basis. */
  readonly A: Matrix;
  /** n x m: basis' B. */
  readonly B: Matrix;
}

/** @param A n x n  @param B n x m  @param tolerance relative to the norms of A and of B, for example 1e-12 */
export function staircase(A: Matrix, B: Matrix, tolerance: number): Staircase {
  const n = A.rows;
  const small = tolerance * A.norm("frobenius");
  let basis = Matrix.eye(n, n);
  let turned = A;
  let before = 0; // rows of the stairs above the current one
  let done = 0; // order of the controllable part so far
  let stair = columnSpace(B, tolerance * B.norm("frobenius"));
  for (;;) {
    const turn = embedded(stair.basis, done, n);
    basis = basis.mmul(turn);
    turned = turn.transpose().mmul(turned).mmul(turn);
    before = done;
    done += stair.rank;
    if (stair.rank === 0 || done === n) break;
    stair = columnSpace(turned.subMatrix(done, n - 1, before, done - 1), small);
  }
  return { dimension: done, basis, A: turned, B: basis.transpose().mmul(B) };
}

/** The modes that no input moves. @param A n x n  @param B n x m  @param tolerance as for `staircase` */
export function uncontrollableModes(A: Matrix, B: Matrix, tolerance: number): readonly Complex[] {
  const { dimension, A: turned } = staircase(A, B, tolerance);
  if (dimension === A.rows) return [];
  const last = A.rows - 1;
  return schurEigenvalues(realSchur(turned.subMatrix(dimension, last, dimension, last)).T);
}

/** The modes that no output shows. @param A n x n  @param C p x n  @param tolerance as for `staircase` */
export function unobservableModes(A: Matrix, C: Matrix, tolerance: number): readonly Complex[] {
  return uncontrollableModes(A.transpose(), C.transpose(), tolerance);
}

/** diag(I, Q) of order n, with Q from row `at` on. */
function embedded(Q: Matrix, at: number, n: number): Matrix {
  const M = Matrix.eye(n, n);
  M.setSubMatrix(Q, at, at);
  return M;
}
