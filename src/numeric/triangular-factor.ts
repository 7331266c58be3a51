// The triangle R of a QR factorisation, built row by row with Givens rotations: the tall matrix is never stored.
//
// Golub and Van Loan, Matrix Computations, 4th ed. 2013, sections 5.1.8 and 6.5.3. + - * / and square roots only.

/** The triangle of an empty matrix: width x width, row-major, zero. */
export function newTriangle(width: number): Float64Array {
  return new Float64Array(width * width);
}

/**
 * Adds one row to the matrix A whose triangle this is: afterwards R'R = A'A + row' row. The diagonal stays >= 0.
 * @param triangle width x width, row-major; changed  @param row width numbers; not changed
 */
export function absorbRow(triangle: Float64Array, row: Float64Array): void {
  const width = row.length;
  const rest = Float64Array.from(row);
  for (let k = 0; k < width; k++) {
    const x = rest[k] ?? 0;
    if (x === 0) continue;
    const diagonal = triangle[k * width + k] ?? 0;
    const length = Math.sqrt(diagonal * diagonal + x * x);
    if (length === 0) continue; // both squares underflow
    const [c, s] = [diagonal / length, x / length];
    triangle[k * width + k] = length;
    for (let j = k + 1; j < width; j++) {
      const above = triangle[k * width + j] ?? 0;
      const below = rest[j] ?? 0;
      triangle[k * width + j] = c * above + s * below;
      rest[j] = c * below - s * above;
    }
  }
}

/**
 * Relative distance of each of the first `count` columns of A from the span of the columns before it, in [0, 1]; 0 for a
 * column of zeros.
 */
export function independence(triangle: Float64Array, width: number, count: number): Float64Array {
  return new Float64Array(count).map((_, k) => {
    let squares = 0;
    for (let i = 0; i <= k; i++) squares += (triangle[i * width + k] ?? 0) ** 2;
    return squares === 0 ? 0 : (triangle[k * width + k] ?? 0) / Math.sqrt(squares);
  });
}

/**
 * Solves R11 x = R1c: the least-squares coefficients of column `column` of A on its first `count` columns, which must be
 * independent.
 */
export function backSubstitute(triangle: Float64Array, width: number, count: number, column: number): Float64Array {
  const x = new Float64Array(count);
  for (let k = count - 1; k >= 0; k--) {
    let sum = triangle[k * width + column] ?? 0;
    for (let j = k + 1; j < count; j++) sum -= (triangle[k * width + j] ?? 0) * (x[j] ?? 0);
    x[k] = sum / (triangle[k * width + k] ?? 0);
  }
  return x;
}
