// Poles, invariant zeros and the gain at rest of a linear model.
import { inverse, Matrix, solve } from "ml-matrix";
import { blockMatrix, part } from "../../numeric/block-matrix.ts";
import type { Complex } from "../../numeric/complex.ts";
import { eigenvalues } from "../../numeric/eigenvalues.ts";
import { rowCompression } from "../../numeric/row-compression.ts";
import { UserError } from "../../numeric/user-error.ts";
import { withBalancedStates, withUnitSignals } from "./balanced-states.ts";
import { checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";

const ROUNDING = 2 ** -53;

/** Eigenvalues of A, n of them. */
export function poles(system: StateSpace): Complex[] {
  checkSystem("poles", system);
  return eigenvalues(system.A);
}

/**
 * Finite invariant zeros: the points where the Rosenbrock pencil [zI - A, -B; C, D] has less than its usual rank; with one
 * input and one output those of modes that the input does not reach or the output does not show are among them. Any
 * number of inputs and outputs.
 * Emami-Naeini and Van Dooren, "Computation of zeros of linear multivariable systems", Automatica 18, 1982: orthogonal
 * reductions to a system with an invertible D, whose zeros are eigenvalues.
 */
export function zeros(system: StateSpace): Complex[] {
  checkSystem("zeros", system);
  const scaled = withUnitSignals(withBalancedStates(withUnitSignals(system)));
  const tolerance = 8 * ROUNDING * (system.A.rows + 1) * pencilNorm(scaled);
  const once = fullRowRank(scaled, tolerance);
  const core = fullRowRank(transposed(once), tolerance);
  const n = core.A.rows;
  if (n === 0 || core.D.rows === 0) return n === 0 ? [] : eigenvalues(core.A);
  const { Q } = rowCompression(blockMatrix([[core.C, core.D]]).transpose(), 0); // [C D] Q = [R' 0]
  const kernel = part(Q, [0, Q.rows], [core.D.rows, Q.columns]);
  const top = part(kernel, [0, n], [0, kernel.columns]);
  return eigenvalues(solve(top, blockMatrix([[core.A, core.B]]).mmul(kernel)));
}

/**
 * Output at rest for constant inputs: C (I - A)^-1 B + D, or -C A^-1 B + D in continuous time; p x m.
 * @throws UserError where a mode integrates
 */
export function staticGain(system: StateSpace): Matrix {
  checkSystem("staticGain", system);
  const { A, B, C, D, sampleTime } = system;
  const n = A.rows;
  const stillness = sampleTime === 0 ? Matrix.mul(A, -1) : Matrix.sub(Matrix.eye(n, n), A);
  if (n === 0) return D.clone();
  const { rank } = rowCompression(stillness, n * ROUNDING * stillness.norm());
  if (rank < n) {
    const point = sampleTime === 0 ? 0 : 1;
    const message = `found an eigenvalue ${point}; expected none: a model that integrates has no gain at rest; take its response at a frequency above 0`;
    throw new UserError("staticGain", [{ place: "A", message }]);
  }
  return C.mmul(inverse(stillness)).mmul(B).add(D);
}

type Quadruple = Pick<StateSpace, "A" | "B" | "C" | "D">;

function pencilNorm({ A, B, C, D }: Quadruple): number {
  return blockMatrix([
    [A, B],
    [C, D],
  ]).norm();
}

function transposed({ A, B, C, D }: Quadruple): Quadruple {
  return { A: A.transpose(), B: C.transpose(), C: B.transpose(), D: D.transpose() };
}

/** A system with the same zeros whose D has linearly independent rows (algorithm REDUCE of the paper). */
function fullRowRank(system: Quadruple, tolerance: number): Quadruple {
  let reduced = system;
  for (;;) {
    const { A, B } = reduced;
    const { Q, rank } = rowCompression(reduced.D, tolerance);
    const [C, D] = [Q.transpose().mmul(reduced.C), Q.transpose().mmul(reduced.D)];
    const [n, m, p] = [A.rows, B.columns, C.rows];
    const kept = { C: part(C, [0, rank], [0, n]), D: part(D, [0, rank], [0, m]) };
    if (rank === p) return { A, B, ...kept };
    const still = part(C, [rank, p], [0, n]); // outputs that are zero only where these states are
    const states = rowCompression(still.transpose(), tolerance);
    if (states.rank === 0) return { A, B, ...kept };
    reduced = withoutStates({ A, B, ...kept }, states.Q, states.rank);
  }
}

/** In the coordinates of V, the first `count` states held at zero: their equations become outputs. */
function withoutStates({ A, B, C, D }: Quadruple, V: Matrix, count: number): Quadruple {
  const [n, m, p] = [A.rows, B.columns, C.rows];
  const [turnedA, turnedB] = [V.transpose().mmul(A).mmul(V), V.transpose().mmul(B)];
  return {
    A: part(turnedA, [count, n], [count, n]),
    B: part(turnedB, [count, n], [0, m]),
    C: blockMatrix([[part(C.mmul(V), [0, p], [count, n])], [part(turnedA, [0, count], [count, n])]]),
    D: blockMatrix([[D], [part(turnedB, [0, count], [0, m])]]),
  };
}
