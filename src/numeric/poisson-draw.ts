// Poisson counts by inversion of one uniform, in the shared subset.

import { toFloat } from "./bits.ts";
import { exp } from "./elementary.ts";

/** More than the rounding of the bounds below. */
const MARGIN: f64 = 1e-14;

/**
 * Smallest n with P(N <= n) >= u, by sequential search from zero. Meant for rates below about 50. The search stops when
 * the rest of the tail is below one unit in the last place of the sum.
 */
export function poissonQuantile(u: f64, rate: f64): i32 {
  if (u <= 1 - rate) return 0; // exp(-rate) >= 1 - rate: most quiet blocks need no exponential
  const half = 0.5 * rate * rate;
  if (u > 1 - rate + half + MARGIN && u <= 1 - half - MARGIN) return 1; // between bounds of P(0) and of P(0) + P(1)
  let n: i32 = 0;
  let term = exp(-rate);
  let sum = term;
  while (u > sum) {
    n += 1;
    term *= rate / toFloat(n);
    if (toFloat(n) > rate && sum + term === sum) break;
    sum += term;
  }
  return n;
}
