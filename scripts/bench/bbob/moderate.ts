// BBOB f6 to f9: functions of low or moderate conditioning. Section 2 of the definitions (INRIA RR-6829, 2009).
import { bestPoint, rotation } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { difference, penalty, product, ripple, rotations, scaledRows, scales, share, stretch } from "./transforms.ts";

/** f6. */
export const attractiveSector: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const M = stretch(rotations(n, seed), scales(n, 10));
  const height = (x: Float64Array): number => {
    const z = product(M, difference(x, best));
    const sum = z.reduce((total, v, i) => total + (v * (best[i] ?? 0) > 0 ? 1e4 : 1) * v * v, 0);
    return ripple(sum) ** 0.9;
  };
  return { best, height };
};

/** f7: plateaus all over. */
export const stepEllipsoid: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const { R, Q } = rotations(n, seed);
  const M = scaledRows(scales(n, 10), Q);
  const weights = new Float64Array(n).map((_, i) => 100 ** share(i, n));
  const height = (x: Float64Array): number => {
    const hat = product(M, difference(x, best));
    const stepped = hat.map((v) => (Math.abs(v) > 0.5 ? Math.floor(v + 0.5) : Math.floor(10 * v + 0.5) / 10));
    const sum = product(R, stepped).reduce((total, v, i) => total + (weights[i] ?? 0) * v * v, 0);
    return 0.1 * Math.max(1e-4 * Math.abs(hat[0] ?? 0), sum) + penalty(x);
  };
  return { best, height };
};

function rosenbrockOf(z: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < z.length; i++) {
    const v = z[i] ?? 0;
    sum += 100 * (v * v - (z[i + 1] ?? 0)) ** 2 + (v - 1) ** 2;
  }
  return sum;
}

/** f8. */
export const rosenbrock: Recipe = (n, seed) => {
  const best = bestPoint(n, seed).map((v) => 0.75 * v);
  const scale = Math.max(1, Math.sqrt(n) / 8);
  return { best, height: (x) => rosenbrockOf(difference(x, best).map((v) => scale * v + 1)) };
};

/** f9: f8 turned about the origin, where z is one half. */
export const rotatedRosenbrock: Recipe = (n, seed) => {
  const { best, inward } = turnedBlocks(n, seed);
  return { best, height: (x) => rosenbrockOf(inward(x)) };
};

/** z = max(1, sqrt(n) / 8) Q x + 1/2 of f9 and f19, whose best point has z = 1. */
export function turnedBlocks(n: number, seed: number) {
  const scale = Math.max(1, Math.sqrt(n) / 8);
  const Q = rotation(n, seed);
  const best = new Float64Array(n).map((_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Q[i * n + j] ?? 0;
    return (0.5 * sum) / scale;
  });
  return { best, inward: (x: Float64Array): Float64Array => product(Q, x).map((v) => scale * v + 0.5) };
}
