// BBOB f1 to f5: separable functions. Section 1 of the definitions (INRIA RR-6829, 2009).
import { bestPoint } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { asymmetric, difference, penalty, ripple, scales, share } from "./transforms.ts";

/** f1. */
export const sphere: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  return { best, height: (x) => squares(difference(x, best)) };
};

function squares(z: Float64Array): number {
  return z.reduce((sum, v) => sum + v * v, 0);
}

/** f2, condition 1e6. */
export const ellipsoid: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const weights = new Float64Array(n).map((_, i) => 1e6 ** share(i, n));
  const height = (x: Float64Array): number =>
    difference(x, best).reduce((sum, v, i) => sum + (weights[i] ?? 0) * ripple(v) ** 2, 0);
  return { best, height };
};

/** The core of f3, f4 and f15. */
export function rastriginOf(z: Float64Array): number {
  return 10 * (z.length - z.reduce((sum, v) => sum + Math.cos(2 * Math.PI * v), 0)) + squares(z);
}

/** f3. */
export const rastrigin: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const lambda = scales(n, 10);
  const height = (x: Float64Array): number => {
    const bent = asymmetric(difference(x, best).map(ripple), 0.2);
    return rastriginOf(bent.map((v, i) => v * (lambda[i] ?? 0)));
  };
  return { best, height };
};

/** f4. */
export const buecheRastrigin: Recipe = (n, seed) => {
  const best = bestPoint(n, seed).map((v, i) => (i % 2 === 0 ? Math.abs(v) : v));
  const lambda = scales(n, 10);
  const height = (x: Float64Array): number => {
    const rippled = difference(x, best).map(ripple);
    const z = rippled.map((v, i) => v * (lambda[i] ?? 0) * (v > 0 && i % 2 === 0 ? 10 : 1));
    return rastriginOf(z) + 100 * penalty(x);
  };
  return { best, height };
};

/** f5: flat beyond the bound on which the best point lies. */
export const linearSlope: Recipe = (n, seed) => {
  const best = bestPoint(n, seed).map((v) => 5 * Math.sign(v));
  const slope = scales(n, 100).map((s, i) => s * Math.sign(best[i] ?? 0));
  const height = (x: Float64Array): number =>
    x.reduce((sum, v, i) => {
      const b = best[i] ?? 0;
      return sum + 5 * Math.abs(slope[i] ?? 0) - (slope[i] ?? 0) * (v * b > 25 ? b : v);
    }, 0);
  return { best, height };
};
