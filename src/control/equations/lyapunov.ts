// The Lyapunov equations: the covariance of a stable system driven by white noise, and the energy left in its states.
//
// A Schur solution is corrected with its residual in twice the working precision, so that what remains is close to the
// rounding of X (iterative refinement, Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 16.5).
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { type DoubleDoubleMatrix, widened, wideProduct, wideSum } from "../../numeric/double-double-matrix.ts";
import { UserError } from "../../numeric/user-error.ts";
import { type LyapunovKind, type LyapunovSolver, lyapunovSolver } from "./schur-lyapunov.ts";

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

function solve(A: Matrix, Q: Matrix, kind: LyapunovKind): Matrix {
  checkShapes(A, Q, kind);
  const solver = lyapunovSolver(A, kind);
  const first = solver(Q);
  const X = first === null ? null : refined(first, A, Q, kind, solver);
  if (X === null || X.to1DArray().some((entry) => !Number.isFinite(entry))) throw notUnique(A, kind);
  return Q.isSymmetric() ? symmetricPart(X) : X;
}

/** (M + M') / 2. */
export function symmetricPart(M: Matrix): Matrix {
  return Matrix.add(M, M.transpose()).mul(0.5);
}

function refined(first: Matrix, A: Matrix, Q: Matrix, kind: LyapunovKind, solver: LyapunovSolver): Matrix | null {
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
function residual(X: Matrix, A: Matrix, Q: Matrix, kind: LyapunovKind): Matrix {
  const wideX = widened(X);
  const At = widened(A.transpose());
  const AX = wideProduct(widened(A), wideX);
  const sum: DoubleDoubleMatrix =
    kind === "discrete" ? wideSum(wideProduct(AX, At), wideX, -1) : wideSum(AX, wideProduct(wideX, At), 1);
  return wideSum(sum, widened(Q), 1).high;
}

function checkShapes(A: Matrix, Q: Matrix, kind: LyapunovKind): void {
  const problems = [
    ...(A.isSquare() ? [] : [{ place: "A", message: `found ${A.rows} x ${A.columns}; expected a square matrix` }]),
    ...(Q.rows === A.rows && Q.columns === A.rows
      ? []
      : [{ place: "Q", message: `found ${Q.rows} x ${Q.columns}; expected the shape of A, ${A.rows} x ${A.rows}` }]),
    ...notFinite("A", A),
    ...notFinite("Q", Q),
  ];
  if (problems.length > 0) throw new UserError(`${kind} Lyapunov equation`, problems);
}

/** One problem where an entry is not a finite number. */
export function notFinite(place: string, M: Matrix): readonly { readonly place: string; readonly message: string }[] {
  const wrong = M.to1DArray().find((entry) => !Number.isFinite(entry));
  return wrong === undefined ? [] : [{ place, message: `found the entry ${wrong}; expected finite numbers` }];
}

function notUnique(A: Matrix, kind: LyapunovKind): UserError {
  const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(A);
  const found =
    kind === "discrete"
      ? `spectral radius ${Math.sqrt(Math.max(...re.map((x, k) => x * x + (im[k] ?? 0) ** 2)))}; expected below 1`
      : `spectral abscissa ${Math.max(...re)}; expected below 0`;
  const pair = kind === "discrete" ? "product 1" : "sum 0";
  const message = `found ${found}, or at least no two eigenvalues with ${pair}: the solution is not unique; stabilise A`;
  return new UserError(`${kind} Lyapunov equation`, [{ place: "A", message }]);
}
