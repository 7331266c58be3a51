// Roots of a polynomial around a point: those at the point itself are found exactly, not as a cluster of rounding errors.
import type { Complex } from "../../numeric/complex.ts";
import { polynomialRoots } from "../../numeric/polynomial-roots.ts";

export interface ShiftedRoots {
  /** Root minus shift; exactly 0 for a root at the shift. */
  readonly roots: readonly Complex[];
  /** First coefficient that is not zero; 0 for the zero polynomial. */
  readonly leading: number;
}

/**
 * Roots relative to `shift`. A coefficient of the shifted polynomial below the rounding errors of its own sum cannot be
 * told from 0: 1 - 1.9 + 0.9 is an integrator, not a pole at 1 - 1e-15.
 * @param coefficients of descending powers
 */
export function rootsNearOrigin(coefficients: readonly number[], shift: number): ShiftedRoots {
  const first = coefficients.findIndex((c) => c !== 0);
  if (first < 0) return { roots: [], leading: 0 };
  const shifted = taylorShift(coefficients.slice(first), shift);
  return { roots: polynomialRoots(shifted), leading: coefficients[first] ?? 0 };
}

/** Coefficients in powers of x - shift, by repeated synthetic division (Knuth, The Art of Computer Programming 2, 4.6.4). */
function taylorShift(coefficients: readonly number[], shift: number): readonly number[] {
  if (shift === 0) return coefficients;
  const [c, size] = [Float64Array.from(coefficients), Float64Array.from(coefficients, Math.abs)];
  for (let end = c.length; end > 1; end--) {
    for (let i = 1; i < end; i++) {
      c[i] = (c[i] ?? 0) + shift * (c[i - 1] ?? 0);
      size[i] = (size[i] ?? 0) + Math.abs(shift) * (size[i - 1] ?? 0);
    }
  }
  return Array.from(c, (value, i) => (Math.abs(value) <= c.length * Number.EPSILON * (size[i] ?? 0) ? 0 : value));
}
