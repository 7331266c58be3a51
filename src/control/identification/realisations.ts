// The models that one singular value decomposition offers, one for each order, and how many orders its numbers support.
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";

/** Singular values below this share of the largest are rounding. */
const ROUNDING_SHARE = 1e-11;

export interface Realisations {
  /** Descending; as many large ones as the system has states that are excited and observed. */
  readonly singularValues: Float64Array;
  /** Highest order that the data support: singular values above rounding. */
  readonly rank: number;
  /** The model with this number of states, from 1 to `rank`. @throws UserError for any other order */
  readonly model: (order: number) => StateSpace;
}

/** Number of singular values above rounding, at most `most`. @param singularValues descending */
export function numericalRank(singularValues: ArrayLike<number>, most: number): number {
  const floor = ROUNDING_SHARE * (singularValues[0] ?? 0);
  return Math.min(most, Array.from(singularValues).filter((value) => value > floor).length);
}

/** @param matrix the one whose rank bounds the order */
export function checkOrder(subject: string, matrix: string, order: number, rank: number): void {
  if (Number.isInteger(order) && order >= 1 && order <= rank) return;
  const expected = rank === 0 ? "a response that is not zero" : `an order from 1 to ${rank}`;
  throw new UserError(subject, [
    {
      place: matrix,
      message: `found rank ${rank} for order ${order}; expected ${expected}; lower the order, or excite and observe more of the system`,
    },
  ]);
}
