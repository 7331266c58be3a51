// The peak-to-peak norm of a discrete system, the sum of |h_k|: the largest output that inputs within [-1, 1] can cause.
import { Matrix } from "ml-matrix";
import { spectralRadius } from "../../numeric/eigenvalues.ts";
import { UserError } from "../../numeric/user-error.ts";
import { discreteLyapunov } from "../equations/lyapunov.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { isStable } from "./stability.ts";

const MOST_SAMPLES = 4_000_000;

/** The norm lies between `value` and `value + error`. */
export interface PeakToPeakNorm {
  /** Sum of the samples that were added, rounding apart. */
  readonly value: number;
  /** Bound on all samples that were not. */
  readonly error: number;
  /** Number of samples added. */
  readonly samples: number;
}

/**
 * Largest row sum of sum_k |h_k| (Dahleh and Diaz-Bobillo, Control of Uncertain Systems, 1995, section 2.3): for each
 * output, |y| <= norm * |u|. The response is added until the rest is proved small. For any s between the
 * spectral radius and 1, with P = (A/s) P (A/s)' + B B', Cauchy and Schwarz give, for a row x and m inputs,
 * sum_k |x A^k B| <= sqrt(m x P x' / (1 - s^2)).
 * Infinity, without error, for an unstable system. The sum ends after four million samples with whatever error is left.
 * @param accuracy relative error at which to stop, for example 1e-6
 * @throws UserError for a continuous system
 */
export function peakToPeakNorm(system: StateSpace, accuracy: number): PeakToPeakNorm {
  if (system.sampleTime === 0) {
    const message = "found a continuous system; expected a discrete one; discretise it with its sample time";
    throw new UserError("peak-to-peak norm", [{ place: "sampleTime", message }]);
  }
  if (!isStable(system)) return { value: Infinity, error: 0, samples: 0 };
  const tail = tailBound(system);
  const rows = Array.from({ length: system.C.rows }, (_, i) => rowNorm(system, i, accuracy, tail));
  return rows.reduce((worst, row) => ({
    value: Math.max(worst.value, row.value),
    error: Math.max(worst.value + worst.error, row.value + row.error) - Math.max(worst.value, row.value),
    samples: Math.max(worst.samples, row.samples),
  }));
}

/** Sum over the inputs for one output, by the row C_i A^k, whose bound is that of the transposed system. */
function rowNorm(system: StateSpace, output: number, accuracy: number, tail: TailBound): PeakToPeakNorm {
  const { A, B, C, D } = system;
  const n = A.rows;
  const [a, b] = [Float64Array.from(A.to1DArray()), Float64Array.from(B.to1DArray())];
  let row = Float64Array.from(C.getRow(output));
  let next = new Float64Array(n);
  let value = D.getRow(output).reduce((sum, entry) => sum + Math.abs(entry), 0);
  let samples = 1;
  for (let check = 8; ; check = Math.ceil(1.25 * check)) {
    for (; samples < check; samples++) {
      value += sizeOfProduct(row, b, B.columns);
      rowTimes(row, a, next);
      [row, next] = [next, row];
    }
    const error = tail(row);
    if (error <= accuracy * value || samples >= MOST_SAMPLES) return { value, error, samples };
  }
}

/** Bound on sum_k |x A^k B| for a row x. */
type TailBound = (x: Float64Array) => number;

function tailBound({ A, B }: StateSpace): TailBound {
  const n = A.rows;
  if (n === 0) return () => 0;
  const squared = 0.5 * (1 + spectralRadius(A) ** 2);
  const P = discreteLyapunov(Matrix.div(A, Math.sqrt(squared)), B.mmul(B.transpose()));
  const scale = B.columns / (1 - squared);
  return (x) => {
    const row = Matrix.rowVector(Array.from(x));
    return Math.sqrt(scale * Math.max(0, row.mmul(P).mmul(row.transpose()).get(0, 0)));
  };
}

/** Sum of the sizes of the entries of x B, B with `columns` columns. */
function sizeOfProduct(x: Float64Array, b: Float64Array, columns: number): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    let entry = 0;
    for (let i = 0; i < x.length; i++) entry += (x[i] ?? 0) * (b[i * columns + j] ?? 0);
    sum += Math.abs(entry);
  }
  return sum;
}

/** result = x A. */
function rowTimes(x: Float64Array, a: Float64Array, result: Float64Array): void {
  const n = x.length;
  result.fill(0);
  for (let i = 0; i < n; i++) {
    const entry = x[i] ?? 0;
    if (entry === 0) continue;
    for (let j = 0; j < n; j++) result[j] = (result[j] ?? 0) + entry * (a[i * n + j] ?? 0);
  }
}
