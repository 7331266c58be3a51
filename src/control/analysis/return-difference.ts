// The return difference I + L of a loop with several channels: its determinant, its smallest singular value, and Ms.
import { Matrix } from "ml-matrix";
import type { Complex, ComplexMatrix } from "../../numeric/complex.ts";
import { determinant } from "../../numeric/complex-matrix.ts";
import { frequencyResponse } from "../linear/frequency-response.ts";
import type { StateSpace } from "../linear/state-space.ts";
import { closedLoop } from "./closed-loop.ts";
import { hInfinityNorm } from "./h-infinity-norm.ts";
import type { PeakGain } from "./peak-sensitivity.ts";
import { smallestSingularValue } from "./singular-values.ts";

/**
 * I + L, p x p; as many inputs as outputs.
 * @param w rad per time unit, not at a pole on the contour
 */
export function returnDifference(loop: StateSpace, w: number): ComplexMatrix {
  const { re, im } = frequencyResponse(loop, w);
  return { re: Matrix.add(re, Matrix.eye(re.rows)), im };
}

/**
 * det(I + L): closed-loop over open-loop characteristic polynomial, so its encirclements of 0 count unstable poles (Zhou,
 * Doyle and Glover, Robust and Optimal Control, 1996, section 5.3).
 */
export function returnDeterminant(loop: StateSpace, w: number): Complex {
  return determinant(returnDifference(loop, w));
}

/** sigma_min(I + L) = 1 / sigma_max(S): how near the loop is to instability at this frequency. */
export function returnDistance(loop: StateSpace, w: number): number {
  return smallestSingularValue(returnDifference(loop, w));
}

/**
 * Ms = max over frequency of sigma_max(S), S = (I + L)^-1; Infinity for a loop that is unstable when closed.
 * @throws UserError unless the loop has as many inputs as outputs, or for an algebraic loop
 */
export function multivariableSensitivity(loop: StateSpace): PeakGain {
  return hInfinityNorm(closedLoop(loop));
}
