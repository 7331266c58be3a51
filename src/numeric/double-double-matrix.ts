// Matrices whose entries are unevaluated sums of two numbers, with about 32 significant digits: for residuals, where
// almost everything cancels.
//
// Products and sums without error are those of Dekker and Knuth; dot products are Dot2 of Ogita, Rump and Oishi,
// "Accurate sum and dot product", SIAM J. Sci. Comput. 26, 2005, algorithm 5.3.
import { Matrix } from "ml-matrix";

/** high + low, of the same shape; |low| is at most a rounding error of high. */
export interface DoubleDoubleMatrix {
  readonly high: Matrix;
  readonly low: Matrix;
}

/** Veltkamp's constant: x = head + tail with 26 bits each. */
const SPLITTER = 2 ** 27 + 1;

/** The exact copy of a matrix. */
export function widened(M: Matrix): DoubleDoubleMatrix {
  return { high: M, low: Matrix.zeros(M.rows, M.columns) };
}

/** M', N' for the sums that need one. */
export function wideTranspose(M: DoubleDoubleMatrix): DoubleDoubleMatrix {
  return { high: M.high.transpose(), low: M.low.transpose() };
}

/** @param L p x q  @param R q x r  @returns p x r */
export function wideProduct(L: DoubleDoubleMatrix, R: DoubleDoubleMatrix): DoubleDoubleMatrix {
  const high = Matrix.zeros(L.high.rows, R.high.columns);
  const low = Matrix.zeros(L.high.rows, R.high.columns);
  for (let i = 0; i < high.rows; i++) {
    for (let j = 0; j < high.columns; j++) {
      let sum = 0;
      let rest = 0;
      for (let k = 0; k < L.high.columns; k++) {
        const a = L.high.get(i, k);
        const b = R.high.get(k, j);
        const product = a * b;
        const next = sum + product;
        const back = next - sum;
        rest += sum - (next - back) + (product - back) + productError(a, b, product);
        rest += a * R.low.get(k, j) + L.low.get(i, k) * b;
        sum = next;
      }
      setSum(high, low, i, j, sum, rest);
    }
  }
  return { high, low };
}

/** L + factor R, where the factor is 1 or -1. */
export function wideSum(L: DoubleDoubleMatrix, R: DoubleDoubleMatrix, factor: 1 | -1): DoubleDoubleMatrix {
  const high = Matrix.zeros(L.high.rows, L.high.columns);
  const low = Matrix.zeros(L.high.rows, L.high.columns);
  for (let i = 0; i < high.rows; i++) {
    for (let j = 0; j < high.columns; j++) {
      const a = L.high.get(i, j);
      const b = factor * R.high.get(i, j);
      const sum = a + b;
      const back = sum - a;
      const error = a - (sum - back) + (b - back);
      setSum(high, low, i, j, sum, error + L.low.get(i, j) + factor * R.low.get(i, j));
    }
  }
  return { high, low };
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

function setSum(high: Matrix, low: Matrix, i: number, j: number, sum: number, rest: number): void {
  const total = sum + rest;
  high.set(i, j, total);
  low.set(i, j, rest - (total - sum));
}
