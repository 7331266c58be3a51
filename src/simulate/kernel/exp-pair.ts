// e^x of two lanes at once: the operations of numeric/elementary.ts in the same order, so every lane has the same bits.
// For |x| <= 700, which log prices and hazards never leave; beyond, x is limited first.

const LARGEST: f64 = 700;

// @ts-ignore: decorator
@inline
function splat(x: f64): v128 {
  return f64x2.splat(x);
}

// @ts-ignore: decorator
@inline
function step(t: v128, factor: v128, constant: f64): v128 {
  return f64x2.add(splat(constant), f64x2.mul(t, factor));
}

/** Two exponentials. */
// @ts-ignore: decorator
@inline
export function expPair(argument: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(argument, splat(-LARGEST)), splat(LARGEST));
  const half = v128.bitselect(splat(-0.5), splat(0.5), f64x2.lt(x, splat(0)));
  const k = f64x2.trunc(f64x2.add(f64x2.mul(splat(1.44269504088896338700), x), half));
  const high = f64x2.sub(x, f64x2.mul(k, splat(6.93147180369123816490e-1)));
  const low = f64x2.mul(k, splat(1.90821492927058770002e-10));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let series = step(t, splat(4.13813679705723846039e-8), -1.65339022054652515390e-6);
  series = step(t, series, 6.61375632143793436117e-5);
  series = step(t, series, -2.77777777770155933842e-3);
  series = step(t, series, 1.66666666666666019037e-1);
  const c = f64x2.sub(r, f64x2.mul(t, series));
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(splat(2), c));
  const y = f64x2.sub(splat(1), f64x2.sub(f64x2.sub(low, quotient), high));
  return f64x2.mul(y, powerPair(k));
}

/** 2^k of two whole numbers: adding 2^52 + 2^51 leaves the whole number in the low bits of the significand. */
// @ts-ignore: decorator
@inline
function powerPair(k: v128): v128 {
  const whole = f64x2.add(k, splat(6755399441055744 + 1023));
  return i64x2.shl(whole, 52);
}

/** Replaces a row of eight numbers by their exponentials. */
// @ts-ignore: decorator
@inline
export function expRow(row: usize): void {
  const a = expPair(v128.load(row));
  const b = expPair(v128.load(row, 16));
  const c = expPair(v128.load(row, 32));
  const d = expPair(v128.load(row, 48));
  v128.store(row, a);
  v128.store(row, b, 16);
  v128.store(row, c, 32);
  v128.store(row, d, 48);
}
