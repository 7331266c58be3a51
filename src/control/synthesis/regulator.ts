// A linear-quadratic regulator for use: with integrators on chosen outputs, and with a price on moving the input.
//
// The model is extended by q, the integral of the chosen outputs, and by w, the input of the sample before, and the plain
// regulator is solved for the extension (Anderson and Moore, Optimal Control, 1990, section 9.2; specification: control
// 3.3 CS3). Delays need nothing more: they are shift states of the model.
import { Matrix } from "ml-matrix";
import { columns, placeBlock } from "../../numeric/matrix-blocks.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { wrongShape } from "../equations/matrix-door.ts";
import type { RiccatiSolution } from "../equations/riccati.ts";
import { timeKind } from "../equations/stability-measure.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { lqr } from "./lqr.ts";

/** The cost per sample (or unit of time): x'Qx + q'Qi q + u'R u + d'Rd d, with d the change (or rate) of u. */
export interface RegulatorDesign {
  /** Outputs that get an integrator, counted from 0. */
  readonly integrated: readonly number[];
  readonly weights: {
    /** Q: n x n. */
    readonly state: Matrix;
    /** Qi: one row and column per integrated output. */
    readonly integral: Matrix;
    /** R: m x m. */
    readonly input: Matrix;
    /** Rd: m x m; null where the input moves free of charge, as a plain state feedback. */
    readonly rate: Matrix | null;
  };
}

/** Without a price on the rate u = -Kx x - Ki q, else d = -Kx x - Ki q - Ku w. */
export interface Regulator {
  /** m x n. */
  readonly Kx: Matrix;
  /** m x (integrated outputs). */
  readonly Ki: Matrix;
  /** m x m; null where the rate has no price. */
  readonly Ku: Matrix | null;
  readonly integrated: readonly number[];
  /** Cost matrix, gain and measure of stability of the extended model. */
  readonly extended: RiccatiSolution;
}

/**
 * @param model n states, m inputs, p outputs; each integrated output needs a steady gain from the inputs
 * @throws UserError for wrong shapes and for an extension that no feedback stabilises
 */
export function regulator(model: StateSpace, design: RegulatorDesign): Regulator {
  checkDesign(model, design);
  const { integrated, weights } = design;
  const [n, k] = [model.A.rows, integrated.length];
  const extension = extendedModel(model, integrated, weights.rate !== null);
  const solution = lqr(extension, extendedWeights(model, design));
  const { K } = solution;
  return {
    Kx: columns(K, 0, n),
    Ki: columns(K, n, n + k),
    Ku: weights.rate === null ? null : columns(K, n + k, K.columns),
    integrated,
    extended: solution,
  };
}

/**
 * The model with states (x, q, w): q+ = q + T y (or q' = y) of the chosen outputs; with `rate`, u = w + d in discrete time
 * and w' = d in continuous time, where d is the new input. Its outputs are those of the model.
 */
export function extendedModel(model: StateSpace, integrated: readonly number[], rate: boolean): StateSpace {
  const { A, B, C, D, sampleTime } = model;
  const discrete = timeKind(model) === "discrete";
  const [n, m, k] = [A.rows, B.columns, integrated.length];
  const step = discrete ? sampleTime : 1;
  const order = n + k + (rate ? m : 0);
  const extendedA = Matrix.zeros(order, order);
  extendedA.setSubMatrix(A, 0, 0);
  placeBlock(extendedA, Matrix.mul(rowsOf(C, integrated), step), n, 0);
  if (discrete) placeBlock(extendedA, Matrix.eye(order - n, order - n), n, n);
  const direct = Matrix.zeros(order, m); // how u enters x and q
  direct.setSubMatrix(B, 0, 0);
  placeBlock(direct, Matrix.mul(rowsOf(D, integrated), step), n, 0);
  const extendedB = rate && !discrete ? Matrix.zeros(order, m) : direct.clone();
  if (rate) {
    placeBlock(extendedA, columns(direct.transpose(), 0, n + k).transpose(), 0, n + k);
    placeBlock(extendedB, Matrix.eye(m, m), n + k, 0);
  }
  const extendedC = Matrix.zeros(C.rows, order);
  extendedC.setSubMatrix(C, 0, 0);
  if (rate) placeBlock(extendedC, D, 0, n + k);
  const extendedD = rate && !discrete ? Matrix.zeros(D.rows, m) : D;
  return { ...model, A: extendedA, B: extendedB, C: extendedC, D: extendedD };
}

/** In discrete time u = w + d makes the price of u one of w, of d and of their product. */
function extendedWeights(model: StateSpace, { integrated, weights }: RegulatorDesign) {
  const [n, m, k] = [model.A.rows, model.B.columns, integrated.length];
  const { state, integral, input, rate } = weights;
  const order = n + k + (rate === null ? 0 : m);
  const Q = Matrix.zeros(order, order);
  Q.setSubMatrix(state, 0, 0);
  placeBlock(Q, integral, n, n);
  const S = Matrix.zeros(order, m);
  if (rate === null) return { Q, R: input, S };
  placeBlock(Q, input, n + k, n + k);
  if (timeKind(model) === "continuous") return { Q, R: rate, S };
  placeBlock(S, input, n + k, 0);
  return { Q, R: Matrix.add(input, rate), S };
}

function checkDesign(model: StateSpace, { integrated, weights }: RegulatorDesign): void {
  const [n, m, k] = [model.A.rows, model.B.columns, integrated.length];
  const outputs = model.C.rows;
  const problems: Problem[] = [
    ...integrated
      .filter((output) => !(Number.isInteger(output) && output >= 0 && output < outputs))
      .map((output) => ({ place: "integrated", message: `found output ${output}; expected 0 to ${outputs - 1}` })),
    ...wrongShape("weights > state", weights.state, n, n),
    ...wrongShape("weights > integral", weights.integral, k, k),
    ...wrongShape("weights > input", weights.input, m, m),
    ...(weights.rate === null ? [] : wrongShape("weights > rate", weights.rate, m, m)),
  ];
  if (problems.length > 0) throw new UserError("regulator", problems);
}

function rowsOf(M: Matrix, chosen: readonly number[]): Matrix {
  const rows = Matrix.zeros(chosen.length, M.columns);
  chosen.forEach((row, i) => {
    for (let j = 0; j < M.columns; j++) rows.set(i, j, M.get(row, j));
  });
  return rows;
}
