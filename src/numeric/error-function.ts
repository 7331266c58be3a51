// The complementary error function and its scaled form, accurate in relative terms far into the tail.
import { exp } from "./elementary.ts";

/**
 * Complementary error function erfc(x) = 2/√π ∫ₓ^∞ exp(−t²) dt; underflows to 0 above x ≈ 26.5.
 * W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23, 1969 (three ranges of |x|).
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= CENTRE) return 1 - erfCentre(x);
  const tail = expMinusSquare(size) * scaledTail(size);
  return x < 0 ? 2 - tail : tail;
}

/** Scaled complementary error function exp(x²) erfc(x) for x >= 0: what is left of a tail without its exponential. */
export function erfcx(x: number): number {
  return x <= CENTRE ? exp(x * x) * (1 - erfCentre(x)) : scaledTail(x);
}

/** exp(−x²) with the square split so that its rounding error is not magnified (Cody 1969). */
function expMinusSquare(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return exp(-coarse * coarse) * exp(-(x - coarse) * (x + coarse));
}

const CENTRE = 0.46875;

function erfCentre(x: number): number {
  const z = x * x;
  return (x * polynomial(centreAbove, z)) / polynomial(centreBelow, z);
}

/** exp(x²) erfc(x) for x above the centre. */
function scaledTail(x: number): number {
  if (x <= 4) return polynomial(middleAbove, x) / polynomial(middleBelow, x);
  const z = 1 / (x * x);
  const correction = (z * polynomial(farAbove, z)) / polynomial(farBelow, z);
  return (ONE_OVER_SQRT_PI - correction) / x;
}

const ONE_OVER_SQRT_PI = 0.5641895835477563;

/** Coefficients from the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const centreAbove = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694];
const centreBelow = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const middleAbove = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const middleBelow = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const farAbove = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
];
const farBelow = [
  1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
];
