// The angle of a point, with the same bits in every engine.
//
// Argument reduction to |x| < 7/16 by the exact angles atan(1/2), pi/4, atan(3/2) and pi/2 (each held in two parts) and
// the minimax polynomial of FDLIBM (Sun Microsystems, 1993; K. C. Ng), evaluated with + - * / only. Worst error seen in
// `test/numeric/arctangent.test.ts`: arctangent below 1 ulp, angle below 2 ulp (the quotient y/x is rounded first).

/** Upper end of an interval of |x|, and the angle subtracted there with what its rounding left. */
interface Step {
  readonly below: number;
  readonly tangent: number;
  readonly angle: number;
  readonly rest: number;
}

const STEPS: readonly Step[] = [
  { below: 11 / 16, tangent: 0.5, angle: 4.63647609000806093515e-1, rest: 2.26987774529616870924e-17 },
  { below: 19 / 16, tangent: 1, angle: 7.85398163397448278999e-1, rest: 3.06161699786838301793e-17 },
  { below: 39 / 16, tangent: 1.5, angle: 9.82793723247329054082e-1, rest: 1.39033110312309984516e-17 },
]; // beyond the last: RIGHT_ANGLE
const RIGHT_ANGLE: Step = { below: Infinity, tangent: Infinity, angle: Math.PI / 2, rest: 6.12323399573676603587e-17 };
const PI_REST = 1.2246467991473531772e-16; // pi minus Math.PI

/** Arctangent in radians, in [-pi/2, pi/2]. */
export function arctangent(x: number): number {
  const size = Math.abs(x);
  if (!(size >= 7 / 16)) return x - x * oddSeries(x);
  const angle = reduced(size);
  return x < 0 ? -angle : angle;
}

/** Angle of the point (x, y) in radians, in [-pi, pi]; 0 at the origin, signs of zeros as those of `Math.atan2`. */
export function angleOf(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const negative = y < 0 || Object.is(y, -0);
  const angle = angleAbove(Math.abs(y), x);
  return negative ? -angle : angle;
}

/** The same for y >= 0. */
function angleAbove(y: number, x: number): number {
  const left = x < 0 || Object.is(x, -0);
  if (y === 0) return left ? Math.PI : 0;
  const bothInfinite = y === Infinity && Math.abs(x) === Infinity;
  const acute = arctangent(bothInfinite ? 1 : y / Math.abs(x));
  return left ? Math.PI - (acute - PI_REST) : acute;
}

/** For x >= 7/16: atan x = atan t + atan((x - t) / (1 + t x)). */
function reduced(x: number): number {
  const step = STEPS.find(({ below }) => x < below) ?? RIGHT_ANGLE;
  const { tangent: t, angle, rest } = step;
  const small = t === Infinity ? -1 / x : t === 0.5 ? (2 * x - 1) / (2 + x) : (x - t) / (1 + t * x);
  return angle - (small * oddSeries(small) - rest - small);
}

/** 1 - atan(x) / x for |x| < 7/16. */
function oddSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const even =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w * (6.66107313738753120669e-2 + w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const odd =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w * (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
  return even + odd;
}
