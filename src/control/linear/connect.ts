// Linear models connected to larger ones: in series, in parallel, side by side, in feedback and as fractions.
//
// All feedback goes through one formula, the lower linear fractional transformation (Zhou, Doyle and Glover, Robust and
// Optimal Control, 1996, section 10.4).
import { inverse, Matrix } from "ml-matrix";
import { blockMatrix, part, selection } from "../../numeric/block-matrix.ts";
import { rowCompression } from "../../numeric/row-compression.ts";
import { UserError } from "../../numeric/user-error.ts";
import { checkClocks, checkCount, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";

const ROUNDING = 2 ** -53;

/** second(first(u)): the outputs of `first` are the inputs of `second`. */
export function series(first: StateSpace, second: StateSpace): StateSpace {
  checkPair("series", first, second);
  checkCount("series", "D of the second model, columns", second.D.columns, first.D.rows);
  const { A, B, C, D } = first;
  const corner = Matrix.zeros(A.rows, second.A.rows);
  return {
    ...first,
    A: blockMatrix([
      [A, corner],
      [second.B.mmul(C), second.A],
    ]),
    B: blockMatrix([[B], [second.B.mmul(D)]]),
    C: blockMatrix([[second.D.mmul(C), second.C]]),
    D: second.D.mmul(D),
  };
}

/** first(u) + second(u). */
export function parallel(first: StateSpace, second: StateSpace): StateSpace {
  checkPair("parallel", first, second);
  checkCount("parallel", "D of the second model, columns", second.D.columns, first.D.columns);
  checkCount("parallel", "D of the second model, rows", second.D.rows, first.D.rows);
  return {
    ...first,
    A: sideBySide(first.A, second.A),
    B: blockMatrix([[first.B], [second.B]]),
    C: blockMatrix([[first.C, second.C]]),
    D: Matrix.add(first.D, second.D),
  };
}

/** Both models next to each other, with the inputs and outputs of each. */
export function append(first: StateSpace, second: StateSpace): StateSpace {
  checkPair("append", first, second);
  return {
    ...first,
    A: sideBySide(first.A, second.A),
    B: sideBySide(first.B, second.B),
    C: sideBySide(first.C, second.C),
    D: sideBySide(first.D, second.D),
  };
}

/**
 * y = forward(w + sign back(y)): from w to y.
 * @param sign -1 for negative feedback
 * @throws UserError also where the two models close an algebraic loop
 */
export function feedback(forward: StateSpace, back: StateSpace, sign: 1 | -1): StateSpace {
  checkPair("feedback", forward, back);
  checkCount("feedback", "D of the model in the return path, columns", back.D.columns, forward.D.rows);
  checkCount("feedback", "D of the model in the return path, rows", back.D.rows, forward.D.columns);
  const { B, C, D } = forward;
  const [B2, D2] = [Matrix.mul(B, sign), Matrix.mul(D, sign)];
  const open: StateSpace = {
    ...forward,
    B: blockMatrix([[B, B2]]),
    C: blockMatrix([[C], [C]]),
    D: blockMatrix([
      [D, D2],
      [D, D2],
    ]),
  };
  return closed("feedback", open, back);
}

/** The last inputs and outputs of P closed by K: u = K y. @throws UserError also for an algebraic loop */
export function lowerLft(P: StateSpace, K: StateSpace): StateSpace {
  checkPair("lowerLft", P, K);
  return closed("lowerLft", P, K);
}

/** The first inputs and outputs of P closed by Delta. @throws UserError also for an algebraic loop */
export function upperLft(P: StateSpace, Delta: StateSpace): StateSpace {
  checkPair("upperLft", P, Delta);
  const { B, C, D } = P;
  const [p1, m1] = [Delta.D.columns, Delta.D.rows]; // outputs and inputs of P that Delta takes
  const inputs = turned(D.columns, m1);
  const outputs = turned(D.rows, p1);
  const states = turned(P.A.rows, 0);
  const swapped: StateSpace = {
    ...P,
    B: selection(B, states, inputs),
    C: selection(C, outputs, states),
    D: selection(D, outputs, inputs),
  };
  return closed("upperLft", swapped, Delta);
}

function closed(name: string, P: StateSpace, K: StateSpace): StateSpace {
  const [m2, p2] = [K.D.rows, K.D.columns];
  const m1 = P.D.columns - m2;
  const p1 = P.D.rows - p2;
  if (m1 < 0) checkCount(name, "rows of the closing model's D (at most)", m2, P.D.columns);
  if (p1 < 0) checkCount(name, "columns of the closing model's D (at most)", p2, P.D.rows);
  const n = P.A.rows;
  const [B1, B2] = [part(P.B, [0, n], [0, m1]), part(P.B, [0, n], [m1, m1 + m2])];
  const [C1, C2] = [part(P.C, [0, p1], [0, n]), part(P.C, [p1, p1 + p2], [0, n])];
  const [D11, D12] = [part(P.D, [0, p1], [0, m1]), part(P.D, [0, p1], [m1, m1 + m2])];
  const [D21, D22] = [part(P.D, [p1, p1 + p2], [0, m1]), part(P.D, [p1, p1 + p2], [m1, m1 + m2])];
  const loop = loopInverse(name, D22, K.D); // y2 = loop (C2 x + D22 Ck xk + D21 w)
  const [yx, yk, yw] = [loop.mmul(C2), loop.mmul(D22).mmul(K.C), loop.mmul(D21)];
  const [ux, uk, uw] = [K.D.mmul(yx), Matrix.add(K.C, K.D.mmul(yk)), K.D.mmul(yw)];
  return {
    ...P,
    A: blockMatrix([
      [Matrix.add(P.A, B2.mmul(ux)), B2.mmul(uk)],
      [K.B.mmul(yx), Matrix.add(K.A, K.B.mmul(yk))],
    ]),
    B: blockMatrix([[Matrix.add(B1, B2.mmul(uw))], [K.B.mmul(yw)]]),
    C: blockMatrix([[Matrix.add(C1, D12.mmul(ux)), D12.mmul(uk)]]),
    D: Matrix.add(D11, D12.mmul(uw)),
  };
}

/** (I - D22 Dk)^-1. */
function loopInverse(name: string, D22: Matrix, Dk: Matrix): Matrix {
  const size = D22.rows;
  if (size === 0) return Matrix.zeros(0, 0);
  const gain = D22.mmul(Dk);
  const matrix = Matrix.sub(Matrix.eye(size, size), gain);
  const { rank } = rowCompression(matrix, 4 * size * ROUNDING * (1 + gain.norm()));
  if (rank === size) return inverse(matrix);
  const message =
    "found a singular I - D Dk: the direct terms of the two models close a loop without delay; expected a loop that " +
    "one sample or one lag interrupts; delay one of the models by a sample, or make its D zero";
  throw new UserError(name, [{ place: "D", message }]);
}

function checkPair(name: string, first: StateSpace, second: StateSpace): void {
  checkSystem(`${name}, first model`, first);
  checkSystem(`${name}, second model`, second);
  checkClocks(name, first, second);
}

function sideBySide(first: Matrix, second: Matrix): Matrix {
  return blockMatrix([
    [first, Matrix.zeros(first.rows, second.columns)],
    [Matrix.zeros(second.rows, first.columns), second],
  ]);
}

/** Indices `from`... count - 1, then 0... from - 1. */
function turned(count: number, from: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => (k + from) % count);
}
