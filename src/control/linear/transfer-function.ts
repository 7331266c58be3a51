// A linear model with one input and one output as a ratio of polynomials and a delay.
import { type Complex, divide, multiply, polynomialAt } from "../../numeric/complex.ts";
import { exp } from "../../numeric/elementary.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import type { TimeUnit } from "./state-space.ts";

/** G(z) = num(z) / (den(z) z^delay); in continuous time G(s) = num(s) e^(-s delay) / den(s). */
export interface TransferFunction {
  /** Coefficients of descending powers. */
  readonly num: readonly number[];
  /** Coefficients of descending powers; not all zero. */
  readonly den: readonly number[];
  /** Whole number of samples; in continuous time a time in `timeUnit`. */
  readonly delay: number;
  /** Time between two samples, in `timeUnit`; 0 for continuous time. */
  readonly sampleTime: number;
  readonly timeUnit: TimeUnit;
}

/** Value at a point of the z plane (of the s plane in continuous time); the real part is Infinity at a pole. */
export function transferAt(system: TransferFunction, point: Complex): Complex {
  const { num, den, delay, sampleTime } = system;
  const rational = ratio(polynomialAt(num, point), polynomialAt(den, point));
  if (delay === 0) return rational;
  if (sampleTime === 0) return multiply(rational, decay(point, delay));
  return ratio(rational, wholePower(point, delay));
}

/** a / b; Infinity where b is zero. */
export function ratio(a: Complex, b: Complex): Complex {
  return b.re === 0 && b.im === 0 ? { re: Infinity, im: 0 } : divide(a, b);
}

/** e^(-s time). */
function decay(s: Complex, time: number): Complex {
  const size = exp(-s.re * time);
  const angle = -s.im * time;
  return { re: size * cos(angle), im: size * sin(angle) };
}

/** z^n for a whole n >= 0, by repeated squaring. */
function wholePower(z: Complex, n: number): Complex {
  let power: Complex = { re: 1, im: 0 };
  let square = z;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = multiply(power, square);
    square = multiply(square, square);
  }
  return power;
}
