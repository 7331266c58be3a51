// Standard deviation over a window that moves along a series.

/** Sample standard deviations (divisor window - 1) of each full window; entry k covers values k .. k + window - 1. */
export function rollingDeviation(values: Float64Array, window: number): Float64Array {
  return Float64Array.from({ length: Math.max(0, values.length - window + 1) }, (_, k) => {
    const part = values.subarray(k, k + window); // summed anew each time: updating would let rounding grow
    const mean = part.reduce((sum, x) => sum + x, 0) / window;
    return Math.sqrt(part.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (window - 1));
  });
}
