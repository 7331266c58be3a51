// The largest fall of a path from its running peak.

export interface Drawdown {
  /** Largest fall as a fraction of the peak before it. */
  readonly fraction: number;
  /** Indices of that peak and of the trough that ends the fall. */
  readonly peak: number;
  readonly trough: number;
  /** Largest fall in the path's own unit (not always the same fall). */
  readonly absolute: number;
  /** Root mean square of the fractional fall over all points (P. Martin's ulcer index, 1987). */
  readonly ulcerIndex: number;
}

/** Drawdown of a path of positive values, at least one. */
export function drawdown(path: ArrayLike<number>): Drawdown {
  let [fraction, peak, trough, absolute, squares, highest] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < path.length; i++) {
    const value = path[i] ?? Number.NaN;
    if (value > (path[highest] ?? Number.NaN)) highest = i;
    const top = path[highest] ?? Number.NaN;
    const fall = (top - value) / top;
    squares += fall * fall;
    absolute = Math.max(absolute, top - value);
    if (fall > fraction) [fraction, peak, trough] = [fall, highest, i];
  }
  return { fraction, peak, trough, absolute, ulcerIndex: Math.sqrt(squares / path.length) };
}
