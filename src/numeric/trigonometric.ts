// sin and cos with the same bits in every engine, for the closed forms that need them; the kernel does not.
//
// Reduction by multiples of pi/2 in three exact steps and the minimax polynomials of FDLIBM (Sun Microsystems, 1993;
// K. C. Ng). Error below 2e-16, absolute, for |x| below a million; larger arguments lose digits.

const PER_QUADRANT = 0.6366197723675814; // 2/pi
const HALF_PI_FIRST = 1.5707963267341256; // first 33 bits of pi/2: products with small integers are exact
const HALF_PI_SECOND = 6.077100506303905e-11; // the next 33 bits
const HALF_PI_THIRD = 2.0222662487959506e-21; // and the rest

/** Sine of an angle in radians. */
export function sin(x: number): number {
  return sineFrom(x, 0);
}

/** Cosine of an angle in radians. */
export function cos(x: number): number {
  return sineFrom(x, 1);
}

/** Sine of x plus `quadrants` right angles. */
function sineFrom(x: number, quadrants: number): number {
  const n = Math.round(x * PER_QUADRANT);
  const r = x - n * HALF_PI_FIRST - n * HALF_PI_SECOND - n * HALF_PI_THIRD;
  const quadrant = (((n + quadrants) % 4) + 4) % 4;
  const size = quadrant % 2 === 0 ? sineOfSmall(r) : cosineOfSmall(r);
  return quadrant < 2 ? size : -size;
}

/** For |r| <= pi/4. */
function sineOfSmall(r: number): number {
  const z = r * r;
  const tail =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return r + r * z * (-0.16666666666666632 + z * tail);
}

/** For |r| <= pi/4. */
function cosineOfSmall(r: number): number {
  const z = r * r;
  const tail =
    0.0416666666666666 +
    z *
      (-0.001388888888887411 +
        z *
          (2.480158728947673e-5 +
            z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11))));
  return 1 - (0.5 * z - z * z * tail);
}
