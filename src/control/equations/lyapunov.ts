// The Lyapunov equations: the covariance of a stable system driven by white noise, and the energy left in its states.
//
// A Schur solution is corrected with its residual in twice the working precision, so that what remains is close to the
// rounding of X (iterative refinement, Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 16.5).
import { Matrix } from "ml-matrix";
import {
  type DoubleDoubleMatrix,
  narrowed,
  widened,
  wideProduct,
  wideSum,
} from "../../numeric/double-double-matrix.ts";
import { realSchur } from "../../numeric/real-schur.ts";
import { symmetricPart } from "../../numeric/symmetric-part.ts";
import { UserError } from "../../numeric/user-error.ts";
import { notFinite, wrongShape } from "./matrix-door.ts";
import { type LyapunovSolver, lyapunovSolver } from "./schur-lyapunov.ts";
import { stabilityMeasure, type TimeKind } from "./stability-measure.ts";

/** Corrections after the first solution; one is usual, the second serves A near the limit of stability. */
const MOST_CORRECTIONS = 3;
/** A correction this small, relative to X, leaves nothing that a further one could mend. */
const NEGLIGIBLE_CORRECTION = 1e-9;

/**
 * X of X = A X A' + Q.
 * @param A n x n, no two eigenvalues with product 1  @param Q n x n, symmetric or not, definite or not
 * @returns n x n, exactly symmetric where Q is
 * @throws UserError where shapes or entries are wrong, or where X is not unique
 */
export function discreteLyapunov(A: Matrix, Q: Matrix): Matrix {
  return solve(A, Q, "discrete");
}

/**
 * X of A X + X A' + Q = 0.
 * @param A n x n, no two eigenvalues with sum 0  @param Q n x n, symmetric or not, definite or not
 * @returns n x n, exactly symmetric where Q is
 * @throws UserError where shapes or entries are wrong, or where X is not unique
 */
export function continuousLyapunov(A: Matrix, Q: Matrix): Matrix {
  return solve(A, Q, "continuous");
}

function solve(A: Matrix, Q: Matrix, kind: TimeKind): Matrix {
  checkShapes(A, Q, kind);
  const schur = realSchur(A);
  const solver = lyapunovSolver(schur, kind);
  const first = solver(Q);
  const X = first === null ? null : refined(first, A, Q, kind, solver);
  if (X === null || X.to1DArray().some((entry) => !Number.isFinite(entry))) throw notUnique(schur.T, kind);
  return Q.isSymmetric() ? symmetricPart(X) : X;
}

function refined(first: Matrix, A: Matrix, Q: Matrix, kind: TimeKind, solver: LyapunovSolver): Matrix | null {
  let X = first;
  for (let round = 0; round < MOST_CORRECTIONS; round++) {
    const correction = solver(residual(X, A, Q, kind));
    if (correction === null) return null;
    X = Matrix.add(X, correction);
    if (!(correction.norm("frobenius") > NEGLIGIBLE_CORRECTION * X.norm("frobenius"))) break;
  }
  return X;
}

/** Q + A X A' - X, or Q + A X + X A', rounded once. */
function residual(X: Matrix, A: Matrix, Q: Matrix, kind: TimeKind): Matrix {
  const wideX = widened(X);
  const At = widened(A.transpose());
  const AX = wideProduct(widened(A), wideX);
  const sum: DoubleDoubleMatrix =
    kind === "discrete" ? wideSum(wideProduct(AX, At), wideX, -1) : wideSum(AX, wideProduct(wideX, At), 1);
  return narrowed(wideSum(sum, widened(Q), 1));
}

function checkShapes(A: Matrix, Q: Matrix, kind: TimeKind): void {
  const problems = [
    ...wrongShape("A", A, A.rows, A.rows),
    ...wrongShape("Q", Q, A.rows, A.rows),
    ...notFinite("A", A),
    ...notFinite("Q", Q),
  ];
  if (problems.length > 0) throw new UserError(`${kind} Lyapunov equation`, problems);
}

function notUnique(T: Matrix, kind: TimeKind): UserError {
  const found =
    kind === "discrete"
      ? `spectral radius ${stabilityMeasure(T, kind)}; expected below 1`
      : `spectral abscissa ${stabilityMeasure(T, kind)}; expected below 0`;
  const pair = kind === "discrete" ? "product 1" : "sum 0";
  const message = `found ${found}, or at least no two eigenvalues with ${pair}: the solution is not unique; stabilise A`;
  return new UserError(`${kind} Lyapunov equation`, [{ place: "A", message }]);
}
