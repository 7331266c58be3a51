// ARX model of one input and one output by least squares: an autoregression of the output with the input as driver.
import { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { eigenvalues } from "../../numeric/eigenvalues.ts";
import { leastSquares } from "../../numeric/least-squares.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { checkExperiment, checkInputsMove, type Experiment, type Sampling } from "./experiment.ts";

/** y(t) + a1 y(t-1) + .. + a_na y(t-na) = b1 u(t-nk) + .. + b_nb u(t-nk-nb+1) + e(t). */
export interface ArxOrders {
  /** Past outputs, at least 1. */
  readonly na: number;
  /** Inputs, at least 1. */
  readonly nb: number;
  /** Samples from an input to its first effect, at least 0. */
  readonly nk: number;
}

export interface ArxFit {
  /** a1 .. a_na, then b1 .. b_nb. */
  readonly theta: Float64Array;
  /** One per entry of theta. */
  readonly standardErrors: Float64Array;
  /** Variance of e: sum of squared residuals over (rows - na - nb). */
  readonly noiseVariance: number;
  /** The na roots of z^na + a1 z^(na-1) + .. + a_na. */
  readonly poles: readonly Complex[];
  readonly model: StateSpace;
}

const SUBJECT = "ARX identification";

/**
 * Least squares on the rows whose past was recorded.
 * Ljung, System Identification: Theory for the User, 2nd ed. 1999, sections 4.2 and 7.3, equations (7.31) to (7.34).
 * @throws UserError for short records, inputs that do not excite, and more than one input or output
 */
export function arx(experiment: Experiment, orders: ArxOrders): ArxFit {
  const { na, nb, nk } = orders;
  const first = Math.max(na, nk + nb - 1);
  checkOrders(orders);
  checkExperiment(SUBJECT, experiment, first + na + nb + 1);
  checkSingle(experiment);
  checkInputsMove(SUBJECT, experiment.input);
  const [u, y] = [experiment.input.getColumn(0), experiment.output.getColumn(0)];
  const rows: number[][] = [];
  for (let t = first; t < y.length; t++) {
    const past = Array.from({ length: na }, (_, k) => -(y[t - 1 - k] ?? 0));
    rows.push([...past, ...Array.from({ length: nb }, (_, k) => u[t - nk - k] ?? 0)]);
  }
  const fit = leastSquares(new Matrix(rows), Matrix.columnVector(y.slice(first)), {
    subject: SUBJECT,
    matrix: "regressor",
    column: (k) => (k < na ? `y(t-${k + 1})` : `u(t-${nk + k - na})`),
    remedy: "excite the input longer and with more frequencies, or lower na and nb",
  });
  const theta = Float64Array.from(fit.coefficients.getColumn(0));
  const squares = fit.residuals.getColumn(0).reduce((sum, e) => sum + e * e, 0);
  const noiseVariance = squares / (rows.length - na - nb);
  return {
    theta,
    standardErrors: fit.spread.map((spread) => spread * Math.sqrt(noiseVariance)),
    noiseVariance,
    poles: eigenvalues(companion(theta.subarray(0, na))),
    model: arxModel(theta, orders, experiment),
  };
}

/** The observer form of b(z)/a(z): its states are the parts of the coming outputs that are known already. */
function arxModel(theta: Float64Array, { na, nb, nk }: ArxOrders, { sampleTime, timeUnit }: Sampling): StateSpace {
  const n = Math.max(na, nk + nb - 1);
  const a = new Float64Array(n);
  a.set(theta.subarray(0, na));
  const b = new Float64Array(n + 1); // coefficient of u(t-k) at place k
  b.set(theta.subarray(na), nk);
  const D = b[0] ?? 0;
  return {
    A: companion(a),
    B: Matrix.columnVector(Array.from(a, (ak, k) => (b[k + 1] ?? 0) - ak * D)),
    C: Matrix.rowVector(Array.from(a, (_, k) => (k === 0 ? 1 : 0))),
    D: new Matrix([[D]]),
    sampleTime,
    timeUnit,
  };
}

/** n x n with characteristic polynomial z^n + a1 z^(n-1) + .. + an: -a in the first column, ones above the diagonal. */
function companion(a: Float64Array): Matrix {
  const A = Matrix.zeros(a.length, a.length);
  for (const [k, ak] of a.entries()) {
    A.set(k, 0, -ak);
    if (k > 0) A.set(k - 1, k, 1);
  }
  return A;
}

function checkOrders(orders: ArxOrders): void {
  const least = { na: 1, nb: 1, nk: 0 };
  const problems = (["na", "nb", "nk"] as const)
    .filter((name) => !(Number.isInteger(orders[name]) && orders[name] >= least[name]))
    .map((name) => ({ place: name, message: `found ${orders[name]}; expected a whole number from ${least[name]}` }));
  if (problems.length > 0) throw new UserError(SUBJECT, problems);
}

function checkSingle({ input, output }: Experiment): void {
  if (input.columns === 1 && output.columns === 1) return;
  throw new UserError(SUBJECT, [
    {
      place: input.columns === 1 ? "output" : "input",
      message: `found ${input.columns} inputs and ${output.columns} outputs; expected one of each; use subspace identification for more`,
    },
  ]);
}
