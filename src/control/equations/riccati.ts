// What the two algebraic Riccati equations of optimal control share: their data, gain, residual and Newton's iteration.
//
// A start from doubling is corrected by Newton's method (Kleinman, "On an iterative technique for Riccati equation
// computations", IEEE Trans. Automatic Control 13, 1968; Hewer for discrete time, 16, 1971). Each correction solves a
// Lyapunov equation with the residual, which is formed in twice the working precision: badly scaled equations keep
// their last digits (iterative refinement, Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapter 12).
import { LuDecomposition, Matrix, solve } from "ml-matrix";
import {
  type DoubleDoubleMatrix,
  narrowed,
  widened,
  wideProduct,
  wideSum,
  wideTranspose,
} from "../../numeric/double-double-matrix.ts";
import { realSchur } from "../../numeric/real-schur.ts";
import { symmetricPart } from "../../numeric/symmetric-part.ts";
import { lyapunovSolver } from "./schur-lyapunov.ts";
import { stabilityLimit, stabilityMeasure, type TimeKind } from "./stability-measure.ts";

/** Newton steps; the start is usually one or two away. */
const MOST_STEPS = 12;
/** A correction this small, relative to X, leaves an error of its square and of its own rounding. */
const LAST_CORRECTION = 1e-9;

/** The cost sum (or integral) of x'Qx + 2 x'S u + u'R u for a model with n states and m inputs. */
export interface RiccatiEquation {
  readonly kind: TimeKind;
  /** n x n. */
  readonly A: Matrix;
  /** n x m. */
  readonly B: Matrix;
  /** n x n, symmetric. */
  readonly Q: Matrix;
  /** m x m, symmetric. */
  readonly R: Matrix;
  /** n x m. */
  readonly S: Matrix;
}

export interface RiccatiSolution {
  /** n x n, symmetric: x'Xx is the cost that remains from the state x. */
  readonly X: Matrix;
  /** m x n: the optimal input is u = -K x. */
  readonly K: Matrix;
  /** Spectral radius (discrete) or abscissa (continuous) of A - B K. */
  readonly measure: number;
}

/** The stabilising solution near `start`; null where the iteration leaves the stable region or does not settle. */
export function refinedSolution(equation: RiccatiEquation, start: Matrix): RiccatiSolution | null {
  let X = start;
  let K = optimalGain(equation, X);
  if (K === null) return null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const schur = realSchur(closedLoop(equation, K).transpose());
    const measure = stabilityMeasure(schur.T, equation.kind);
    if (!(measure < stabilityLimit(equation.kind))) return null;
    const correction = lyapunovSolver(schur, equation.kind)(residual(equation, X, K));
    if (correction === null) return null;
    X = symmetricPart(Matrix.add(X, correction));
    K = optimalGain(equation, X);
    if (K === null) return null;
    if (correction.norm("frobenius") <= LAST_CORRECTION * X.norm("frobenius")) return { X, K, measure };
  }
  return null;
}

/** The same equation after u -> u - R^-1 S' x: A - B R^-1 S', Q - S R^-1 S', and G = B R^-1 B'. */
export function withoutCross({ A, B, Q, R, S }: RiccatiEquation): { A: Matrix; Q: Matrix; G: Matrix } {
  const inverseCross = solve(R, S.transpose());
  return {
    A: Matrix.sub(A, B.mmul(inverseCross)),
    Q: symmetricPart(Matrix.sub(Q, S.mmul(inverseCross))),
    G: symmetricPart(B.mmul(solve(R, B.transpose()))),
  };
}

/**
 * What X leaves of the continuous equation: F'D + D F - D B R^-1 B'D + H = 0 for the D that is missing, F = A - B K
 * (Mehrmann and Tan, "Defect correction methods for the solution of algebraic Riccati equations", IEEE TAC 33, 1988).
 */
export function defectEquation(equation: RiccatiEquation, X: Matrix): { A: Matrix; H: Matrix } | null {
  const K = optimalGain(equation, X);
  return K === null ? null : { A: closedLoop(equation, K), H: residual(equation, X, K) };
}

/** (R + B'XB)^-1 (B'XA + S') in discrete, R^-1 (B'X + S') in continuous time; null where the factor is singular. */
function optimalGain({ kind, A, B, R, S }: RiccatiEquation, X: Matrix): Matrix | null {
  const BX = B.transpose().mmul(X);
  const weight = kind === "discrete" ? Matrix.add(R, BX.mmul(B)) : R;
  const lu = new LuDecomposition(weight);
  if (lu.isSingular()) return null;
  return lu.solve(Matrix.add(kind === "discrete" ? BX.mmul(A) : BX, S.transpose()));
}

/** A - B K. */
function closedLoop({ A, B }: RiccatiEquation, K: Matrix): Matrix {
  return Matrix.sub(A, B.mmul(K));
}

/**
 * Residual of X in the form of Joseph: with F = A - B K, F'XF - X (or F'X + XF) + Q - SK - K'S' + K'RK. An error of K
 * enters squared, so that K itself needs no more than working precision.
 */
function residual({ kind, A, B, Q, R, S }: RiccatiEquation, X: Matrix, K: Matrix): Matrix {
  const wideK = widened(K);
  const F = wideSum(widened(A), wideProduct(widened(B), wideK), -1);
  const XF = wideProduct(widened(X), F);
  const moved =
    kind === "discrete"
      ? wideSum(wideProduct(wideTranspose(F), XF), widened(X), -1)
      : wideSum(XF, wideTranspose(XF), 1);
  const halfInput = wideSum(wideProduct(widened(R), wideK), widened(S.transpose()), -1); // R K - S'
  const input: DoubleDoubleMatrix = wideSum(
    wideProduct(widened(K.transpose()), halfInput),
    wideProduct(widened(S), wideK),
    -1,
  );
  return symmetricPart(narrowed(wideSum(wideSum(moved, widened(Q), 1), input, 1)));
}
