// Where the derived numbers of state feedback stand: in a tail of the kernel's vector, behind the named parameters.
//
// A vector without the tail has no compensators: its loops of structure `state` stay at rest.
import { type Channel, channelNames } from "../control/channels.ts";
import { COMPENSATOR_NUMBERS, COMPENSATOR_STATES } from "../control/compensator.ts";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { parameters } from "./parameters.ts";

/** What is read of a matrix; those of ml-matrix fit. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** u = rest - K x - Ky y, x+ = F x + G y + H (u sent - rest); y = measurement minus set point. One sample a block. */
export interface Compensator {
  /** Number of states n, 1 to 12. */
  readonly order: number;
  /** n x n. */
  readonly F: MatrixLike;
  /** n x 1, state per unit of measurement. */
  readonly G: MatrixLike;
  /** n x 1, state per unit of output. */
  readonly H: MatrixLike;
  /** 1 x n, output per unit of state. */
  readonly K: MatrixLike;
  /** Output per unit of measurement; 0 for an observer in predictor form. */
  readonly Ky: number;
}

/** Numbers of the tail: a fixed room for every loop. */
export const TAIL_NUMBERS: number = channelNames.length * COMPENSATOR_NUMBERS;

/**
 * A copy of the vector with the compensator of a loop; the loop uses it when its structure is `state`.
 * @param vector with or without a tail
 * Throws UserError where a matrix has the wrong size or a number is not finite.
 */
export function withCompensator(vector: Float64Array, channel: Channel, compensator: Compensator): Float64Array {
  const problems = problemsOf(compensator);
  if (problems.length > 0) throw new UserError(`compensator of ${channel}`, problems);
  const grown = new Float64Array(parameters.length + TAIL_NUMBERS);
  grown.set(vector);
  const start = parameters.length + channelNames.indexOf(channel) * COMPENSATOR_NUMBERS;
  grown.fill(0, start, start + COMPENSATOR_NUMBERS);
  const { order, F, G, H, K, Ky } = compensator;
  grown[start] = order;
  grown[start + 1] = Ky;
  const [f, g] = [start + 2, start + 2 + COMPENSATOR_STATES ** 2];
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) grown[f + i * COMPENSATOR_STATES + j] = F.get(i, j);
    grown[g + i] = G.get(i, 0);
    grown[g + COMPENSATOR_STATES + i] = H.get(i, 0);
    grown[g + 2 * COMPENSATOR_STATES + i] = K.get(0, i);
  }
  return grown;
}

function problemsOf({ order, F, G, H, K, Ky }: Compensator): Problem[] {
  if (!Number.isInteger(order) || order < 1 || order > COMPENSATOR_STATES) {
    const message = `found ${order}; expected a whole number from 1 to ${COMPENSATOR_STATES}; reduce the model first`;
    return [{ place: "order", message }];
  }
  const sizes = [
    ["F", F, order, order],
    ["G", G, order, 1],
    ["H", H, order, 1],
    ["K", K, 1, order],
  ] as const;
  const problems: Problem[] = sizes.flatMap(([place, matrix, rows, columns]) => {
    if (matrix.rows !== rows || matrix.columns !== columns) {
      const message = `found ${matrix.rows} x ${matrix.columns}; expected ${rows} x ${columns}`;
      return [{ place, message }];
    }
    return allFinite(matrix) ? [] : [{ place, message: "found a number that is not finite; expected finite numbers" }];
  });
  const direct = { place: "Ky", message: `found ${Ky}; expected a finite number` };
  return Number.isFinite(Ky) ? problems : [...problems, direct];
}

function allFinite(matrix: MatrixLike): boolean {
  for (let i = 0; i < matrix.rows; i++)
    for (let j = 0; j < matrix.columns; j++) if (!Number.isFinite(matrix.get(i, j))) return false;
  return true;
}
