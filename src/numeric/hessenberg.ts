// Hessenberg form: an orthogonal change of coordinates that clears a matrix below its first subdiagonal.
import type { Matrix } from "ml-matrix";

/** H = Q' A Q by Householder reflections (Golub and Van Loan, 2013, algorithm 7.4.2). @param A n x n; not changed */
export function hessenberg(A: Matrix): Matrix {
  const H = A.clone();
  for (let k = 0; k < H.rows - 2; k++) clearColumn(H, k);
  return H;
}

/** Reflects rows and columns k+1... so that column k keeps one entry below its diagonal. */
function clearColumn(H: Matrix, k: number): void {
  const n = H.rows;
  let scale = 0;
  for (let i = k + 2; i < n; i++) scale = Math.max(scale, Math.abs(H.get(i, k)));
  if (scale === 0) return;
  scale = Math.max(scale, Math.abs(H.get(k + 1, k)));
  const v = Float64Array.from({ length: n - k - 1 }, (_, i) => H.get(k + 1 + i, k) / scale);
  const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const first = v[0] ?? 0;
  const target = first > 0 ? -length : length;
  v[0] = first - target;
  const weight = -1 / (target * (v[0] ?? 1)); // 2 / v'v
  for (let j = k; j < n; j++) {
    const along = weight * v.reduce((sum, x, i) => sum + x * H.get(k + 1 + i, j), 0);
    for (const [i, x] of v.entries()) H.set(k + 1 + i, j, H.get(k + 1 + i, j) - along * x);
  }
  for (let i = 0; i < n; i++) {
    const along = weight * v.reduce((sum, x, j) => sum + x * H.get(i, k + 1 + j), 0);
    for (const [j, x] of v.entries()) H.set(i, k + 1 + j, H.get(i, k + 1 + j) - along * x);
  }
  H.set(k + 1, k, target * scale);
  for (let i = k + 2; i < n; i++) H.set(i, k, 0);
}
