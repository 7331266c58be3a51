// The gramians of a stable model: how much energy reaches each direction of the state, and how much of it is seen.
//
// Moore, "Principal component analysis in linear systems", IEEE Trans. Automatic Control 26, 1981. The Hankel singular
// values come from factors of the gramians, never from their product, so that small ones keep their digits (square-root
// method: Tombs and Postlethwaite, "Truncated balanced realization of a stable non-minimal state-space system", Int. J.
// Control 46, 1987).
import { Matrix, QrDecomposition, SingularValueDecomposition, solve } from "ml-matrix";
import { withColumns } from "../../numeric/matrix-blocks.ts";
import { realSchur } from "../../numeric/real-schur.ts";
import { UserError } from "../../numeric/user-error.ts";
import { continuousLyapunov, discreteLyapunov } from "../equations/lyapunov.ts";
import { stabilityLimit, stabilityMeasure, timeKind } from "../equations/stability-measure.ts";
import type { StateSpace } from "../linear/state-space.ts";

const ROUNDING = 2 ** -52;
/** Enough for a spectral radius within 1e-15 of 1. */
const MOST_DOUBLINGS = 60;

/** Wc = A Wc A' + B B' or A Wc + Wc A' + B B' = 0: n x n. @throws UserError where the model is not stable */
export function controllabilityGramian(model: StateSpace): Matrix {
  requireStable(model, "controllability gramian");
  const Q = model.B.mmul(model.B.transpose());
  return timeKind(model) === "discrete" ? discreteLyapunov(model.A, Q) : continuousLyapunov(model.A, Q);
}

/** Wo = A' Wo A + C'C or A' Wo + Wo A + C'C = 0: n x n. @throws UserError where the model is not stable */
export function observabilityGramian(model: StateSpace): Matrix {
  requireStable(model, "observability gramian");
  const At = model.A.transpose();
  const Q = model.C.transpose().mmul(model.C);
  return timeKind(model) === "discrete" ? discreteLyapunov(At, Q) : continuousLyapunov(At, Q);
}

/** n values, largest first: the square roots of the eigenvalues of Wc Wo. @throws UserError where the model is not stable */
export function hankelSingularValues(model: StateSpace): readonly number[] {
  requireStable(model, "Hankel singular values");
  const { Lc, Lo } = gramianFactors(model);
  return new SingularValueDecomposition(Lo.transpose().mmul(Lc)).diagonal;
}

/** Wc = Lc Lc' and Wo = Lo Lo', each n x n, of a stable model. */
export function gramianFactors(model: StateSpace): { readonly Lc: Matrix; readonly Lo: Matrix } {
  const { A, B, C } = timeKind(model) === "discrete" ? model : sampledTwin(model);
  return { Lc: factor(A, B), Lo: factor(A.transpose(), C.transpose()) };
}

/** @throws UserError where a mode does not decay */
export function requireStable(model: StateSpace, subject: string): void {
  const kind = timeKind(model);
  const measure = stabilityMeasure(realSchur(model.A).T, kind);
  if (measure < stabilityLimit(kind)) return;
  const found = `found ${kind === "discrete" ? "spectral radius" : "spectral abscissa"} ${measure}`;
  const message = `${found}; expected below ${stabilityLimit(kind)}: stabilise the model first`;
  throw new UserError(subject, [{ place: "A", message }]);
}

/**
 * L with L L' = sum of A^k B B' A'^k: [L, A^(2^k) L] has twice the terms, and QR brings it back to n columns (squared Smith
 * iteration on factors: Penzl, "A cyclic low-rank Smith method for large sparse Lyapunov equations", SIAM J. Sci. Comput.
 * 21, 1999, section 1).
 */
function factor(A: Matrix, B: Matrix): Matrix {
  let L = withColumns(B, Math.max(A.rows, B.columns));
  let power = A;
  for (let step = 0; step < MOST_DOUBLINGS; step++) {
    const moved = power.mmul(L);
    if (moved.norm("frobenius") <= ROUNDING * L.norm("frobenius") && step > 0) break;
    L = compressed(L, moved);
    power = power.mmul(power);
  }
  return L;
}

/** n x n with L L' = L1 L1' + L2 L2'. */
function compressed(L1: Matrix, L2: Matrix): Matrix {
  const n = L1.rows;
  const stacked = Matrix.zeros(L1.columns + L2.columns, n);
  stacked.setSubMatrix(L1.transpose(), 0, 0);
  stacked.setSubMatrix(L2.transpose(), L1.columns, 0);
  return new QrDecomposition(stacked).upperTriangularMatrix.transpose();
}

/** The discrete model with the same gramians: the bilinear transform at the rate |A|. */
function sampledTwin({ A, B, C }: StateSpace): { readonly A: Matrix; readonly B: Matrix; readonly C: Matrix } {
  const rate = A.norm("frobenius");
  const I = Matrix.eye(A.rows, A.rows).mul(rate);
  const resolvent = solve(Matrix.sub(I, A), Matrix.eye(A.rows, A.rows));
  const weight = Math.sqrt(2 * rate);
  return {
    A: resolvent.mmul(Matrix.add(I, A)),
    B: resolvent.mmul(B).mul(weight),
    C: C.mmul(resolvent).mul(weight),
  };
}
