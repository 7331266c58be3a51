// The Cholesky factor L of a symmetric positive definite matrix A = L L', packed by rows, so that it can grow by a row.
//
// Golub and Van Loan, Matrix Computations, 4th ed. 2013, section 4.2. Entry (i, j), j <= i, lies at i (i + 1) / 2 + j; an
// array may be longer than its matrix. + - * / and square roots only, sums always in the same order.

/** Place of entry (i, 0). */
export function packedRow(i: number): number {
  return (i * (i + 1)) / 2;
}

/**
 * Replaces the lower triangle of A by L.
 * @param A packed, n rows; overwritten  @returns false where A is not positive definite: A is then spoilt
 */
export function packedCholesky(A: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (!factorRow(A, i)) return false;
  return true;
}

/**
 * Replaces row i of A by row i of L; the rows above are those of L. Rows may thus be appended one by one.
 * @returns false where the matrix so far is not positive definite
 */
export function factorRow(A: Float64Array, i: number): boolean {
  const row = packedRow(i);
  for (let j = 0, other = 0; j <= i; j++) {
    let rest = A[row + j] ?? 0;
    for (let k = 0; k < j; k++) rest -= (A[row + k] ?? 0) * (A[other + k] ?? 0);
    if (j === i) {
      if (!(rest > 0)) return false;
      A[row + i] = Math.sqrt(rest);
    } else {
      A[row + j] = rest / (A[other + j] ?? 1);
    }
    other += j + 1;
  }
  return true;
}

/** Solves L x = b in place. */
export function solveLower(L: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0, row = 0; i < n; i++) {
    let rest = b[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (L[row + k] ?? 0) * (b[k] ?? 0);
    b[i] = rest / (L[row + i] ?? 1);
    row += i + 1;
  }
}

/** Solves L' x = b in place. */
export function solveUpper(L: Float64Array, b: Float64Array, n: number): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = packedRow(i);
    const x = (b[i] ?? 0) / (L[row + i] ?? 1);
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = (b[k] ?? 0) - (L[row + k] ?? 0) * x;
  }
}

/** Product of the diagonal of L as mantissa: the sum of `log` of its entries, twice, is ln det A. */
export function diagonalOf(L: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => L[packedRow(i) + i] ?? 0);
}

/**
 * The lower triangle of A^-1 = L^-T L^-1.
 * @param inverse packed, n rows; overwritten  @param room another array of that length; overwritten by L^-1
 */
export function packedInverse(L: Float64Array, n: number, inverse: Float64Array, room: Float64Array): void {
  inverse.fill(0, 0, packedRow(n));
  room.fill(0, 0, packedRow(n));
  for (let i = 0; i < n; i++) {
    const row = packedRow(i);
    const pivot = 1 / (L[row + i] ?? 1);
    for (let j = 0; j < i; j++) addScaled(room, row, -(L[row + j] ?? 0) * pivot, packedRow(j), j + 1, room);
    room[row + i] = pivot;
    for (let j = 0; j <= i; j++) addScaled(inverse, packedRow(j), room[row + j] ?? 0, row, j + 1, room);
  }
}

/** target[at + k] += factor * source[from + k] for k < count. */
function addScaled(
  target: Float64Array,
  at: number,
  factor: number,
  from: number,
  count: number,
  source: Float64Array,
): void {
  for (let k = 0; k < count; k++) target[at + k] = (target[at + k] ?? 0) + factor * (source[from + k] ?? 0);
}
