// Subspace identification (PO-MOESP): state-space models of any number of inputs and outputs from one record.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { leastSquares, requireIndependent } from "../../numeric/least-squares.ts";
import { absorbRow, newTriangle } from "../../numeric/triangular-factor.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { checkExperiment, checkInputsMove, type Experiment, rootMeanSquares } from "./experiment.ts";
import { checkOrder, numericalRank, type Realisations } from "./realisations.ts";

const SUBJECT = "subspace identification";

/**
 * The past of inputs and outputs serves as instrument: noise on the outputs does not bias the model, whatever its colour
 * within `horizon` samples of memory. Inputs and outputs are scaled to a root mean square of 1 inside, so that their
 * units do not weigh.
 * Verhaegen, "Identification of the deterministic part of MIMO state space models given in innovations form from
 * input-output data", Automatica 30, 1994 (PO scheme); B and D as in Ljung, System Identification, 1999, section 10.6.
 * @param horizon block rows of past and of future, above the order sought; the largest order is (horizon - 1) p
 * @throws UserError for short records, inputs that do not excite, outputs that stay zero
 */
export function subspace(experiment: Experiment, horizon: number): Realisations {
  const { columns: m } = experiment.input;
  const { columns: p } = experiment.output;
  if (!(Number.isInteger(horizon) && horizon >= 2)) {
    throw new UserError(SUBJECT, [{ place: "horizon", message: `found ${horizon}; expected a whole number from 2` }]);
  }
  checkExperiment(SUBJECT, experiment, 2 * horizon * (m + p + 1));
  checkInputsMove(SUBJECT, experiment.input);
  const scaled = scaledExperiment(experiment);
  const svd = new SingularValueDecomposition(futureOnPast(scaled, horizon), { autoTranspose: true });
  const rank = numericalRank(svd.diagonal, (horizon - 1) * p);
  const model = (order: number): StateSpace => {
    checkOrder(SUBJECT, "block Hankel matrix", order, rank);
    const root = svd.diagonal.slice(0, order).map(Math.sqrt);
    const observability = svd.leftSingularVectors.subMatrix(0, horizon * p - 1, 0, order - 1).mulRowVector(root);
    return modelFrom(observability, scaled);
  };
  return { singularValues: Float64Array.from(svd.diagonal), rank, model };
}

/** The experiment in units in which every column has root mean square 1, and those units. */
interface ScaledExperiment extends Experiment {
  readonly inputUnits: readonly number[];
  readonly outputUnits: readonly number[];
}

function scaledExperiment(experiment: Experiment): ScaledExperiment {
  const inputUnits = rootMeanSquares(experiment.input);
  const outputUnits = rootMeanSquares(experiment.output);
  const still = outputUnits.indexOf(0);
  if (still >= 0) {
    throw new UserError(SUBJECT, [
      { place: "output", message: `found column ${still} all zero; expected a response; leave the output out` },
    ]);
  }
  return {
    ...experiment,
    input: experiment.input.clone().divRowVector(inputUnits),
    output: experiment.output.clone().divRowVector(outputUnits),
    inputUnits,
    outputUnits,
  };
}

/**
 * L32 of the LQ factorisation of [Uf; Up; Yp; Yf]: what of the future outputs is explained by the past and not by the
 * future inputs. Its column space is that of the observability matrix. The triangle holds L transposed.
 */
function futureOnPast({ input, output }: Experiment, horizon: number): Matrix {
  const [m, p] = [input.columns, output.columns];
  const width = 2 * horizon * (m + p);
  const triangle = newTriangle(width);
  const u = input.to1DArray();
  const y = output.to1DArray();
  for (let start = 0; start + 2 * horizon <= input.rows; start++) {
    const [now, end] = [start + horizon, start + 2 * horizon];
    const past = [...u.slice(start * m, now * m), ...y.slice(start * p, now * p)];
    absorbRow(triangle, Float64Array.from([...u.slice(now * m, end * m), ...past, ...y.slice(now * p, end * p)]));
  }
  requireIndependent(triangle, width, 2 * horizon * m, {
    subject: SUBJECT,
    matrix: "block Hankel matrix of the input",
    column: (k) => `u${k % m} at lag ${Math.floor(k / m)}`,
    remedy: "excite every input with its own pseudo-random binary sequence, or take a shorter horizon",
  });
  const explained = new Matrix(horizon * p, horizon * (m + p));
  for (let i = 0; i < horizon * p; i++) {
    for (let k = 0; k < horizon * (m + p); k++) {
      const row = horizon * m + k;
      explained.set(i, k, triangle[row * width + horizon * (2 * m + p) + i] ?? 0);
    }
  }
  return explained;
}

/** A from the shift of the observability matrix, C from its first block, B and D by regression; in the user's units. */
function modelFrom(observability: Matrix, scaled: ScaledExperiment): StateSpace {
  const { inputUnits, outputUnits, sampleTime, timeUnit } = scaled;
  const [n, p] = [observability.columns, outputUnits.length];
  const last = observability.rows - 1;
  const names = {
    subject: SUBJECT,
    matrix: "observability matrix",
    column: (k: number) => `x${k}`,
    remedy: "lower the order or take a longer horizon",
  };
  const upper = observability.subMatrix(0, last - p, 0, n - 1);
  const A = leastSquares(upper, observability.subMatrix(p, last, 0, n - 1), names).coefficients;
  const C = observability.subMatrix(0, p - 1, 0, n - 1);
  const { B, D } = inputMatrices(A, C, scaled);
  return {
    A,
    B: B.divRowVector(inputUnits),
    C: C.mulColumnVector(outputUnits),
    D: D.mulColumnVector(outputUnits).divRowVector(inputUnits),
    sampleTime,
    timeUnit,
  };
}

/**
 * The output is linear in the first state, B and D once A and C are known: y(t) = C A^t x(0) + sum over (k, j) of B_kj C
 * z_kj(t) + D u(t), where z_kj is the state driven by u_j through entry k alone.
 */
function inputMatrices(A: Matrix, C: Matrix, { input, output }: Experiment): { B: Matrix; D: Matrix } {
  const [n, m, p, N] = [A.rows, input.columns, output.columns, input.rows];
  const X = Matrix.zeros(N * p, n + n * m + m * p);
  const Y = new Matrix(N * p, 1);
  let states = Matrix.eye(n, n + n * m); // powers of A, then the z_kj with k running first
  for (let t = 0; t < N; t++) {
    X.setSubMatrix(C.mmul(states), t * p, 0);
    states = A.mmul(states);
    for (let j = 0; j < m; j++) {
      const u = input.get(t, j);
      for (let i = 0; i < p; i++) X.set(t * p + i, n + n * m + j * p + i, u);
      for (let k = 0; k < n; k++) states.set(k, n + j * n + k, states.get(k, n + j * n + k) + u);
    }
    for (let i = 0; i < p; i++) Y.set(t * p + i, 0, output.get(t, i));
  }
  const { coefficients } = leastSquares(X, Y, {
    subject: SUBJECT,
    matrix: "regressor of B and D",
    column: (k) => (k < n ? `x${k}(0)` : k < n + n * m ? "of B" : "of D"),
    remedy: "lower the order: the model found grows or dies out too fast over this record",
  });
  const found = coefficients.getColumn(0);
  const columnwise = (first: number, rows: number) =>
    new Matrix(Array.from({ length: m }, (_, j) => found.slice(first + j * rows, first + (j + 1) * rows))).transpose();
  return { B: columnwise(n, n), D: columnwise(n + n * m, p) };
}
