// Matrices whose entries are unevaluated sums of two numbers, with about 32 significant digits: for residuals, where
// almost everything cancels.
//
// Products and sums without error are those of Dekker and Knuth; dot products are Dot2 of Ogita, Rump and Oishi,
// "Accurate sum and dot product", SIAM J. Sci. Comput. 26, 2005, algorithm 5.3.
import { Matrix } from "ml-matrix";

/** high + low; row-major, |low| at most a rounding error of high. */
export interface DoubleDoubleMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Veltkamp's constant: x = head + tail with 26 bits each. */
const SPLITTER = 2 ** 27 + 1;

/** The exact copy of a matrix. */
export function widened(M: Matrix): DoubleDoubleMatrix {
  const wide = zeros(M.rows, M.columns);
  for (let i = 0; i < M.rows; i++) for (let j = 0; j < M.columns; j++) wide.high[i * M.columns + j] = M.get(i, j);
  return wide;
}

/** The matrix rounded to one number per entry. */
export function narrowed({ rows, columns, high }: DoubleDoubleMatrix): Matrix {
  return Matrix.from1DArray(rows, columns, high);
}

export function wideTranspose(M: DoubleDoubleMatrix): DoubleDoubleMatrix {
  const turned = zeros(M.columns, M.rows);
  for (let i = 0; i < M.rows; i++) {
    for (let j = 0; j < M.columns; j++) {
      turned.high[j * M.rows + i] = M.high[i * M.columns + j] ?? 0;
      turned.low[j * M.rows + i] = M.low[i * M.columns + j] ?? 0;
    }
  }
  return turned;
}

/** @param L p x q  @param R q x r  @returns p x r */
export function wideProduct(L: DoubleDoubleMatrix, R: DoubleDoubleMatrix): DoubleDoubleMatrix {
  const product = zeros(L.rows, R.columns);
  for (let i = 0; i < L.rows; i++) for (let j = 0; j < R.columns; j++) setDot(product, L, R, i, j);
  return product;
}

/** L + factor R, where the factor is 1 or -1. */
export function wideSum(L: DoubleDoubleMatrix, R: DoubleDoubleMatrix, factor: 1 | -1): DoubleDoubleMatrix {
  const total = zeros(L.rows, L.columns);
  for (let k = 0; k < total.high.length; k++) {
    const a = L.high[k] ?? 0;
    const b = factor * (R.high[k] ?? 0);
    const sum = a + b;
    const back = sum - a;
    const error = a - (sum - back) + (b - back);
    setSum(total, k, sum, error + (L.low[k] ?? 0) + factor * (R.low[k] ?? 0));
  }
  return total;
}

/** Row i of L times column j of R. */
function setDot(product: DoubleDoubleMatrix, L: DoubleDoubleMatrix, R: DoubleDoubleMatrix, i: number, j: number): void {
  let sum = 0;
  let rest = 0;
  for (let k = 0; k < L.columns; k++) {
    const left = i * L.columns + k;
    const right = k * R.columns + j;
    const a = L.high[left] ?? 0;
    const b = R.high[right] ?? 0;
    const term = a * b;
    const next = sum + term;
    const back = next - sum;
    rest += sum - (next - back) + (term - back) + productError(a, b, term);
    rest += a * (R.low[right] ?? 0) + (L.low[left] ?? 0) * b;
    sum = next;
  }
  setSum(product, i * R.columns + j, sum, rest);
}

function zeros(rows: number, columns: number): DoubleDoubleMatrix {
  return { rows, columns, high: new Float64Array(rows * columns), low: new Float64Array(rows * columns) };
}

/** a b - product, exact for finite numbers below 2^996. */
function productError(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a;
  const headA = scaledA - (scaledA - a);
  const tailA = a - headA;
  const scaledB = SPLITTER * b;
  const headB = scaledB - (scaledB - b);
  const tailB = b - headB;
  return tailA * tailB - (product - headA * headB - tailA * headB - headA * tailB);
}

function setSum(total: DoubleDoubleMatrix, k: number, sum: number, rest: number): void {
  const high = sum + rest;
  total.high[k] = high;
  total.low[k] = rest - (high - sum);
}
