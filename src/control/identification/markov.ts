// Markov parameters (the response to a unit pulse, sample by sample) from recorded inputs and outputs.
import { Matrix } from "ml-matrix";
import { leastSquares } from "../../numeric/least-squares.ts";
import { UserError } from "../../numeric/user-error.ts";
import { checkExperiment, type Experiment } from "./experiment.ts";

const SUBJECT = "Markov parameters";

/**
 * h(0) .. h(count-1), each p x m, by least squares on y(t) = sum over k of h(k) u(t-k). The experiment starts at rest:
 * before its first sample all inputs and outputs are zero, as in the difference of two paths with common random numbers.
 * What the response does after `count` samples acts as noise.
 * With a ridge, the sum of squares of the parameters, times ridge and the mean sum of squares of the regressor's columns,
 * is added: for inputs that barely excite some directions.
 * Juang, Applied System Identification, 1994, section 5.2; Hoerl & Kennard, "Ridge regression", Technometrics 12, 1970.
 * @param ridge 0 for plain least squares  @throws UserError for short records, a negative ridge, and inputs that do not
 * excite when the ridge is 0
 */
export function markovParameters(experiment: Experiment, count: number, ridge: number): readonly Matrix[] {
  const { input, output } = experiment;
  checkCount(count, ridge);
  checkExperiment(SUBJECT, experiment, count * input.columns);
  const X = pastInputs(input, count);
  const penalty = ridge > 0 ? Math.sqrt((ridge * X.dot(X)) / X.columns) : 0;
  const [rows, targets] =
    penalty > 0
      ? [below(X, Matrix.eye(X.columns, X.columns, penalty)), below(output, Matrix.zeros(X.columns, output.columns))]
      : [X, output];
  const { coefficients } = leastSquares(rows, targets, {
    subject: SUBJECT,
    matrix: "regressor",
    column: (k) => `u${k % input.columns}(t-${Math.floor(k / input.columns)})`,
    remedy: "excite every input with its own pseudo-random binary sequence, or give a ridge above 0",
  });
  return Array.from({ length: count }, (_, k) =>
    coefficients.subMatrix(k * input.columns, (k + 1) * input.columns - 1, 0, output.columns - 1).transpose(),
  );
}

/** N x (count m): row t holds u(t), u(t-1), .., u(t-count+1), with zeros before the first sample. */
function pastInputs(input: Matrix, count: number): Matrix {
  const X = Matrix.zeros(input.rows, count * input.columns);
  for (let t = 0; t < input.rows; t++) {
    for (let k = 0; k <= Math.min(t, count - 1); k++) {
      for (let j = 0; j < input.columns; j++) X.set(t, k * input.columns + j, input.get(t - k, j));
    }
  }
  return X;
}

function below(upper: Matrix, lower: Matrix): Matrix {
  const both = new Matrix(upper.rows + lower.rows, upper.columns);
  both.setSubMatrix(upper, 0, 0);
  return both.setSubMatrix(lower, upper.rows, 0);
}

function checkCount(count: number, ridge: number): void {
  const problems = [];
  if (!(Number.isInteger(count) && count >= 1)) {
    problems.push({ place: "count", message: `found ${count}; expected a whole number from 1` });
  }
  if (!(ridge >= 0 && ridge < Infinity)) {
    problems.push({ place: "ridge", message: `found ${ridge}; expected a number from 0` });
  }
  if (problems.length > 0) throw new UserError(SUBJECT, problems);
}
