// The H2 norm of a system: the standard deviation of its output under unit white noise, and the energy of its impulse response.
import { Matrix } from "ml-matrix";
import { continuousLyapunov, discreteLyapunov } from "../equations/lyapunov.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { isStable } from "./stability.ts";

/**
 * sqrt(trace(C P C' + D D')) with P = A P A' + B B'; in continuous time sqrt(trace(C P C')) with A P + P A' + B B' = 0
 * (Zhou, Doyle and Glover, Robust and Optimal Control, 1996, section 4.6). Infinity for an unstable system, and for a
 * continuous one whose D is not zero: white noise passes.
 */
export function h2Norm(system: StateSpace): number {
  const variances = outputCovariance(system, Matrix.eye(system.B.columns));
  return variances === null ? Infinity : Math.sqrt(variances.trace());
}

/**
 * Standard deviation of each output when the inputs are white noise, for example of the churn of a command under sensor
 * noise; Infinity where `h2Norm` is infinite.
 * @param covariance m x m: of the input per sample, or its intensity per unit of time in continuous time
 */
export function noiseDeviation(system: StateSpace, covariance: Matrix): Float64Array {
  const outputs = outputCovariance(system, covariance);
  if (outputs === null) return new Float64Array(system.C.rows).fill(Infinity);
  return Float64Array.from(outputs.diagonal(), (variance) => Math.sqrt(Math.max(0, variance)));
}

/** p x p; null where it is infinite. */
function outputCovariance(system: StateSpace, covariance: Matrix): Matrix | null {
  const { A, B, C, D, sampleTime } = system;
  const direct = D.mmul(covariance).mmul(D.transpose());
  if (!isStable(system) || (sampleTime === 0 && D.norm() > 0)) return null;
  if (A.rows === 0) return direct;
  const noise = B.mmul(covariance).mmul(B.transpose());
  const P = sampleTime === 0 ? continuousLyapunov(A, noise) : discreteLyapunov(A, noise);
  return C.mmul(P).mmul(C.transpose()).add(direct);
}
