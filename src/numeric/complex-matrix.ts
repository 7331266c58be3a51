// Products, linear equations and determinants of complex matrices.
import { Matrix } from "ml-matrix";
import { blockMatrix } from "./block-matrix.ts";
import { type Complex, type ComplexMatrix, divide, magnitude, multiply } from "./complex.ts";

/** A B; the inner dimensions must agree. */
export function product(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return {
    re: a.re.mmul(b.re).sub(a.im.mmul(b.im)),
    im: a.re.mmul(b.im).add(a.im.mmul(b.re)),
  };
}

/**
 * X with A X = B by Gaussian elimination with row exchanges (Golub and Van Loan, Matrix Computations, 2013, section 3.4);
 * null where a pivot is exactly zero.
 * @param a n x n  @param b n x m
 */
export function solve(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix | null {
  const work = eliminated(a, b);
  return work === null ? null : substituted(work, a.re.rows, b.re.columns);
}

/** Determinant of a square matrix; 1 where it has no rows. */
export function determinant(a: ComplexMatrix): Complex {
  const n = a.re.rows;
  const work = eliminated(a, { re: Matrix.zeros(n, 0), im: Matrix.zeros(n, 0) });
  if (work === null) return { re: 0, im: 0 };
  let value: Complex = { re: work.sign, im: 0 };
  for (let k = 0; k < n; k++) value = multiply(value, entry(work, k, k));
  return value;
}

/** [A B] with A made upper triangular, and the sign of its row exchanges. */
interface Eliminated extends ComplexMatrix {
  readonly sign: 1 | -1;
}

function eliminated(a: ComplexMatrix, b: ComplexMatrix): Eliminated | null {
  const n = a.re.rows;
  const work = { re: blockMatrix([[a.re, b.re]]), im: blockMatrix([[a.im, b.im]]) };
  let sign: 1 | -1 = 1;
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(work, k, n);
    if (magnitude(entry(work, pivot, k)) === 0) return null;
    if (pivot !== k) {
      work.re.swapRows(pivot, k);
      work.im.swapRows(pivot, k);
      sign = sign === 1 ? -1 : 1;
    }
    for (let i = k + 1; i < n; i++) subtractRow(work, i, k, divide(entry(work, i, k), entry(work, k, k)));
  }
  return { ...work, sign };
}

/** Row at or below k with the largest entry in column k. */
function pivotRow(work: ComplexMatrix, k: number, n: number): number {
  let row = k;
  for (let i = k + 1; i < n; i++) if (magnitude(entry(work, i, k)) > magnitude(entry(work, row, k))) row = i;
  return row;
}

/** Row i minus factor times row k, right of the diagonal of k. */
function subtractRow(work: ComplexMatrix, i: number, k: number, factor: Complex): void {
  for (let j = k + 1; j < work.re.columns; j++) {
    const part = multiply(factor, entry(work, k, j));
    setEntry(work, i, j, { re: work.re.get(i, j) - part.re, im: work.im.get(i, j) - part.im });
  }
}

function substituted(work: ComplexMatrix, n: number, columns: number): ComplexMatrix {
  const x = { re: Matrix.zeros(n, columns), im: Matrix.zeros(n, columns) };
  for (let c = 0; c < columns; c++) {
    for (let i = n - 1; i >= 0; i--) {
      let { re, im } = entry(work, i, n + c);
      for (let j = i + 1; j < n; j++) {
        const part = multiply(entry(work, i, j), entry(x, j, c));
        re -= part.re;
        im -= part.im;
      }
      setEntry(x, i, c, divide({ re, im }, entry(work, i, i)));
    }
  }
  return x;
}

function entry(m: ComplexMatrix, i: number, j: number): Complex {
  return { re: m.re.get(i, j), im: m.im.get(i, j) };
}

function setEntry(m: ComplexMatrix, i: number, j: number, value: Complex): void {
  m.re.set(i, j, value.re);
  m.im.set(i, j, value.im);
}
