// Eigenvalues of a general real matrix: balancing, Hessenberg form, then QR steps with two shifts at once.
//
// Own code and not ml-matrix's: that one does not balance, has no bound on its iterations, and its eigenvectors (which
// nothing here needs) would be computed too.
import type { Matrix } from "ml-matrix";
import { balanced } from "./balance.ts";
import { selection } from "./block-matrix.ts";
import { type Complex, magnitude } from "./complex.ts";
import { hessenberg } from "./hessenberg.ts";

const EPSILON = 2 ** -52;
const STEPS_PER_EIGENVALUE = 60; // two or three are usual

/**
 * All n eigenvalues, conjugate pairs next to each other with the positive imaginary part first.
 * Francis' implicit double-shift QR (Golub and Van Loan, Matrix Computations, 2013, section 7.5).
 * @param A n x n, finite
 */
export function eigenvalues(A: Matrix): Complex[] {
  const { alone, coupled } = separated(A);
  return [...alone, ...coupledEigenvalues(coupled)];
}

function coupledEigenvalues(A: Matrix): Complex[] {
  const H = hessenberg(balanced(A).matrix);
  const found: Complex[] = [];
  let last = H.rows - 1;
  let steps = 0;
  while (last >= 0) {
    const first = activeStart(H, last);
    if (first === last) found.push({ re: H.get(last, last), im: 0 });
    else if (first === last - 1) found.push(...pairOf(H, first));
    if (first >= last - 1) {
      last = first - 1;
      steps = 0;
    } else if (steps++ < STEPS_PER_EIGENVALUE) {
      doubleStep(H, first, last, shiftsOf(H, last, steps));
    } else {
      throw new Error(`the QR iteration did not converge on a matrix of size ${H.rows}`);
    }
  }
  return found;
}

/** Largest size of an eigenvalue; 0 where there are none. */
export function spectralRadius(A: Matrix): number {
  return eigenvalues(A).reduce((radius, value) => Math.max(radius, magnitude(value)), 0);
}

/**
 * Diagonal entries that are eigenvalues because nothing else in their row or column is left, and the rest of the matrix.
 * A delay in front of a plant is such a triangle; QR steps would smear its eigenvalues 0 over a circle.
 */
function separated(A: Matrix): { alone: Complex[]; coupled: Matrix } {
  const alone: Complex[] = [];
  const left = new Set(Array.from({ length: A.rows }, (_, k) => k));
  for (let count = -1; count !== left.size; ) {
    count = left.size;
    for (const k of left) {
      const others = [...left].filter((i) => i !== k);
      if (others.some((j) => A.get(k, j) !== 0) && others.some((i) => A.get(i, k) !== 0)) continue;
      alone.push(real(A.get(k, k)));
      left.delete(k);
    }
  }
  const rest = [...left];
  return { alone, coupled: selection(A, rest, rest) };
}

/** First row of the block that ends at `last` and has no negligible subdiagonal; a negligible one above it becomes 0. */
function activeStart(H: Matrix, last: number): number {
  for (let k = last; k > 0; k--) {
    const beside = Math.abs(H.get(k, k)) + Math.abs(H.get(k - 1, k - 1));
    const size = beside === 0 ? rowNorm(H, k, last) : beside;
    if (Math.abs(H.get(k, k - 1)) <= EPSILON * size) {
      H.set(k, k - 1, 0);
      return k;
    }
  }
  return 0;
}

/** Size of the rows around k, for blocks whose diagonal is zero. */
function rowNorm(H: Matrix, k: number, last: number): number {
  let sum = 0;
  for (let j = Math.max(0, k - 2); j <= last; j++) sum += Math.abs(H.get(k - 1, j)) + Math.abs(H.get(k, j));
  return sum;
}

/** Eigenvalues of the 2 x 2 block at rows k and k + 1. */
function pairOf(H: Matrix, k: number): readonly Complex[] {
  const [a, b, c, d] = [H.get(k, k), H.get(k, k + 1), H.get(k + 1, k), H.get(k + 1, k + 1)];
  const half = (a - d) / 2;
  const scale = Math.max(Math.abs(half), Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c)));
  if (scale === 0) return [real(a), real(d)];
  const square = (half / scale) ** 2 + (b / scale) * (c / scale);
  const root = scale * Math.sqrt(Math.abs(square));
  if (square < 0) {
    return [
      { re: d + half, im: root },
      { re: d + half, im: -root },
    ];
  }
  const away = half + (half < 0 ? -root : root); // no cancellation
  return [real(d + away), real(away === 0 ? d : d - (b / away) * c)];
}

function real(re: number): Complex {
  return { re, im: 0 };
}

/** Sum and product of the two shifts. */
interface Shifts {
  readonly sum: number;
  readonly product: number;
}

/** The eigenvalues of the last 2 x 2 block; every tenth step others, to leave a cycle. */
function shiftsOf(H: Matrix, last: number, step: number): Shifts {
  if (step % 10 === 0) {
    const size = Math.abs(H.get(last, last - 1)) + Math.abs(H.get(last - 1, last - 2));
    const centre = H.get(last, last) + 0.75 * size;
    return { sum: 2 * centre, product: centre * centre + 0.4375 * size * size };
  }
  const [a, b] = [H.get(last - 1, last - 1), H.get(last - 1, last)];
  const [c, d] = [H.get(last, last - 1), H.get(last, last)];
  return { sum: a + d, product: a * d - b * c };
}

/** One implicit double-shift step on rows and columns first..last (algorithm 7.5.1); at least three of them. */
function doubleStep(H: Matrix, first: number, last: number, { sum, product }: Shifts): void {
  const [h00, h01] = [H.get(first, first), H.get(first, first + 1)];
  const [h10, h11] = [H.get(first + 1, first), H.get(first + 1, first + 1)];
  let x = h00 * h00 + h01 * h10 - sum * h00 + product;
  let y = h10 * (h00 + h11 - sum);
  let z = h10 * H.get(first + 2, first + 1);
  for (let k = first; k < last; k++) {
    const size = k + 2 <= last ? 3 : 2;
    reflect(H, { at: k, first, last }, size === 3 ? [x, y, z] : [x, y]);
    if (k === last - 1) return;
    x = H.get(k + 1, k);
    y = H.get(k + 2, k);
    z = k + 3 <= last ? H.get(k + 3, k) : 0;
  }
}

interface Window {
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

/** Reflection of rows and columns at.. that turns `vector` onto its first axis, within the active block. */
function reflect(H: Matrix, { at, first, last }: Window, vector: readonly number[]): void {
  const scale = vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (scale === 0) return;
  const v = vector.map((entry) => entry / scale);
  const [head = 0] = v;
  const length = Math.sqrt(v.reduce((sum, entry) => sum + entry * entry, 0));
  const target = head > 0 ? -length : length;
  v[0] = head - target;
  const weight = -1 / (target * (head - target)); // 2 / v'v
  for (let j = Math.max(first, at - 1); j <= last; j++) {
    const along = weight * v.reduce((sum, entry, i) => sum + entry * H.get(at + i, j), 0);
    for (const [i, entry] of v.entries()) H.set(at + i, j, H.get(at + i, j) - along * entry);
  }
  for (let i = first; i <= Math.min(last, at + 3); i++) {
    const along = weight * v.reduce((sum, entry, j) => sum + entry * H.get(i, at + j), 0);
    for (const [j, entry] of v.entries()) H.set(i, at + j, H.get(i, at + j) - along * entry);
  }
  if (at > first) for (let i = 1; i < v.length; i++) H.set(at + i, at - 1, 0);
}
