// Linear least squares by QR: coefficients, residuals, and the spread from which standard errors follow.
import { Matrix } from "ml-matrix";
import { absorbRow, backSubstitute, independence, newTriangle } from "./triangular-factor.ts";
import { UserError } from "./user-error.ts";

/** Below this relative distance from the span of the columns before it, a column counts as dependent. */
const LEAST_INDEPENDENCE = 1e-11;

/** How a regression is called in the message of an error. */
export interface RegressionNames {
  /** What was being estimated. */
  readonly subject: string;
  /** The matrix of the regression. */
  readonly matrix: string;
  /** Name of its column k. */
  readonly column: (k: number) => string;
  /** What to do about too few rows or dependent columns. */
  readonly remedy: string;
}

/** X has N rows and d columns, Y has N rows and q columns. */
export interface LeastSquaresFit {
  /** d x q. */
  readonly coefficients: Matrix;
  /** N x q: Y - X coefficients. */
  readonly residuals: Matrix;
  /** Square roots of the diagonal of (X'X)^-1: a standard error is the noise's standard deviation times this. */
  readonly spread: Float64Array;
}

/**
 * Minimises the sum of squares of Y - X coefficients.
 * Björck, Numerical Methods for Least Squares Problems, 1996, sections 2.4 (QR) and 2.8 (covariance).
 * @throws UserError for fewer rows than columns and for dependent columns
 */
export function leastSquares(X: Matrix, Y: Matrix, names: RegressionNames): LeastSquaresFit {
  const [count, width] = [X.columns, X.columns + Y.columns];
  if (X.rows < count) throw regressionError(names, `found ${X.rows} rows; expected at least ${count}`);
  const triangle = newTriangle(width);
  for (let t = 0; t < X.rows; t++) absorbRow(triangle, Float64Array.from([...X.getRow(t), ...Y.getRow(t)]));
  requireIndependent(triangle, width, count, names);
  const coefficients = new Matrix(count, Y.columns);
  for (let c = 0; c < Y.columns; c++) {
    coefficients.setColumn(c, Array.from(backSubstitute(triangle, width, count, count + c)));
  }
  return { coefficients, residuals: Matrix.sub(Y, X.mmul(coefficients)), spread: spreadOf(triangle, width, count) };
}

/** @throws UserError naming the first of the columns that lies in the span of those before it */
export function requireIndependent(triangle: Float64Array, width: number, count: number, names: RegressionNames): void {
  const k = independence(triangle, width, count).findIndex((distance) => !(distance > LEAST_INDEPENDENCE));
  if (k < 0) return;
  throw regressionError(
    names,
    `found column ${names.column(k)} dependent on the columns before it; expected rank ${count}`,
  );
}

function regressionError({ subject, matrix, remedy }: RegressionNames, found: string): UserError {
  return new UserError(subject, [{ place: matrix, message: `${found}; ${remedy}` }]);
}

/** Row norms of the inverse of the triangle: (X'X)^-1 = R^-1 R^-T. */
function spreadOf(triangle: Float64Array, width: number, count: number): Float64Array {
  const squares = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const column = new Float64Array(count); // column k of the inverse
    for (let i = k; i >= 0; i--) {
      let sum = i === k ? 1 : 0;
      for (let j = i + 1; j <= k; j++) sum -= (triangle[i * width + j] ?? 0) * (column[j] ?? 0);
      column[i] = sum / (triangle[i * width + i] ?? 0);
    }
    for (const [i, entry] of column.entries()) squares[i] = (squares[i] ?? 0) + entry * entry;
  }
  return squares.map(Math.sqrt);
}
