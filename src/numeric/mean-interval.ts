// The mean of a sample with its standard error and interval, also for paired differences.
import { CONFIDENCE, type Interval } from "./interval.ts";
import { studentQuantile } from "./student.ts";

export interface MeanEstimate extends Interval {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * Sample mean with the Student interval, n − 1 degrees of freedom. Where all values are equal the error is 0 and the
 * interval a point: the sample says nothing about its own spread.
 * @throws RangeError for fewer than two values
 */
export function meanInterval(values: ArrayLike<number>, confidence: number = CONFIDENCE): MeanEstimate {
  const mean = meanOf(values);
  const standardError = standardErrorOfMean(values);
  const half = standardError === 0 ? 0 : standardError * studentQuantile(0.5 + confidence / 2, values.length - 1);
  return { mean, standardError, low: mean - half, high: mean + half };
}

/** Mean of first minus second on the same paths; the pairing takes out what both have in common. */
export function pairedMeanInterval(first: ArrayLike<number>, second: ArrayLike<number>): MeanEstimate {
  if (first.length !== second.length) {
    throw new RangeError(`paired samples need equal lengths: found ${first.length} and ${second.length}`);
  }
  return meanInterval(Float64Array.from(first, (value, i) => value - (second[i] ?? Number.NaN)));
}

/** Arithmetic mean, summed about the first value so that equal values have exactly their own mean. */
export function meanOf(values: ArrayLike<number>): number {
  const n = values.length;
  const first = values[0] ?? Number.NaN;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (values[i] ?? Number.NaN) - first;
  return first + sum / n;
}

/** Standard deviation (divisor n − 1) over √n. */
export function standardErrorOfMean(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) throw new RangeError(`a standard error needs at least two values: found ${n}`);
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const residual = (values[i] ?? Number.NaN) - mean;
    squares += residual * residual;
  }
  return Math.sqrt(squares / (n - 1) / n);
}
