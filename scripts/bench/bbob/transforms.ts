// The deformations from which BBOB builds its functions. Section 0.2 of the definitions (INRIA RR-6829, 2009).
import { rotation } from "./random.ts";

/** T_osz of one number: small smooth ripples, other ones on either side of zero. */
export function ripple(x: number): number {
  if (x === 0) return 0;
  const h = 10 * Math.log(Math.abs(x));
  const wave = x > 0 ? Math.sin(h) + Math.sin(0.79 * h) : Math.sin(0.55 * h) + Math.sin(0.31 * h);
  return Math.sign(x) * Math.exp(0.1 * (h + 0.49 * wave));
}

/** T_asy: what is positive grows with a power that rises with the coordinate. */
export function asymmetric(x: Float64Array, beta: number): Float64Array {
  return x.map((v, i) => (v > 0 ? v ** (1 + beta * share(i, x.length) * Math.sqrt(v)) : v));
}

/** i / (n - 1): 0 for the first coordinate, 1 for the last. */
export function share(i: number, n: number): number {
  return n > 1 ? i / (n - 1) : 0;
}

/** The diagonal of Lambda^alpha: from 1 to sqrt(alpha), geometrically. */
export function scales(n: number, alpha: number): Float64Array {
  return new Float64Array(n).map((_, i) => alpha ** (0.5 * share(i, n)));
}

/** f_pen: squared distance beyond [-5, 5]. */
export function penalty(x: Float64Array): number {
  let sum = 0;
  for (const v of x) {
    const beyond = Math.abs(v) - 5;
    if (beyond > 0) sum += beyond * beyond;
  }
  return sum;
}

export function difference(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((v, i) => v - (y[i] ?? 0));
}

/** M x. @param M n x n, row-major */
export function product(M: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += (M[i * n + k] ?? 0) * (x[k] ?? 0);
    y[i] = sum;
  }
  return y;
}

/** diag(d) M. */
export function scaledRows(d: Float64Array, M: Float64Array): Float64Array {
  const n = d.length;
  return M.map((entry, k) => (d[Math.floor(k / n)] ?? 0) * entry);
}

/** The two rotations of an instance. */
export interface Rotations {
  readonly R: Float64Array;
  readonly Q: Float64Array;
}

export function rotations(n: number, seed: number): Rotations {
  return { R: rotation(n, seed + 1e6), Q: rotation(n, seed) };
}

/** R Lambda^alpha Q, or another diagonal in the middle. */
export function stretch({ R, Q }: Rotations, diagonal: Float64Array): Float64Array {
  const n = diagonal.length;
  const right = scaledRows(diagonal, Q);
  return new Float64Array(n * n).map((_, k) => {
    const row = Math.floor(k / n) * n;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (R[row + j] ?? 0) * (right[j * n + (k % n)] ?? 0);
    return sum;
  });
}
