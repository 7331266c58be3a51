// Square matrices as flat row-major arrays, for inner loops where one object per row would cost more than the sums.

/** L R. @param n order of both */
export function flatProduct(L: Float64Array, R: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = L[i * n + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) product[i * n + j] = (product[i * n + j] ?? 0) + factor * (R[k * n + j] ?? 0);
    }
  }
  return product;
}

export function flatTranspose(M: Float64Array, n: number): Float64Array {
  const transpose = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) transpose[j * n + i] = M[i * n + j] ?? 0;
  return transpose;
}

/** Makes M its symmetric part (M + M') / 2, in place. */
export function flatSymmetrise(M: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((M[i * n + j] ?? 0) + (M[j * n + i] ?? 0)) / 2;
      M[i * n + j] = mean;
      M[j * n + i] = mean;
    }
  }
  return M;
}

/** Frobenius norm. */
export function flatNorm(M: Float64Array): number {
  let largest = 0;
  for (const entry of M) largest = Math.max(largest, Math.abs(entry));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const entry of M) sum += (entry / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/**
 * M^-1 [R1 R2 ...] by Gaussian elimination with partial pivoting; the right sides become the solutions, in place.
 * @param M n x n; overwritten  @returns false where a pivot is zero or not a number
 */
export function flatSolve(M: Float64Array, rights: readonly Float64Array[], n: number): boolean {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(M[i * n + k] ?? 0) > Math.abs(M[pivot * n + k] ?? 0)) pivot = i;
    const diagonal = M[pivot * n + k] ?? 0;
    if (!(Math.abs(diagonal) > 0)) return false;
    if (pivot !== k) for (const array of [M, ...rights]) swapRows(array, k, pivot, n);
    for (let i = k + 1; i < n; i++) {
      const factor = (M[i * n + k] ?? 0) / diagonal;
      if (factor === 0) continue;
      subtractRow(M, i, k, factor, k, n);
      for (const right of rights) subtractRow(right, i, k, factor, 0, n);
    }
  }
  for (const right of rights) substituteBack(M, right, n);
  return true;
}

function swapRows(M: Float64Array, i: number, k: number, n: number): void {
  for (let j = 0; j < n; j++) {
    const kept = M[i * n + j] ?? 0;
    M[i * n + j] = M[k * n + j] ?? 0;
    M[k * n + j] = kept;
  }
}

/** Row i less factor times row k, from column `from` on. */
function subtractRow(M: Float64Array, i: number, k: number, factor: number, from: number, n: number): void {
  for (let j = from; j < n; j++) M[i * n + j] = (M[i * n + j] ?? 0) - factor * (M[k * n + j] ?? 0);
}

function substituteBack(M: Float64Array, right: Float64Array, n: number): void {
  for (let k = n - 1; k >= 0; k--) {
    const diagonal = M[k * n + k] ?? 0;
    for (let j = 0; j < n; j++) right[k * n + j] = (right[k * n + j] ?? 0) / diagonal;
    for (let i = 0; i < k; i++) {
      const factor = M[i * n + k] ?? 0;
      if (factor !== 0) subtractRow(right, i, k, factor, 0, n);
    }
  }
}
