// Singular values of a complex matrix.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import type { ComplexMatrix } from "../../numeric/complex.ts";

/** Largest singular value; 0 for a matrix without entries. */
export function largestSingularValue(matrix: ComplexMatrix): number {
  return singularValues(matrix)[0] ?? 0;
}

/** Smallest of the min(p, m) singular values of a p x m matrix. */
export function smallestSingularValue(matrix: ComplexMatrix): number {
  return singularValues(matrix).at(-1) ?? 0;
}

/** Those of [re, -im; im, re], in which each stands twice; descending. */
function singularValues({ re, im }: ComplexMatrix): readonly number[] {
  const [p, m] = [re.rows, re.columns];
  if (p === 0 || m === 0) return [];
  const real = Matrix.zeros(2 * p, 2 * m);
  real.setSubMatrix(re, 0, 0).setSubMatrix(re, p, m).setSubMatrix(im, p, 0);
  real.setSubMatrix(Matrix.mul(im, -1), 0, m);
  const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false, autoTranspose: true };
  return new SingularValueDecomposition(real, options).diagonal.filter((_, i) => i % 2 === 0);
}
