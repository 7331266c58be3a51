// BBOB f15 to f19: multimodal functions with a global shape. Section 4 of the definitions (INRIA RR-6829, 2009).
import { turnedBlocks } from "./moderate.ts";
import { bestPoint } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { rastriginOf } from "./separable.ts";
import {
  asymmetric,
  difference,
  penalty,
  product,
  ripple,
  rotations,
  scaledRows,
  scales,
  share,
  stretch,
} from "./transforms.ts";

/** f15. */
export const rotatedRastrigin: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const turns = rotations(n, seed);
  const M = stretch(turns, scales(n, 10));
  const height = (x: Float64Array): number =>
    rastriginOf(product(M, asymmetric(product(turns.R, difference(x, best)).map(ripple), 0.2)));
  return { best, height };
};

const OCTAVES = Array.from({ length: 12 }, (_, k) => ({ amplitude: 0.5 ** k, frequency: 2 * Math.PI * 3 ** k }));
const WEIERSTRASS_LEAST = OCTAVES.reduce(
  (sum, { amplitude, frequency }) => sum + amplitude * Math.cos(frequency / 2),
  0,
);

/** f16. */
export const weierstrass: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const turns = rotations(n, seed);
  const lambda = new Float64Array(n).map((_, i) => 0.01 ** (0.5 * share(i, n)));
  const M = stretch(turns, lambda);
  const height = (x: Float64Array): number => {
    const z = product(M, product(turns.R, difference(x, best)).map(ripple));
    let sum = 0;
    for (const v of z) {
      for (const { amplitude, frequency } of OCTAVES) sum += amplitude * Math.cos(frequency * (v + 0.5));
    }
    return 10 * (sum / n - WEIERSTRASS_LEAST) ** 3 + (10 / n) * penalty(x);
  };
  return { best, height };
};

/** f17 with condition 10, f18 with condition 1000. */
export function schaffers(condition: number): Recipe {
  return (n, seed) => {
    const best = bestPoint(n, seed);
    const { R, Q } = rotations(n, seed);
    const M = scaledRows(scales(n, condition), Q);
    const height = (x: Float64Array): number => {
      const z = product(M, asymmetric(product(R, difference(x, best)), 0.5));
      let sum = 0;
      for (let i = 0; i + 1 < n; i++) {
        const s = (z[i] ?? 0) ** 2 + (z[i + 1] ?? 0) ** 2;
        sum += s ** 0.25 * (Math.sin(50 * s ** 0.1) ** 2 + 1);
      }
      return (sum / (n - 1)) ** 2 + 10 * penalty(x);
    };
    return { best, height };
  };
}

/** f19. */
export const griewankRosenbrock: Recipe = (n, seed) => {
  const { best, inward } = turnedBlocks(n, seed);
  const height = (x: Float64Array): number => {
    const z = inward(x);
    let sum = 0;
    for (let i = 0; i + 1 < n; i++) {
      const v = z[i] ?? 0;
      const s = 100 * (v * v - (z[i + 1] ?? 0)) ** 2 + (1 - v) ** 2;
      sum += s / 4000 - Math.cos(s);
    }
    return 10 + (10 * sum) / (n - 1);
  };
  return { best, height };
};
