// The exponential of a matrix by scaling and squaring.
//
// Al-Mohy and Higham, "A new scaling and squaring algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31,
// 2009, algorithm 5.1, with exact norms of powers in place of estimates (the matrices here are small). Its bound uses
// the norms of powers of A, not of A, so that matrices far from normal are not scaled too much.
import { Matrix, solve } from "ml-matrix";
import { exp, log } from "./elementary.ts";

const UNIT_ROUNDOFF = 2 ** -53;
const LN2 = 0.6931471805599453;

/** A diagonal Padé approximant of degree m: its numerator, the size up to which it is exact, its first error term. */
interface Approximant {
  /** b_0 ... b_m, equation (10.33) of Higham, Functions of Matrices, 2008. */
  readonly b: readonly number[];
  /** theta_m: largest norm for which the backward error is below rounding (table 3.1). */
  readonly reach: number;
  /** |c_{2m+1}| of the backward error series, inverted. */
  readonly inverseError: number;
}

// biome-ignore format: one approximant is one line
const SMALL: readonly Approximant[] = [
  { b: [120, 60, 12, 1], reach: 1.495585217958292e-2, inverseError: 100800 },
  { b: [30240, 15120, 3360, 420, 30, 1], reach: 2.53939833006323e-1, inverseError: 10059033600 },
  { b: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1], reach: 9.504178996162932e-1, inverseError: 4487938430976000 },
  { b: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1], reach: 2.097847961257068, inverseError: 5914384781877411840000 },
];
// biome-ignore format: one approximant is one line
const LARGE: Approximant = { b: [64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1], reach: 4.25, inverseError: 113250775606021113483283660800000000 };

/** e^A. @param A n x n, finite; not changed */
export function matrixExponential(A: Matrix): Matrix {
  if (A.rows === 0) return Matrix.zeros(0, 0);
  const powers = evenPowers(A);
  const d = powers.map((power, k) => (k === 0 ? 0 : root(oneNorm(power), 2 * k)));
  const [, , d4 = 0, d6 = 0, d8 = 0, d10 = 0] = d;
  const sizes = [Math.max(d4, d6), Math.max(d4, d6), Math.max(d6, d8), Math.max(d6, d8)];
  for (const [k, approximant] of SMALL.entries()) {
    if ((sizes[k] ?? 0) <= approximant.reach && extraScaling(A, approximant) === 0) return pade(A, approximant, powers);
  }
  const size = Math.min(Math.max(d6, d8), Math.max(d8, d10));
  const first = Math.max(0, Math.ceil(log2(size / LARGE.reach)));
  const squarings = first + extraScaling(Matrix.mul(A, 2 ** -first), LARGE);
  const scaled = Matrix.mul(A, 2 ** -squarings);
  let result = pade(scaled, LARGE, evenPowers(scaled));
  for (let k = 0; k < squarings; k++) result = result.mmul(result);
  return result;
}

/** I, A^2, A^4, A^6, A^8, A^10. */
function evenPowers(A: Matrix): readonly Matrix[] {
  const square = A.mmul(A);
  const powers = [Matrix.eye(A.rows, A.rows), square];
  for (let k = 2; k <= 5; k++) powers.push((powers[k - 1] ?? square).mmul(square));
  return powers;
}

/** Further halvings that keep the first term of the backward error below rounding (equation 5.6). */
function extraScaling(A: Matrix, { b, inverseError }: Approximant): number {
  const m = b.length - 1;
  const norm = oneNorm(A);
  if (norm === 0) return 0;
  const alpha = normOfAbsolutePower(A, 2 * m + 1) / norm / inverseError;
  return alpha === 0 ? 0 : Math.max(0, Math.ceil(log2(alpha / UNIT_ROUNDOFF) / (2 * m)));
}

/** 1-norm of |A|^k: largest entry of 1' |A|^k. */
function normOfAbsolutePower(A: Matrix, k: number): number {
  let row = new Float64Array(A.rows).fill(1);
  for (let step = 0; step < k; step++) {
    const old = row;
    row = old.map((_, j) => old.reduce((sum, x, i) => sum + x * Math.abs(A.get(i, j)), 0));
  }
  return Math.max(...row);
}

/** (V - U)^-1 (V + U) with the odd part U and the even part V of the numerator. */
function pade(A: Matrix, { b }: Approximant, powers: readonly Matrix[]): Matrix {
  const even = inEvenPowers(
    b.filter((_, k) => k % 2 === 0),
    powers,
  );
  const odd = inEvenPowers(
    b.filter((_, k) => k % 2 === 1),
    powers,
  );
  const U = A.mmul(odd);
  return solve(Matrix.sub(even, U), Matrix.add(even, U));
}

/** c_0 I + c_1 A^2 + ...; seven terms need no power above the sixth (Higham 2008, equation 10.35). */
function inEvenPowers(c: readonly number[], powers: readonly Matrix[]): Matrix {
  const sixth = powers[3];
  if (c.length <= 5 || sixth === undefined) return combination(c, powers);
  return sixth.mmul(combination([0, ...c.slice(4)], powers)).add(combination(c.slice(0, 4), powers));
}

function combination(c: readonly number[], powers: readonly Matrix[]): Matrix {
  const n = powers[0]?.rows ?? 0;
  const sum = Matrix.zeros(n, n);
  for (const [k, power] of powers.entries()) sum.add(Matrix.mul(power, c[k] ?? 0));
  return sum;
}

/** Largest column sum of sizes. */
function oneNorm(A: Matrix): number {
  let most = 0;
  for (let j = 0; j < A.columns; j++) {
    let sum = 0;
    for (let i = 0; i < A.rows; i++) sum += Math.abs(A.get(i, j));
    most = Math.max(most, sum);
  }
  return most;
}

function root(x: number, k: number): number {
  return x === 0 ? 0 : exp(log(x) / k);
}

function log2(x: number): number {
  return log(x) / LN2;
}
