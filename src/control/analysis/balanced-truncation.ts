// A smaller model with nearly the same response: the directions of the state that little energy reaches and leaves are cut.
//
// Square-root balanced truncation (Tombs and Postlethwaite, Int. J. Control 46, 1987); the cut states are dropped, not held
// at rest, so the direct term D stays and the steady gain may change.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { columns } from "../../numeric/matrix-blocks.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { gramianFactors, requireStable } from "./gramians.ts";

/** Hankel singular values below this part of the largest are rounding: no balanced state belongs to them. */
const NEGLIGIBLE = 1e-14;

export interface ReducedModel {
  readonly model: StateSpace;
  /** All n Hankel singular values of the full model, largest first. */
  readonly hankel: readonly number[];
  /** The largest gain of the difference over all frequencies is at most this. */
  readonly errorBound: number;
}

/**
 * The first `order` states of the balanced model.
 * @param order 1 to the number of states that the inputs reach and the outputs see
 * @throws UserError where the model is not stable or has fewer such states
 */
export function balancedTruncation(model: StateSpace, order: number): ReducedModel {
  requireStable(model, "balanced truncation");
  const { Lc, Lo } = gramianFactors(model);
  const {
    leftSingularVectors: U,
    rightSingularVectors: V,
    diagonal,
  } = new SingularValueDecomposition(Lo.transpose().mmul(Lc));
  const most = diagonal.filter((value) => value > NEGLIGIBLE * (diagonal[0] ?? 0)).length;
  if (!(Number.isInteger(order) && order >= 1 && order <= most)) {
    const message = `found ${order}; expected a whole number from 1 to ${most}, the states that matter from input to output`;
    throw new UserError("balanced truncation", [{ place: "order", message }]);
  }
  const scales = Matrix.diag(diagonal.slice(0, order).map((value) => 1 / Math.sqrt(value)));
  const right = Lc.mmul(columns(V, 0, order)).mmul(scales); // n x order
  const left = scales.mmul(columns(U, 0, order).transpose()).mmul(Lo.transpose()); // order x n, left right = I
  return {
    model: { ...model, A: left.mmul(model.A).mmul(right), B: left.mmul(model.B), C: model.C.mmul(right) },
    hankel: diagonal,
    errorBound: truncationBounds(diagonal)[order] ?? 0,
  };
}

/**
 * For each order 0..n twice the sum of the Hankel singular values that are cut: an upper bound of the error's gain.
 * Glover, "All optimal Hankel-norm approximations of linear multivariable systems", Int. J. Control 39, 1984, theorem 9.6;
 * in discrete time Al-Saggaf and Franklin, "An error bound for a discrete reduced order model", IEEE TAC 32, 1987.
 */
export function truncationBounds(hankel: readonly number[]): readonly number[] {
  const bounds = new Array<number>(hankel.length + 1).fill(0);
  for (let order = hankel.length - 1; order >= 0; order--)
    bounds[order] = (bounds[order + 1] ?? 0) + 2 * (hankel[order] ?? 0);
  return bounds;
}
