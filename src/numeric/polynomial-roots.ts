// Roots of a real polynomial, and the polynomial of given roots.
import { Matrix } from "ml-matrix";
import { type Complex, divide, magnitude, polynomialAt, subtract } from "./complex.ts";
import { eigenvalues } from "./eigenvalues.ts";

const LARGEST_POLISH_COUNT = 8;
/** A root moves less than this share of the way to the nearest other one: roots that nearly coincide are right as a set only. */
const POLISH_REACH = 0.01;

/**
 * All roots: eigenvalues of the companion matrix (Edelman and Murakami, Math. Comp. 64, 1995), each then polished by
 * Newton steps on the polynomial itself for as long as they make it smaller and stay near by. Conjugate pairs stand
 * together.
 * @param coefficients descending powers; zeros in front are dropped, and a zero polynomial has no roots here
 */
export function polynomialRoots(coefficients: readonly number[]): Complex[] {
  const start = coefficients.findIndex((c) => c !== 0);
  if (start < 0) return [];
  const end = coefficients.findLastIndex((c) => c !== 0);
  const proper = coefficients.slice(start, end + 1);
  const raw = eigenvalues(companion(proper));
  const roots = raw.map((root) => (root.im < 0 ? root : polished(proper, root, POLISH_REACH * isolation(root, raw))));
  const paired = roots.map((root, i) => (root.im < 0 ? conjugate(roots[i - 1] ?? root) : root));
  return [...paired, ...Array.from({ length: coefficients.length - 1 - end }, () => ({ re: 0, im: 0 }))];
}

/** Coefficients, descending, of gain times the product of (z - root); complex roots come in conjugate pairs. */
export function polynomialOf(roots: readonly Complex[], gain: number): number[] {
  let re = [gain];
  let im = [0];
  for (const root of roots) {
    const [oldRe, oldIm] = [re, im];
    const at = (list: readonly number[], k: number): number => list[k] ?? 0;
    const degrees = Array.from({ length: oldRe.length + 1 }, (_, k) => k);
    re = degrees.map((k) => at(oldRe, k) - (root.re * at(oldRe, k - 1) - root.im * at(oldIm, k - 1)));
    im = degrees.map((k) => at(oldIm, k) - (root.re * at(oldIm, k - 1) + root.im * at(oldRe, k - 1)));
  }
  return re;
}

/** Matrix whose characteristic polynomial is the given one; the leading coefficient is not zero. */
function companion(coefficients: readonly number[]): Matrix {
  const n = coefficients.length - 1;
  const matrix = Matrix.zeros(n, n);
  const lead = coefficients[0] ?? 1;
  for (let j = 0; j < n; j++) {
    matrix.set(0, j, -(coefficients[j + 1] ?? 0) / lead);
    if (j + 1 < n) matrix.set(j + 1, j, 1);
  }
  return matrix;
}

/** Distance to the nearest of the others; infinite where there is none. */
function isolation(root: Complex, all: readonly Complex[]): number {
  const distances = all.map((other) => (other === root ? Infinity : magnitude(subtract(other, root))));
  return distances.reduce((a, b) => Math.min(a, b), Infinity);
}

function polished(coefficients: readonly number[], start: Complex, reach: number): Complex {
  const degree = coefficients.length - 1;
  const derivative = coefficients.slice(0, -1).map((c, k) => c * (degree - k));
  let root = start;
  let value = polynomialAt(coefficients, root);
  for (let step = 0; step < LARGEST_POLISH_COUNT; step++) {
    const next = subtract(root, divide(value, polynomialAt(derivative, root)));
    const nextValue = polynomialAt(coefficients, next);
    if (!(magnitude(nextValue) < magnitude(value)) || next.im < 0) return root;
    if (magnitude(subtract(next, start)) > reach) return root;
    root = next;
    value = nextValue;
  }
  return root;
}

function conjugate({ re, im }: Complex): Complex {
  return { re, im: -im };
}
