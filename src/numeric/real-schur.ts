// The real Schur form of a square matrix: an orthogonal change of basis after which it is upper triangular, with a
// block of two on the diagonal for each pair of complex eigenvalues.
//
// Householder reduction to Hessenberg form and the implicitly double-shifted QR iteration of Francis (Golub and Van Loan,
// Matrix Computations, 2013, algorithms 7.4.2 and 7.5.1): + - * / and square roots only.
import { Matrix } from "ml-matrix";
import type { Complex } from "./complex.ts";

const ROUNDING = 2 ** -52;
/** Iterations allowed per eigenvalue; 2 to 3 are usual. */
const MOST_STEPS = 60;
/** Every so many steps without a deflation the shifts are replaced by ones that break a cycle. */
const EXCEPTIONAL = 10;

/** A = U T U'. */
export interface RealSchur {
  /** n x n, orthogonal. */
  readonly U: Matrix;
  /** n x n, quasi-upper triangular: blocks of one (real eigenvalues) and of two (complex pairs) on the diagonal. */
  readonly T: Matrix;
}

/** @param A n x n, finite; not changed */
export function realSchur(A: Matrix): RealSchur {
  const T = A.clone();
  const U = Matrix.eye(A.rows, A.rows);
  reduceToHessenberg(T, U);
  const negligible = ROUNDING * ROUNDING * T.norm("frobenius");
  let high = A.rows - 1;
  let steps = 0;
  while (high > 0 && steps < MOST_STEPS) {
    const low = startOfBlock(T, high, negligible);
    if (low < high - 1) {
      francisStep(T, U, low, high, steps % EXCEPTIONAL === EXCEPTIONAL - 1);
      steps += 1;
      continue;
    }
    if (low === high - 1) splitRealPair(T, U, low);
    high = low - 1;
    steps = 0;
  }
  return { U, T };
}

/** Sizes of the diagonal blocks by their first row: 1, or 2 where the entry below the diagonal is not zero. */
export function schurBlocks(T: Matrix): readonly { readonly start: number; readonly size: 1 | 2 }[] {
  const blocks: { start: number; size: 1 | 2 }[] = [];
  for (let start = 0; start < T.rows; ) {
    const size = start + 1 < T.rows && T.get(start + 1, start) !== 0 ? 2 : 1;
    blocks.push({ start, size });
    start += size;
  }
  return blocks;
}

/** The n eigenvalues in the order of the diagonal; of a pair the one above the real axis first. @param T quasi-triangular */
export function schurEigenvalues(T: Matrix): readonly Complex[] {
  return schurBlocks(T).flatMap(({ start, size }) => {
    const a = T.get(start, start);
    if (size === 1) return [{ re: a, im: 0 }];
    const half = (a - T.get(start + 1, start + 1)) / 2;
    const im = Math.sqrt(Math.max(0, -(half * half + T.get(start, start + 1) * T.get(start + 1, start))));
    const re = a - half;
    return [
      { re, im },
      { re, im: -im },
    ];
  });
}

function reduceToHessenberg(T: Matrix, U: Matrix): void {
  const n = T.rows;
  for (let k = 0; k < n - 2; k++) {
    const v = reflector(columnPart(T, k + 1, n, k));
    if (v === null) continue;
    reflect(T, U, v, k + 1, k, n - 1);
    for (let i = k + 2; i < n; i++) T.set(i, k, 0);
  }
}

/** The rows from..to-1 of column j. */
function columnPart(T: Matrix, from: number, to: number, j: number): Float64Array {
  const part = new Float64Array(to - from);
  for (let i = from; i < to; i++) part[i - from] = T.get(i, j);
  return part;
}

/** v with v'v = 2 and (I - v v') x = -+|x| e1, in place of x; null where x already is a multiple of e1. */
function reflector(x: Float64Array): Float64Array | null {
  let largest = 0;
  for (let i = 1; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] ?? 0));
  if (largest === 0) return null;
  largest = Math.max(largest, Math.abs(x[0] ?? 0));
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const entry = (x[i] ?? 0) / largest;
    x[i] = entry;
    sum += entry * entry;
  }
  const first = x[0] ?? 0;
  const norm = Math.sqrt(sum);
  x[0] = first + (first < 0 ? -norm : norm);
  const scale = 1 / Math.sqrt(sum + Math.abs(first) * norm);
  for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? 0) * scale;
  return x;
}

