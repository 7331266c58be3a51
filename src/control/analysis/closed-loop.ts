// The poles of a loop when it is closed by negative unit feedback, and how many of them are unstable.
import { LuDecomposition, Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { eigenvalues } from "../../numeric/eigenvalues.ts";
import { polynomialRoots } from "../../numeric/polynomial-roots.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";
import type { TransferFunction } from "../linear/transfer-function.ts";
import { addedUnstablePoles, delayCrossings, isMarginal } from "./delay-crossings.ts";
import { loopFactors, type ScalarLoop } from "./loop-factors.ts";
import { systemPoles } from "./loop-zeros.ts";
import { rootsNearOrigin } from "./shifted-polynomial.ts";

/**
 * Poles of 1 / (1 + L), in z or s, those of the delay's shift register included.
 * @throws UserError for an algebraic loop, and for a continuous loop with dead time, whose poles never end
 */
export function closedLoopPoles(loop: ScalarLoop): readonly Complex[] {
  if (!("num" in loop)) return eigenvalues(closedLoop(loop).A);
  if (loop.sampleTime === 0 && loop.delay > 0) {
    throw fault(
      "delay",
      `found dead time ${loop.delay}; expected 0: the closed loop has infinitely many poles; ask isStableClosed`,
    );
  }
  return polynomialRoots(characteristic(loop, loop.delay));
}

/** Whether every closed-loop pole is stable, by the count of `unstablePoleCount`. @throws UserError as there */
export function isStableClosed(loop: ScalarLoop): boolean {
  return unstablePoleCount(loop) === 0;
}

/**
 * Number of closed-loop poles outside the unit circle or on it (right of the imaginary axis or on it). The poles are
 * computed for a delay of at most one sample; the rest of the delay only moves the phase at the gain crossovers.
 * @throws UserError for an algebraic loop
 */
export function unstablePoleCount(loop: ScalarLoop): number {
  if (!("num" in loop)) return countUnstable(systemPoles(closedLoop(loop)), loop.sampleTime);
  const anchor = loop.sampleTime === 0 ? 0 : Math.min(loop.delay, 1);
  const { roots } = rootsNearOrigin(characteristic(loop, anchor), loop.sampleTime === 0 ? 0 : 1);
  const atAnchor = countUnstable(roots, loop.sampleTime);
  if (loop.delay === anchor) return atAnchor;
  const crossings = delayCrossings(loopFactors({ ...loop, delay: anchor }));
  const extra = loop.delay - anchor;
  if (loop.sampleTime === 0 && crossings.perSample > 0) return Infinity;
  const count = atAnchor + addedUnstablePoles(crossings, extra);
  return isMarginal(crossings, extra) ? Math.max(1, count) : count;
}

/**
 * The sensitivity S = (I + L)^-1 of a loop, from a disturbance at its output to the output.
 * @throws UserError where I + D is singular: an algebraic loop
 */
export function closedLoop(loop: StateSpace): StateSpace {
  const { A, B, C, D } = loop;
  if (D.rows !== D.columns) throw fault("D", `found ${D.rows} x ${D.columns}; expected as many outputs as inputs`);
  const direct = Matrix.add(Matrix.eye(D.rows), D);
  const inverse = invertible(direct);
  const input = B.mmul(inverse);
  return { ...loop, A: Matrix.sub(A, input.mmul(C)), B: input, C: inverse.mmul(C).mul(-1), D: inverse };
}

function invertible(direct: Matrix): Matrix {
  const lu = new LuDecomposition(direct);
  if (lu.isSingular()) {
    throw fault(
      "D",
      "found I + D singular; expected a loop that can be solved for its output; add one sample of delay",
    );
  }
  return lu.solve(Matrix.eye(direct.rows));
}

/** Coefficients of den z^delay + num; of den + num without delay. */
function characteristic({ num, den }: TransferFunction, delay: number): readonly number[] {
  const long = [...den, ...Array.from({ length: delay }, () => 0)];
  const first = long.findIndex((c) => c !== 0);
  const last = num.findIndex((c) => c !== 0);
  const offset = long.length - num.length;
  if (last >= 0 && num.length - last > long.length - first) {
    throw fault(
      "num",
      "found a higher degree than that of the denominator; expected a proper loop; add a filter or a sample of delay",
    );
  }
  const sum = long.map((c, i) => c + (num[i - offset] ?? 0));
  if (sum[first] === 0) {
    throw fault(
      "num, den",
      "found 1 + L zero at infinity; expected a loop that can be solved for its output; add one sample of delay",
    );
  }
  return sum.slice(first);
}

function countUnstable(points: readonly Complex[], sampleTime: number): number {
  return points.filter(({ re, im }) => (sampleTime === 0 ? re >= 0 : 2 * re + re * re + im * im >= 0)).length;
}

function fault(place: string, message: string): UserError {
  return new UserError("loop", [{ place, message }]);
}
