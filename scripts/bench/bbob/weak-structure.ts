// BBOB f20 to f24: multimodal functions without a helpful global shape. Section 5 of the definitions (INRIA RR-6829, 2009).
import { bestPoint, normals, permutation, rotation, uniforms } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { difference, penalty, product, ripple, rotations, scales, share, stretch } from "./transforms.ts";

/** Place of the lowest value of -x sin(sqrt |x|) on [-500, 500], in hundreds, and that value. */
const SCHWEFEL_BEST = 4.2096874633;
const SCHWEFEL_DEPTH = 418.9828872724339;

/** f20. */
export const schwefel: Recipe = (n, seed) => {
  const best = uniforms(n, seed).map((u) => (u < 0.5 ? -0.5 : 0.5) * SCHWEFEL_BEST);
  const lambda = scales(n, 10);
  const height = (x: Float64Array): number => {
    const hat = x.map((v, i) => 2 * Math.sign(best[i] ?? 0) * v);
    const z = hat.map((v, i) => {
      const chained = i === 0 ? v : v + 0.25 * ((hat[i - 1] ?? 0) - SCHWEFEL_BEST);
      return 100 * ((lambda[i] ?? 0) * (chained - SCHWEFEL_BEST) + SCHWEFEL_BEST);
    });
    const waves = z.reduce((sum, v) => sum + v * Math.sin(Math.sqrt(Math.abs(v))), 0);
    const beyond = z.reduce((sum, v) => sum + Math.max(0, Math.abs(v) - 500) ** 2, 0);
    return 0.01 * (SCHWEFEL_DEPTH - waves / n + beyond);
  };
  return { best, height };
};

export interface Peaks {
  readonly count: number;
  /** Condition of the highest peak. */
  readonly condition: number;
  /** The peaks stand in [-extent, extent]^n. */
  readonly extent: number;
}

/** f21 with 101 peaks, f22 with 21. */
export function gallagher({ count, condition, extent }: Peaks): Recipe {
  return (n, seed) => {
    const Q = rotation(n, seed);
    const places = uniforms(n * count, seed).map((u, k) => (k < n ? 0.8 : 1) * extent * (2 * u - 1));
    const centres = Array.from({ length: count }, (_, peak) => product(Q, places.slice(peak * n, (peak + 1) * n)));
    const order = permutation(count - 1, seed);
    const shapes = Array.from({ length: count }, (_, peak) => {
      const own = peak === 0 ? condition : 1000 ** share(order[peak - 1] ?? 0, count - 1);
      const places = permutation(n, seed + 1000 * peak);
      return Float64Array.from(places, (i) => own ** (share(i, n) - 0.5));
    });
    const heights = Float64Array.from(shapes, (_, peak) => (peak === 0 ? 10 : 1.1 + 8 * share(peak - 1, count - 1)));
    const height = (x: Float64Array): number => {
      const z = product(Q, x);
      let highest = 0;
      for (const [peak, centre] of centres.entries()) {
        const form = stretchedDistance(z, centre, shapes[peak] ?? centre);
        highest = Math.max(highest, (heights[peak] ?? 0) * Math.exp((-0.5 / n) * form));
      }
      return ripple(10 - highest) ** 2 + penalty(x);
    };
    return { best: places.slice(0, n), height };
  };
}

/** The squared distance of z from the centre in the metric of diag(shape). */
function stretchedDistance(z: Float64Array, centre: Float64Array, shape: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    const d = (z[i] ?? 0) - (centre[i] ?? 0);
    sum += (shape[i] ?? 0) * d * d;
  }
  return sum;
}

const DYADS = Array.from({ length: 32 }, (_, k) => 2 ** (k + 1));

/** f23. */
export const katsuura: Recipe = (n, seed) => {
  const best = bestPoint(n, seed);
  const M = stretch(rotations(n, seed), scales(n, 100));
  const height = (x: Float64Array): number => {
    const z = product(M, difference(x, best));
    let product32 = 1;
    for (let i = 0; i < n; i++) {
      let roughness = 0;
      for (const dyad of DYADS) {
        const v = dyad * (z[i] ?? 0);
        roughness += Math.abs(v - Math.round(v)) / dyad;
      }
      product32 *= (1 + (i + 1) * roughness) ** (10 / n ** 1.2);
    }
    return (10 / n ** 2) * (product32 - 1) + penalty(x);
  };
  return { best, height };
};

const NEAR_FUNNEL = 2.5;

/** f24: two funnels, the wider one of which misleads. */
export const lunacek: Recipe = (n, seed) => {
  const sign = normals(n, seed).map(Math.sign);
  const M = stretch(rotations(n, seed), scales(n, 100));
  const s = 1 - 0.5 / (Math.sqrt(n + 20) - 4.1);
  const farFunnel = -Math.sqrt((NEAR_FUNNEL ** 2 - 1) / s);
  const height = (x: Float64Array): number => {
    const hat = x.map((v, i) => 2 * (sign[i] ?? 0) * v);
    const near = hat.reduce((sum, v) => sum + (v - NEAR_FUNNEL) ** 2, 0);
    const far = n + s * hat.reduce((sum, v) => sum + (v - farFunnel) ** 2, 0);
    const z = product(
      M,
      hat.map((v) => v - NEAR_FUNNEL),
    );
    const waves = 10 * (n - z.reduce((sum, v) => sum + Math.cos(2 * Math.PI * v), 0));
    return Math.min(near, far) + waves + 1e4 * penalty(x);
  };
  return { best: sign.map((v) => (v * NEAR_FUNNEL) / 2), height };
};
