// BBOB f10 to f14: unimodal functions of high conditioning. Section 3 of the definitions (INRIA RR-6829, 2009).
import { bestPoint, rotation } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { asymmetric, difference, product, ripple, rotations, scales, share, stretch } from "./transforms.ts";

/** f10, condition 1e6. */
export const rotatedEllipsoid: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const R = rotation(n, seed + 1e6);
  const weights = new Float64Array(n).map((_, i) => 1e6 ** share(i, n));
  const height = (x: Float64Array): number =>
    product(R, difference(x, best)).reduce((sum, v, i) => sum + (weights[i] ?? 0) * ripple(v) ** 2, 0);
  return { best, height };
};

/** f11: one direction a thousand times shorter than the others. */
export const discus: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const R = rotation(n, seed + 1e6);
  const height = (x: Float64Array): number =>
    product(R, difference(x, best)).reduce((sum, v, i) => sum + (i === 0 ? 1e6 : 1) * ripple(v) ** 2, 0);
  return { best, height };
};

/** f12: one direction a thousand times longer than the others, and bent. */
export const bentCigar: Recipe = (n, seed) => {
  const best = bestPoint(n, seed + 1e6);
  const R = rotation(n, seed + 1e6);
  const height = (x: Float64Array): number =>
    product(R, asymmetric(product(R, difference(x, best)), 0.5)).reduce(
      (sum, v, i) => sum + (i === 0 ? 1 : 1e6) * v * v,
      0,
    );
  return { best, height };
};

/** f13: a ridge that is not smooth. */
export const sharpRidge: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const M = stretch(rotations(n, seed), scales(n, 10));
  const height = (x: Float64Array): number => {
    const z = product(M, difference(x, best));
    const along = (z[0] ?? 0) ** 2;
    const beside = z.reduce((sum, v, i) => sum + (i === 0 ? 0 : v * v), 0);
    return along + 100 * Math.sqrt(beside);
  };
  return { best, height };
};

/** f14: powers from 2 to 6. */
export const differentPowers: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const R = rotation(n, seed + 1e6);
  const height = (x: Float64Array): number =>
    Math.sqrt(product(R, difference(x, best)).reduce((sum, v, i) => sum + Math.abs(v) ** (2 + 4 * share(i, n)), 0));
  return { best, height };
};