/** T becomes P T P and U becomes U P with P = I - v v' on the rows from `at`; T has zeros left of `left` and below `bottom`. */
function reflect(T: Matrix, U: Matrix, v: Float64Array, at: number, left: number, bottom: number): void {
  for (let j = left; j < T.columns; j++) {
    let dot = 0;
    for (let i = 0; i < v.length; i++) dot += (v[i] ?? 0) * T.get(at + i, j);
    for (let i = 0; i < v.length; i++) T.set(at + i, j, T.get(at + i, j) - dot * (v[i] ?? 0));
  }
  reflectColumns(T, v, at, bottom);
  reflectColumns(U, v, at, U.rows - 1);
}

function reflectColumns(M: Matrix, v: Float64Array, at: number, bottom: number): void {
  for (let i = 0; i <= bottom; i++) {
    let dot = 0;
    for (let j = 0; j < v.length; j++) dot += (v[j] ?? 0) * M.get(i, at + j);
    for (let j = 0; j < v.length; j++) M.set(i, at + j, M.get(i, at + j) - dot * (v[j] ?? 0));
  }
}

/** First row of the unreduced block that ends at `high`; clears the negligible entry in front of it. */
function startOfBlock(T: Matrix, high: number, negligible: number): number {
  for (let low = high; low > 0; low--) {
    const size = Math.abs(T.get(low, low)) + Math.abs(T.get(low - 1, low - 1));
    if (Math.abs(T.get(low, low - 1)) > Math.max(ROUNDING * size, negligible)) continue;
    T.set(low, low - 1, 0);
    return low;
  }
  return 0;
}

/** One implicit double-shift step on the rows low..high (at least three). */
function francisStep(T: Matrix, U: Matrix, low: number, high: number, exceptional: boolean): void {
  let x = firstColumn(T, low, shifts(T, high, exceptional));
  for (let k = low; k < high; k++) {
    const v = reflector(x);
    if (v !== null) reflect(T, U, v, k, Math.max(low, k - 1), Math.min(k + 3, high));
    if (k > low) for (let i = k + 1; i < Math.min(k + 3, high + 1); i++) T.set(i, k - 1, 0);
    x = columnPart(T, k + 1, Math.min(k + 4, high + 1), k);
  }
}

interface Shifts {
  readonly sum: number;
  readonly product: number;
}

/** The eigenvalues of the last block of two, or numbers unlike them. */
function shifts(T: Matrix, high: number, exceptional: boolean): Shifts {
  if (exceptional) {
    const size = Math.abs(T.get(high, high - 1)) + Math.abs(T.get(high - 1, high - 2));
    return { sum: 1.5 * size, product: size * size };
  }
  const [a, b] = [T.get(high - 1, high - 1), T.get(high - 1, high)];
  const [c, d] = [T.get(high, high - 1), T.get(high, high)];
  return { sum: a + d, product: a * d - b * c };
}

/** First column of T^2 - sum T + product I on the block that starts at `low`. */
function firstColumn(T: Matrix, low: number, { sum, product }: Shifts): Float64Array {
  const [a, b] = [T.get(low, low), T.get(low, low + 1)];
  const [c, d] = [T.get(low + 1, low), T.get(low + 1, low + 1)];
  return Float64Array.of(a * a + b * c - sum * a + product, c * (a + d - sum), c * T.get(low + 2, low + 1));
}

/** Makes the block of two at `at` triangular where its eigenvalues are real. */
function splitRealPair(T: Matrix, U: Matrix, at: number): void {
  const c = T.get(at + 1, at);
  const half = (T.get(at, at) - T.get(at + 1, at + 1)) / 2;
  const discriminant = half * half + T.get(at, at + 1) * c;
  if (discriminant < 0) return;
  const z = half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant); // eigenvector (z, c) of the eigenvalue t22 + z
  const v = reflector(Float64Array.of(z, c));
  if (v === null) return;
  reflect(T, U, v, at, at, at + 1);
  T.set(at + 1, at, 0);
}
