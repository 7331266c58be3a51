// Complex numbers and complex matrices as plain records of their parts, and the arithmetic of the numbers.
import type { Matrix } from "ml-matrix";
import { angleOf } from "./arctangent.ts";

export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** Real and imaginary parts have the same shape. */
export interface ComplexMatrix {
  readonly re: Matrix;
  readonly im: Matrix;
}

export function add(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function subtract(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function multiply(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

/** a / b without overflow of |b|^2 (R. L. Smith, Algorithm 116, Comm. ACM 5, 1962); not finite where b is zero. */
export function divide(a: Complex, b: Complex): Complex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const size = b.re + b.im * ratio;
    return { re: (a.re + a.im * ratio) / size, im: (a.im - a.re * ratio) / size };
  }
  const ratio = b.re / b.im;
  const size = b.re * ratio + b.im;
  return { re: (a.re * ratio + a.im) / size, im: (a.im * ratio - a.re) / size };
}

/** |a| without overflow or underflow of the squares. */
export function magnitude({ re, im }: Complex): number {
  const larger = Math.max(Math.abs(re), Math.abs(im));
  if (larger === 0 || larger === Infinity) return larger;
  const x = re / larger;
  const y = im / larger;
  return larger * Math.sqrt(x * x + y * y);
}

/** Angle of a in radians, in [-pi, pi]. */
export function argument({ re, im }: Complex): number {
  return angleOf(im, re);
}

/** Value of a real polynomial at a complex point by Horner's rule; no coefficients make 0. @param coefficients descending powers */
export function polynomialAt(coefficients: readonly number[], point: Complex): Complex {
  let value: Complex = { re: 0, im: 0 };
  for (const coefficient of coefficients) {
    const raised = multiply(value, point);
    value = { re: raised.re + coefficient, im: raised.im };
  }
  return value;
}
