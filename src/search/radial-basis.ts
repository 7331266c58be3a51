// A smooth surface through scattered points of the unit cube: cubic radial functions on a linear trend.

/** Predicted values at a point, one for each modelled quantity. */
export type Surface = (x: Float64Array) => Float64Array;

/** Share of the mean radial entry added on the diagonal: smooths over points that nearly coincide. */
const RIDGE = 1e-9;
/** A pivot below this share of the largest entry is none: the trend has no slope in that direction. */
const NO_PIVOT = 1e-13;

/**
 * s(x) = sum_i w_i |x - x_i|^3 + c'(x - x_0) + c_0 with s(x_i) = y_i, sum w_i = 0 and sum w_i (x_i - x_0) = 0, for
 * several quantities at once; from the first point x_0, so that a coordinate that never varies is exactly zero in the
 * trend. Powell, "The theory of radial basis function approximation in 1990", 1992; as a model of costly functions
 * Gutmann, "A radial basis function method for global optimization", J. Glob. Optim. 19, 2001.
 * @param points N distinct points of dimension n, N > n + 1  @param values one row of m quantities for each point
 */
export function fitSurface(points: readonly Float64Array[], values: readonly (readonly number[])[]): Surface {
  const n = points[0]?.length ?? 0;
  const quantities = values[0]?.length ?? 0;
  const origin = points[0] ?? new Float64Array(n);
  const rows = equations(points, values, n, quantities);
  eliminate(rows, points.length + n + 1);
  const weights = solved(rows, points.length + n + 1, quantities);
  return (x) => {
    const sums = new Float64Array(quantities);
    points.forEach((point, i) => {
      addScaled(sums, weights, i * quantities, cubedDistance(x, point));
    });
    addScaled(sums, weights, points.length * quantities, 1);
    x.forEach((v, k) => {
      addScaled(sums, weights, (points.length + 1 + k) * quantities, v - (origin[k] ?? 0));
    });
    return sums;
  };
}

function addScaled(sums: Float64Array, weights: Float64Array, from: number, factor: number): void {
  for (let j = 0; j < sums.length; j++) sums[j] = (sums[j] ?? 0) + factor * (weights[from + j] ?? 0);
}

function cubedDistance(a: Float64Array, b: Float64Array): number {
  let square = 0;
  for (let k = 0; k < a.length; k++) square += ((a[k] ?? 0) - (b[k] ?? 0)) ** 2;
  return square * Math.sqrt(square);
}

/** Rows of [Phi P; P' 0 | Y; 0] with the right sides behind the matrix. */
function equations(
  points: readonly Float64Array[],
  values: readonly (readonly number[])[],
  n: number,
  quantities: number,
): Float64Array[] {
  const count = points.length;
  const size = count + n + 1;
  const rows = Array.from({ length: size }, () => new Float64Array(size + quantities));
  const put = (i: number, j: number, value: number): void => {
    const [row, mirror] = [rows[i], rows[j]];
    if (row !== undefined) row[j] = value;
    if (mirror !== undefined) mirror[i] = value;
  };
  let total = 0;
  for (const [i, point] of points.entries()) {
    for (let j = 0; j < i; j++) {
      const entry = cubedDistance(point, points[j] ?? point);
      total += entry;
      put(i, j, entry);
    }
    put(i, count, 1);
    for (const [k, v] of point.entries()) put(i, count + 1 + k, v - (points[0]?.[k] ?? 0));
    rows[i]?.set(values[i] ?? [], size);
  }
  for (let i = 0; i < count; i++) put(i, i, (RIDGE * 2 * total) / (count * count));
  return rows;
}

/**
 * Gaussian elimination with partial pivoting, in place; a column without a pivot keeps a zero on the diagonal, where
 * `flatSolve` of numeric/flat-matrix.ts gives up: tuned coordinates that never varied, or always together, are usual.
 */
function eliminate(rows: Float64Array[], size: number): void {
  const largest = rows.reduce((most, row) => row.subarray(0, size).reduce((m, v) => Math.max(m, Math.abs(v)), most), 0);
  for (let c = 0; c < size; c++) {
    let from = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(rows[r]?.[c] ?? 0) > Math.abs(rows[from]?.[c] ?? 0)) from = r;
    const [pivotRow, row] = [rows[from], rows[c]];
    if (pivotRow === undefined || row === undefined) return;
    rows[c] = pivotRow;
    rows[from] = row;
    if (Math.abs(pivotRow[c] ?? 0) <= NO_PIVOT * largest) {
      pivotRow[c] = 0;
      continue;
    }
    for (let r = c + 1; r < size; r++) subtractRow(rows[r], pivotRow, c);
  }
}

function subtractRow(row: Float64Array | undefined, pivotRow: Float64Array, c: number): void {
  if (row === undefined) return;
  const factor = (row[c] ?? 0) / (pivotRow[c] ?? 1);
  if (factor === 0) return;
  for (let k = c; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivotRow[k] ?? 0);
}

/** Back substitution; an unknown without a pivot is 0. Row i of the result holds the weights of function i. */
function solved(rows: readonly Float64Array[], size: number, quantities: number): Float64Array {
  const weights = new Float64Array(size * quantities);
  for (let c = size - 1; c >= 0; c--) {
    const row = rows[c] ?? new Float64Array(size + quantities);
    const pivot = row[c] ?? 0;
    if (pivot === 0) continue;
    for (let j = 0; j < quantities; j++) {
      let rest = row[size + j] ?? 0;
      for (let k = c + 1; k < size; k++) rest -= (row[k] ?? 0) * (weights[k * quantities + j] ?? 0);
      weights[c * quantities + j] = rest / pivot;
    }
  }
  return weights;
}
