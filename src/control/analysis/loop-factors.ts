// An open loop as its zeros, poles, gain and delay: the form from which every margin of this room is computed.
//
// Points are held relative to the origin of slow behaviour: s in continuous time, q = z - 1 in discrete time. A pole at
// z = 0.9999 keeps its digits as q = -1e-4 (Middleton and Goodwin, Digital Control and Estimation, 1990, section 3).
import { angleOf } from "../../numeric/arctangent.ts";
import type { Complex } from "../../numeric/complex.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import type { StateSpace, TimeUnit } from "../linear/state-space.ts";
import type { TransferFunction } from "../linear/transfer-function.ts";
import { stateSpaceZeros, systemPoles } from "./loop-zeros.ts";
import { rootsNearOrigin } from "./shifted-polynomial.ts";

/** A zero (power 1) or pole (power -1) off the origin, with what its distance to the contour needs. */
export interface Factor {
  readonly re: number;
  readonly im: number;
  readonly power: 1 | -1;
  /** Contour position nearest to it: the angle of z, or the imaginary part of s. */
  readonly angle: number;
  /** |z|; not used in continuous time. */
  readonly radius: number;
  /** 1 - |z|^2, or -Re s: positive for a stable pole. */
  readonly inward: number;
}

/**
 * L = gain (product of zeros) / (product of poles) * point^origin * delay, where point is z - 1 or s. The position on
 * the contour is called `angle` in this room: w h in [0, pi] in discrete time, w in [0, Infinity) in continuous time.
 */
export interface LoopFactors {
  readonly factors: readonly Factor[];
  /** Zeros minus poles at the origin: -1 for a loop with one integrator. */
  readonly origin: number;
  readonly gain: number;
  /** Samples in discrete time, a time in `timeUnit` in continuous time. */
  readonly delay: number;
  /** 0 in continuous time. */
  readonly sampleTime: number;
  readonly timeUnit: TimeUnit;
}

/** A loop with one input and one output in either form. */
export type ScalarLoop = TransferFunction | StateSpace;

/** @throws UserError for more than one input or output, a zero denominator, or a delay that cannot be */
export function loopFactors(loop: ScalarLoop): LoopFactors {
  return "num" in loop ? factorsOfTransfer(loop) : factorsOfStates(loop);
}

function factorsOfTransfer({ num, den, delay, sampleTime, timeUnit }: TransferFunction): LoopFactors {
  const shift = sampleTime === 0 ? 0 : 1;
  checkTransfer(den, delay, sampleTime);
  const above = rootsNearOrigin(num, shift);
  const below = rootsNearOrigin(den, shift);
  return assembled(above.roots, below.roots, above.leading / below.leading, { delay, sampleTime, timeUnit });
}

function checkTransfer(den: readonly number[], delay: number, sampleTime: number): void {
  const problems: Problem[] = [];
  if (den.every((c) => c === 0)) {
    problems.push({ place: "den", message: "found no coefficient other than 0; expected a polynomial" });
  }
  if (!(delay >= 0 && Number.isFinite(delay) && (sampleTime === 0 || Number.isInteger(delay)))) {
    const wanted = sampleTime === 0 ? "a time, 0 or more" : "a whole number of samples, 0 or more";
    problems.push({ place: "delay", message: `found ${delay}; expected ${wanted}` });
  }
  if (problems.length > 0) throw new UserError("loop", problems);
}

function factorsOfStates(loop: StateSpace): LoopFactors {
  const { zeros, gain } = stateSpaceZeros(loop);
  const { sampleTime, timeUnit } = loop;
  return assembled(zeros, systemPoles(loop), gain, { delay: 0, sampleTime, timeUnit });
}

function assembled(
  zeros: readonly Complex[],
  poles: readonly Complex[],
  gain: number,
  clock: Pick<LoopFactors, "delay" | "sampleTime" | "timeUnit">,
): LoopFactors {
  if (gain === 0) return { factors: [], origin: 0, gain, ...clock };
  const factors = [
    ...zeros.filter(offOrigin).map((point) => factorAt(point, 1, clock.sampleTime)),
    ...poles.filter(offOrigin).map((point) => factorAt(point, -1, clock.sampleTime)),
  ];
  const origin = zeros.length - zeros.filter(offOrigin).length - (poles.length - poles.filter(offOrigin).length);
  return { factors, origin, gain, ...clock };
}

function offOrigin({ re, im }: Complex): boolean {
  return re !== 0 || im !== 0;
}

function factorAt({ re, im }: Complex, power: 1 | -1, sampleTime: number): Factor {
  if (sampleTime === 0) return { re, im, power, angle: im, radius: 0, inward: -re };
  const excess = 2 * re + re * re + im * im; // |1 + q|^2 - 1, with the digits of q
  return { re, im, power, angle: angleOf(im, 1 + re), radius: Math.sqrt(1 + excess), inward: -excess };
}
