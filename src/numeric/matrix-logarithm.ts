// The principal logarithm of a real matrix: the one whose exponential it is and whose eigenvalues have |Im| < pi.
import { inverse, Matrix } from "ml-matrix";
import { eigenvalues } from "./eigenvalues.ts";
import { UserError } from "./user-error.ts";

/** Distance from the identity at which the series takes over. */
const NEAR = 0.05;
const MOST_ROOTS = 60;
const MOST_STEPS = 40;

/**
 * By inverse scaling and squaring: log A = 2^k log A^(1/2^k), with square roots by the product form of Denman and Beavers and
 * log X = 2 artanh((X - I)(X + I)^-1) near the identity.
 * Higham, Functions of Matrices, 2008, sections 6.3 and 11.5.
 * @param A n x n  @throws UserError for an eigenvalue that is zero, or real and negative
 */
export function matrixLogarithm(A: Matrix): Matrix {
  const onCut = eigenvalues(A).find(({ re, im }) => re <= 0 && Math.abs(im) <= 1e-12 * Math.max(Math.abs(re), 1e-3));
  if (onCut !== undefined) {
    const message = `found the eigenvalue ${onCut.re}; expected none that is zero or negative: it has no real logarithm`;
    throw new UserError("matrix logarithm", [{ place: "A", message }]);
  }
  let root = A;
  let count = 0;
  const I = Matrix.eye(A.rows, A.rows);
  while (Matrix.sub(root, I).norm() > NEAR && count < MOST_ROOTS) {
    root = squareRoot(root);
    count++;
  }
  const ratio = Matrix.sub(root, I).mmul(inverse(Matrix.add(root, I)));
  return artanh(ratio).mul(2 ** (count + 1));
}

/** M + M^3 / 3 + M^5 / 5 + ..: with |M| < 0.026, seven terms are exact to rounding. */
function artanh(M: Matrix): Matrix {
  const square = M.mmul(M);
  let power = M;
  let sum = M.clone();
  for (let k = 3; k <= 13; k += 2) {
    power = power.mmul(square);
    sum = Matrix.add(sum, Matrix.mul(power, 1 / k));
  }
  return sum;
}

/** X with X X = A: M+ = (I + (M + M^-1) / 2) / 2, X+ = X (I + M^-1) / 2 from M = X = A. */
function squareRoot(A: Matrix): Matrix {
  const I = Matrix.eye(A.rows, A.rows);
  let [M, X] = [A, A];
  for (let step = 0; step < MOST_STEPS && Matrix.sub(M, I).norm() > 1e-15 * A.rows; step++) {
    const other = inverse(M);
    X = X.mmul(Matrix.add(I, other)).mul(0.5);
    M = Matrix.add(I, Matrix.add(M, other).mul(0.5)).mul(0.5);
  }
  return X;
}
