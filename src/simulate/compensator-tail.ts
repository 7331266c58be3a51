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

/** Places within the numbers of one compensator: the order, Ky, F by rows, then G, H and K. */
const ORDER = 0;
const DIRECT = 1;
const MATRIX = 2;
const COLUMNS = MATRIX + COMPENSATOR_STATES ** 2;

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
  const start = startOf(channel);
  grown.fill(0, start, start + COMPENSATOR_NUMBERS);
  const { order, F, G, H, K, Ky } = compensator;
  grown[start + ORDER] = order;
  grown[start + DIRECT] = Ky;
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) grown[start + MATRIX + i * COMPENSATOR_STATES + j] = F.get(i, j);
    grown[start + COLUMNS + i] = G.get(i, 0);
    grown[start + COLUMNS + COMPENSATOR_STATES + i] = H.get(i, 0);
    grown[start + COLUMNS + 2 * COMPENSATOR_STATES + i] = K.get(0, i);
  }
  return grown;
}

/** The compensator of a loop as the vector carries it; null where it carries none. */
export function compensatorIn(vector: Float64Array, channel: Channel): Compensator | null {
  const start = startOf(channel);
  const order = vector[start + ORDER] ?? 0;
  if (order === 0) return null;
  const number = (offset: number): number => vector[start + offset] ?? Number.NaN;
  const column = (which: number): MatrixLike => {
    const offset = COLUMNS + which * COMPENSATOR_STATES;
    return { rows: order, columns: 1, get: (i) => number(offset + i) };
  };
  const row = column(2);
  return {
    order,
    F: { rows: order, columns: order, get: (i, j) => number(MATRIX + i * COMPENSATOR_STATES + j) },
    G: column(0),
    H: column(1),
    K: { rows: 1, columns: order, get: (_, j) => row.get(j, 0) },
    Ky: number(DIRECT),
  };
}

function startOf(channel: Channel): number {
  return parameters.length + channelNames.indexOf(channel) * COMPENSATOR_NUMBERS;
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
