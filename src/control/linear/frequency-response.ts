// What a linear model does to a sine wave: its transfer matrix on the unit circle, or on the imaginary axis.
import { Matrix } from "ml-matrix";
import { type Complex, type ComplexMatrix, multiply, polynomialAt } from "../../numeric/complex.ts";
import { solve } from "../../numeric/complex-matrix.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import type { StateSpace } from "./state-space.ts";
import { ratio, type TransferFunction } from "./transfer-function.ts";

/**
 * C (zI - A)^-1 B + D at z = e^(jwh), p x m; at s = jw in continuous time. Every real part is Infinity at a pole.
 * @param w angular frequency, rad per time unit
 */
export function frequencyResponse(system: StateSpace, w: number): ComplexMatrix {
  const { A, B, C, D, sampleTime } = system;
  const states = solve(resolventInverse(A, sampleTime, w), { re: B, im: Matrix.zeros(B.rows, B.columns) });
  if (states === null) {
    return { re: Matrix.zeros(D.rows, D.columns).fill(Infinity), im: Matrix.zeros(D.rows, D.columns) };
  }
  return { re: C.mmul(states.re).add(D), im: C.mmul(states.im) };
}

/**
 * zI - A, written (z - 1) I - (A - I) in discrete time: near z = 1, where slow loops live, z - 1 would lose the digits
 * that tell it from an integrator.
 */
function resolventInverse(A: Matrix, sampleTime: number, w: number): ComplexMatrix {
  const eye = Matrix.eye(A.rows, A.rows);
  if (sampleTime === 0) return { re: Matrix.mul(A, -1), im: eye.mul(w) };
  const angle = w * sampleTime;
  const half = sin(angle / 2);
  return { re: Matrix.sub(eye, A).add(Matrix.mul(eye, -2 * half * half)), im: eye.mul(sin(angle)) };
}

/** The same for one input and one output, delay included. @param w angular frequency, rad per time unit */
export function transferResponse(system: TransferFunction, w: number): Complex {
  const { num, den, delay, sampleTime } = system;
  const point = sampleTime === 0 ? { re: 0, im: w } : turn(w * sampleTime);
  const rational = ratio(polynomialAt(num, point), polynomialAt(den, point));
  if (delay === 0) return rational;
  return multiply(rational, turn(sampleTime === 0 ? -w * delay : -w * sampleTime * delay));
}

/** e^(j angle). */
function turn(angle: number): Complex {
  return { re: cos(angle), im: sin(angle) };
}
