// The steady Kalman filter: the estimate of the state that has the smallest variance, from noisy measurements.
//
// Anderson and Moore, Optimal Filtering, 1979, chapter 4; in continuous time the filter of Kalman and Bucy. Two gains go by
// the same name in the literature: L corrects the prediction of the next state, M the estimate of the present one.
import { Matrix, solve } from "ml-matrix";
import { symmetricPart } from "../../numeric/symmetric-part.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { notFinite, wrongShape } from "../equations/matrix-door.ts";
import { continuousRiccati } from "../equations/riccati-continuous.ts";
import { discreteRiccati } from "../equations/riccati-discrete.ts";

/** Covariances (per sample), or intensities (per unit of time), of the noise in state and measurement. */
export interface Noise {
  /** n x n, of the state. */
  readonly Q: Matrix;
  /** p x p, of the measurement. */
  readonly R: Matrix;
  /** n x p, between both; zero where absent. */
  readonly N?: Matrix;
}

export interface KalmanFilter {
  /** Predictor gain, n x p: x(k+1|k) = A x(k|k-1) + B u(k) + L e(k), with e(k) = y(k) - C x(k|k-1) - D u(k). L = A M where N = 0. */
  readonly L: Matrix;
  /** Filter gain, n x p: x(k|k) = x(k|k-1) + M e(k). */
  readonly M: Matrix;
  /** n x n: covariance of the error of x(k|k-1). */
  readonly prior: Matrix;
  /** n x n: covariance of the error of x(k|k). */
  readonly posterior: Matrix;
}

export interface KalmanBucyFilter {
  /** n x p: x' = A x + B u + L (y - C x - D u). */
  readonly L: Matrix;
  /** n x n: covariance of the error. */
  readonly P: Matrix;
}

/**
 * For x+ = A x + B u + w, y = C x + D u + v.
 * @param A n x n  @param C p x n
 * @throws UserError for wrong shapes, an undetectable (A, C) and a noise that leaves a marginal mode unexcited
 */
export function kalmanFilter(A: Matrix, C: Matrix, noise: Noise): KalmanFilter {
  const { Q, R, N } = checked(A, C, noise);
  const { X: prior, K } = dual(() => discreteRiccati(A.transpose(), C.transpose(), { Q, R, S: N }));
  const innovation = symmetricPart(Matrix.add(C.mmul(prior).mmul(C.transpose()), R));
  const M = solve(innovation, C.mmul(prior)).transpose();
  const kept = Matrix.sub(Matrix.eye(A.rows, A.rows), M.mmul(C));
  // Joseph's form: symmetric and without negative eigenvalues whatever the error of M.
  const posterior = Matrix.add(kept.mmul(prior).mmul(kept.transpose()), M.mmul(R).mmul(M.transpose()));
  return { L: K.transpose(), M, prior, posterior: symmetricPart(posterior) };
}

/**
 * For x' = A x + B u + w, y = C x + D u + v.
 * @param A n x n  @param C p x n  @param noise R regular
 * @throws UserError for wrong shapes, an undetectable (A, C) and a noise that leaves a marginal mode unexcited
 */
export function kalmanBucyFilter(A: Matrix, C: Matrix, noise: Noise): KalmanBucyFilter {
  const { Q, R, N } = checked(A, C, noise);
  const { X, K } = dual(() => continuousRiccati(A.transpose(), C.transpose(), { Q, R, S: N }));
  return { L: K.transpose(), P: X };
}

function checked(A: Matrix, C: Matrix, { Q, R, N = Matrix.zeros(A.rows, C.rows) }: Noise): Required<Noise> {
  const [n, p] = [A.rows, C.rows];
  const shapes: readonly (readonly [string, Matrix, number, number])[] = [
    ["A", A, n, n],
    ["C", C, p, n],
    ["Q", Q, n, n],
    ["R", R, p, p],
    ["N", N, n, p],
  ];
  const problems = shapes.flatMap(([place, M, rows, columns]) => [
    ...wrongShape(place, M, rows, columns),
    ...notFinite(place, M),
  ]);
  if (problems.length > 0) throw new UserError("Kalman filter", problems);
  return { Q, R, N };
}

/** The filter is the regulator of the transposed model: its errors, in the words of the filter. */
function dual<T>(solveEquation: () => T): T {
  try {
    return solveEquation();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError("Kalman filter", error.problems.map(inWordsOfFilter));
  }
}

function inWordsOfFilter({ place, message }: Problem): Problem {
  if (place === "(A, B)") {
    const found = message.replace("which no input moves", "which no measurement shows");
    return {
      place: "(A, C)",
      message: found.replace(/expected .*/, "expected a detectable pair: measure that state or leave it out"),
    };
  }
  if (place === "(A, Q)") {
    return {
      place,
      message: message.replace(/without a weight.*/, "that no noise excites; expected noise on that state in Q"),
    };
  }
  return { place, message };
}
