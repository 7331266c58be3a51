// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations: + - * / and square roots only, so every
// engine computes the same bits.
//
// Jacobi and not tridiagonal QL: for positive definite matrices the stopping rule below keeps the relative accuracy of
// the small eigenvalues (Demmel and Veselic, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal. 13, 1992).

const ROUNDING = 2 ** -53;
const LARGEST_SWEEP_COUNT = 60; // 6 to 10 are usual; the bound only keeps a matrix with NaN from looping

/** A = V diag(values) V'. */
export interface SymmetricEigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n x n, row-major: column k is the unit eigenvector of `values[k]`, its first non-zero entry positive. */
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition by cyclic Jacobi (Golub and Van Loan, Matrix Computations, 2013, section 8.5).
 * @param matrix n x n, row-major, symmetric; not changed  @param size n
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  const v = identityMatrix(size);
  const negligible = ROUNDING * ROUNDING * largestEntry(a);
  for (let sweep = 0; sweep < LARGEST_SWEEP_COUNT; sweep++) {
    if (!rotateEveryPair(a, v, size, negligible)) break;
  }
  return inAscendingOrder(a, v, size);
}

/** n x n, row-major. */
export function identityMatrix(size: number): Float64Array {
  return new Float64Array(size * size).map((_, k) => (k % (size + 1) === 0 ? 1 : 0));
}

function largestEntry(a: Float64Array): number {
  return a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
}

/** One sweep; false when every off-diagonal entry was already negligible beside its diagonal entries. */
function rotateEveryPair(a: Float64Array, v: Float64Array, size: number, negligible: number): boolean {
  let rotated = false;
  for (let p = 0; p < size - 1; p++) {
    for (let q = p + 1; q < size; q++) {
      const apq = Math.abs(a[p * size + q] ?? 0);
      if (apq <= negligible) continue;
      const scale = Math.sqrt(Math.abs((a[p * size + p] ?? 0) * (a[q * size + q] ?? 0)));
      if (apq <= ROUNDING * scale) continue;
      rotatePair(a, v, size, p, q);
      rotated = true;
    }
  }
  return rotated;
}

/** The rotation J of the plane (p, q) that makes (J'AJ)_pq zero; A becomes J'AJ and V', whose rows are turned, J'V'. */
function rotatePair(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const root = Math.sqrt(theta * theta + 1);
  const t = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root);
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    turn(v, p * size + k, q * size + k, c, s);
    if (k === p || k === q) continue;
    turn(a, p * size + k, q * size + k, c, s);
    a[k * size + p] = a[p * size + k] ?? 0;
    a[k * size + q] = a[q * size + k] ?? 0;
  }
  a[p * size + p] = (a[p * size + p] ?? 0) - t * apq;
  a[q * size + q] = (a[q * size + q] ?? 0) + t * apq;
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}

function turn(m: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = m[i] ?? 0;
  const y = m[j] ?? 0;
  m[i] = c * x - s * y;
  m[j] = s * x + c * y;
}

function inAscendingOrder(a: Float64Array, v: Float64Array, size: number): SymmetricEigen {
  const diagonal = new Float64Array(size).map((_, k) => a[k * size + k] ?? 0);
  const order = Array.from(diagonal.keys()).sort((i, j) => (diagonal[i] ?? 0) - (diagonal[j] ?? 0) || i - j);
  const vectors = new Float64Array(size * size);
  for (const [k, from] of order.entries()) {
    const vector = v.subarray(from * size, (from + 1) * size);
    const sign = signOf(vector);
    for (const [i, entry] of vector.entries()) vectors[i * size + k] = sign * entry;
  }
  return { values: Float64Array.from(order, (k) => diagonal[k] ?? 0), vectors };
}

/** The sign of the first entry that is not zero. */
function signOf(vector: Float64Array): number {
  return (vector.find((entry) => entry !== 0) ?? 1) < 0 ? -1 : 1;
}
