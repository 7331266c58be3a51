// Losses with a known best point, on which searches are tested.

export type Landscape = (x: readonly number[]) => number;

/** Deterministic numbers in (0, 1), unrelated to the searches' own. */
export function numberStream(seed: number): () => number {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

export const sphere: Landscape = (x) => x.reduce((sum, v) => sum + v * v, 0);

/** Condition 1e6. */
export const ellipsoid: Landscape = (x) => x.reduce((sum, v, i) => sum + 10 ** ((6 * i) / (x.length - 1)) * v * v, 0);

/** Best point at zero, scaled as BBOB's f8 (Hansen and others, "Real-parameter black-box optimization", 2009). */
export const rosenbrock: Landscape = (x) => {
  const z = x.map((v) => Math.max(1, Math.sqrt(x.length) / 8) * v + 1);
  return z.slice(1).reduce((sum, next, i) => {
    const v = z[i] ?? 0;
    return sum + 100 * (v * v - next) ** 2 + (v - 1) ** 2;
  }, 0);
};

export const rastrigin: Landscape = (x) => x.reduce((sum, v) => sum + v * v + 10 - 10 * Math.cos(2 * Math.PI * v), 0);

/** The landscape moved so that its best point is `best`. */
export function shifted(landscape: Landscape, best: readonly number[]): Landscape {
  return (x) => landscape(x.map((v, i) => v - (best[i] ?? 0)));
}

/** The landscape seen through a rotation about the origin. */
export function rotated(landscape: Landscape, rotation: readonly (readonly number[])[]): Landscape {
  return (x) => landscape(rotate(rotation, x));
}

export function rotate(rotation: readonly (readonly number[])[], x: readonly number[]): number[] {
  return rotation.map((row) => row.reduce((sum, r, i) => sum + r * (x[i] ?? 0), 0));
}

/** A uniformly random rotation: Gram-Schmidt on normal vectors. */
export function randomRotation(n: number, next: () => number): number[][] {
  const gauss = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
  const basis: number[][] = [];
  for (let k = 0; k < n; k++) {
    let v = Array.from({ length: n }, gauss);
    for (const earlier of basis) {
      const along = earlier.reduce((sum, e, i) => sum + e * (v[i] ?? 0), 0);
      v = v.map((entry, i) => entry - along * (earlier[i] ?? 0));
    }
    const length = Math.sqrt(sphere(v));
    basis.push(v.map((entry) => entry / length));
  }
  return basis;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
