// The linear-quadratic-Gaussian controller: a regulator that acts on the states which a Kalman filter estimates.
//
// Anderson and Moore, Optimal Control: Linear Quadratic Methods, 1990, chapter 8. It guarantees no margins (Doyle,
// "Guaranteed margins for LQG regulators", IEEE Trans. Automatic Control 23, 1978): judge its loop before it is used.
import { Matrix, solve } from "ml-matrix";
import { besideEachOther, withColumns } from "../../numeric/matrix-blocks.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { wrongShape } from "../equations/matrix-door.ts";
import { timeKind } from "../equations/stability-measure.ts";
import type { StateSpace } from "../linear/state-space.ts";
import type { Regulator } from "./regulator.ts";

/** L alone makes a controller that acts on the prediction; with M it acts on the estimate that has seen y(k). */
export interface EstimatorGains {
  /** n x p. */
  readonly L: Matrix;
  /** n x p; null for the prediction, and in continuous time. */
  readonly M: Matrix | null;
}

/**
 * The controller from y (p) to u (m), with the states (estimate, q, w) of the extended model; the loop is u = C y with
 * this sign, so the loop gain for margins is -P C. The set point r of the integrated outputs enters as y - r.
 * @throws UserError for gains that do not fit the model, and for M in continuous time
 */
export function lqgController(model: StateSpace, regulator: Regulator, estimator: EstimatorGains): StateSpace {
  checkGains(model, regulator, estimator);
  return timeKind(model) === "discrete"
    ? sampledController(model, regulator, estimator)
    : continuousController(model, regulator, estimator.L);
}

/** u = F s + N e with s = (estimate, q, w) and the innovation e = y - C x - D u, solved for u = U s + V y. */
function sampledController(model: StateSpace, regulator: Regulator, { L, M }: EstimatorGains): StateSpace {
  const { A, B, C, D, sampleTime, timeUnit } = model;
  const { Kx, Ki, Ku, integrated } = regulator;
  const [n, m, p, k] = [A.rows, B.columns, C.rows, integrated.length];
  const I = Matrix.eye(m, m);
  const F = besideEachOther([Matrix.mul(Kx, -1), Matrix.mul(Ki, -1), ...(Ku === null ? [] : [Matrix.sub(I, Ku)])], m);
  const order = F.columns;
  const N = M === null ? Matrix.zeros(m, p) : Kx.mmul(M).mul(-1);
  const loop = Matrix.add(I, N.mmul(D)); // u enters its own innovation through D
  const U = solve(loop, Matrix.sub(F, N.mmul(withColumns(C, order))));
  const V = solve(loop, N);
  const state = Matrix.zeros(order, order);
  state.setSubMatrix(Matrix.sub(A, L.mmul(C)), 0, 0);
  for (let i = n; i < n + k; i++) state.set(i, i, 1);
  const input = Matrix.zeros(order, m);
  input.setSubMatrix(Matrix.sub(B, L.mmul(D)), 0, 0);
  if (Ku !== null) input.setSubMatrix(I, n + k, 0);
  const measured = measurementMatrix(L, integrated, order, sampleTime);
  return {
    A: Matrix.add(state, input.mmul(U)),
    B: Matrix.add(measured, input.mmul(V)),
    C: U,
    D: V,
    sampleTime,
    timeUnit,
  };
}

function continuousController(model: StateSpace, regulator: Regulator, L: Matrix): StateSpace {
  const { A, B, C, D, timeUnit } = model;
  const { Kx, Ki, Ku, integrated } = regulator;
  const [n, m, k] = [A.rows, B.columns, integrated.length];
  const feedback = besideEachOther([Kx, Ki, ...(Ku === null ? [] : [Ku])], m).mul(-1);
  const order = feedback.columns;
  const U = Ku === null ? feedback : Matrix.zeros(m, order);
  if (Ku !== null) U.setSubMatrix(Matrix.eye(m, m), 0, n + k);
  const state = Matrix.zeros(order, order);
  state.setSubMatrix(Matrix.sub(A, L.mmul(C)), 0, 0);
  if (Ku !== null) state.setSubMatrix(feedback, n + k, 0);
  const input = Matrix.zeros(order, m);
  input.setSubMatrix(Matrix.sub(B, L.mmul(D)), 0, 0);
  return {
    A: Matrix.add(state, input.mmul(U)),
    B: measurementMatrix(L, integrated, order, 1),
    C: U,
    D: Matrix.zeros(m, C.rows),
    sampleTime: 0,
    timeUnit,
  };
}

/** How y enters: through L into the estimate, times `step` into the integrators. */
function measurementMatrix(L: Matrix, integrated: readonly number[], order: number, step: number): Matrix {
  const measured = Matrix.zeros(order, L.columns);
  measured.setSubMatrix(L, 0, 0);
  for (const [i, output] of integrated.entries()) measured.set(L.rows + i, output, step);
  return measured;
}

function checkGains(model: StateSpace, { Kx, Ki, integrated }: Regulator, { L, M }: EstimatorGains): void {
  const [n, m, p] = [model.A.rows, model.B.columns, model.C.rows];
  const problems: Problem[] = [
    ...wrongShape("Kx", Kx, m, n),
    ...wrongShape("Ki", Ki, m, integrated.length),
    ...wrongShape("L", L, n, p),
    ...(M === null ? [] : wrongShape("M", M, n, p)),
  ];
  if (M !== null && timeKind(model) === "continuous") {
    problems.push({ place: "M", message: "found a filter gain; expected null: in continuous time L is the only gain" });
  }
  if (problems.length > 0) throw new UserError("LQG controller", problems);
}
