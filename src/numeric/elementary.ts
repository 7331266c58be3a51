// exp, log, log1p and expm1 with the same bits in every engine, in the shared subset (tsc and asc compile this file).
//
// Argument reduction and minimax polynomials of FDLIBM (Sun Microsystems, 1993; K. C. Ng), evaluated with + - * / only,
// each rounded once. Worst error seen in `test/numeric/elementary.test.ts`: exp and log below 1 ulp, log1p and expm1 below
// 2 ulp. Engines' own functions may differ in the last bit, so nothing on the simulation path calls them.
import { highWord, powerOfTwo, toFloat, truncate, withHighWord } from "./bits.ts";

const LN2_HIGH: f64 = 6.9314718036912381649e-1; // upper 33 bits of ln 2: products with small integers are exact
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const INVERSE_LN2: f64 = 1.442695040888963387;
const OVERFLOW: f64 = 7.09782712893383973096e2; // exp above this is infinite
const UNDERFLOW: f64 = -7.4513321910194110842e2; // exp below this is zero

/** The even remainder c(r) = r - r^2 P(r^2) with exp(r) = 1 + r + r c / (2 - c) for |r| <= ln(2)/2. */
function expRemainder(r: f64): f64 {
  const t = r * r;
  const series =
    t *
    (1.66666666666666019037e-1 +
      t *
        (-2.77777777770155933842e-3 +
          t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return r - series;
}

/** Nearest integer to x / ln 2, ties away from zero. */
function binaryExponent(x: f64): i32 {
  return truncate(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
}

/** y 2^n, also where the result is subnormal or 2^n itself would overflow. */
function scale(y: f64, n: i32): f64 {
  if (n > 1023) return y * powerOfTwo(1023) * powerOfTwo(n - 1023);
  if (n < -1021) return y * powerOfTwo(n + 100) * powerOfTwo(-100);
  return y * powerOfTwo(n);
}

/** e^x. */
export function exp(x: f64): f64 {
  // biome-ignore lint/suspicious/noSelfCompare: the test for NaN that both compilers share
  if (x !== x) return x;
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  const n = binaryExponent(x);
  const k = toFloat(n);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = expRemainder(r);
  return scale(1 - (low - (r * c) / (2 - c) - high), n);
}

/** e^x - 1, accurate near zero. */
export function expm1(x: f64): f64 {
  // biome-ignore lint/suspicious/noSelfCompare: the test for NaN that both compilers share
  if (x !== x) return x;
  if (x > OVERFLOW) return Infinity;
  if (x < -40) return -1;
  if (x > 40) return exp(x) - 1;
  const n = binaryExponent(x);
  const k = toFloat(n);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = expRemainder(r);
  const excess = n === 0 ? r + (r * c) / (2 - c) : (r * c) / (2 - c) - low + high;
  if (n === 0) return excess;
  const power = powerOfTwo(n);
  return power * excess + (power - 1);
}

/** Natural logarithm. -Infinity at 0, NaN below. */
export function log(x: f64): f64 {
  // biome-ignore lint/suspicious/noSelfCompare: the test for NaN that both compilers share
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  let significand = x;
  let k: i32 = 0;
  if (highWord(x) < 0x00100000) {
    significand = x * 18014398509481984; // 2^54: lifts subnormals
    k = -54;
  }
  const high = highWord(significand);
  const fraction = high & 0x000fffff;
  const carry = (fraction + 0x95f64) & 0x100000; // halves significands above sqrt(2)
  k += (high >> 20) - 1023 + (carry >> 20);
  const f = withHighWord(significand, fraction | (carry ^ 0x3ff00000)) - 1;
  return logOfReduced(f, toFloat(k));
}

/** k ln 2 + log(1 + f) for sqrt(1/2) < 1 + f < sqrt(2). */
function logOfReduced(f: f64, k: f64): f64 {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (even + odd)) + k * LN2_LOW) - f);
}

/** log(1 + x), accurate near zero: the rounding of 1 + x is put back by one Newton correction. */
export function log1p(x: f64): f64 {
  if (x > -0.25 && x < 0.25) return logOfReduced(x, 0);
  const u = 1 + x;
  if (!(u > 0) || u === Infinity) return log(u);
  const rounding = x >= 1 ? 1 - (u - x) : x - (u - 1);
  return log(u) + rounding / u;
}
