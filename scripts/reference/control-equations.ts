// Checkers of the area 01-control: matrix equations, gramians, pole placement, balanced truncation.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { z } from "zod";
import { continuousLyapunov, discreteLyapunov } from "../../src/control/equations/lyapunov.ts";
import type { RiccatiSolution } from "../../src/control/equations/riccati.ts";
import { continuousRiccati } from "../../src/control/equations/riccati-continuous.ts";
import { discreteRiccati } from "../../src/control/equations/riccati-discrete.ts";
import type { Weights } from "../../src/control/equations/riccati-door.ts";
import { stabilityLimit, type TimeKind } from "../../src/control/equations/stability-measure.ts";
import { type Checker, type Comparison, newComparison, real, realRows } from "./checker.ts";

const matrix = realRows.transform((rows) => new Matrix(rows));

/** |found - expected| <= rtol |expected| in the Frobenius norm. */
function nearInNorm(comparison: Comparison, what: string, found: Matrix, expected: Matrix, rtol: number): void {
  comparison.same(`${what}: shape`, [found.rows, found.columns], [expected.rows, expected.columns]);
  const difference = Matrix.sub(found, expected).norm("frobenius");
  const size = expected.norm("frobenius");
  comparison.near(`${what}: relative norm of the error`, size === 0 ? difference : difference / size, 0, {
    atol: rtol,
  });
}

/** A real array, or the two arrays of the parts. */
const complexes = z.union([
  z.array(real).transform((re) => re.map((x) => ({ re: x, im: 0 }))),
  z
    .object({ re: z.array(real), im: z.array(real) })
    .transform(({ re, im }) => re.map((x, k) => ({ re: x, im: im[k] ?? Number.NaN }))),
]);

/**
 * The eigenvalues of M against the expected ones, through the characteristic polynomial's own condition: for each
 * expected mode z, the smallest singular value of M - z I, relative to |M|, is a rounding (the distance to the nearest
 * matrix that has the mode). Eigenvalues themselves move by the n-th root of a rounding where they are multiple.
 */
function modesNear(comparison: Comparison, M: Matrix, expected: readonly { re: number; im: number }[]): void {
  for (const { re, im } of expected) {
    const I = Matrix.eye(M.rows, M.rows);
    const shifted = Matrix.sub(M, Matrix.mul(I, re));
    const rows = [
      ...shifted.to2DArray().map((row, i) => [...row, ...Matrix.mul(I, im).getRow(i)]),
      ...shifted.to2DArray().map((row, i) => [...Matrix.mul(I, -im).getRow(i), ...row]),
    ];
    const singular = new SingularValueDecomposition(new Matrix(rows)).diagonal;
    const smallest = Math.min(...singular) / Math.max(...singular, 1e-300);
    comparison.near(`closed-loop mode ${re} ${im}: backward error`, smallest, 0, { atol: 1e-12 });
  }
}

const lyapunovSchema = z.object({
  inputs: z.object({ A: matrix, Q: matrix }),
  expected: z.strictObject({ X: matrix }),
  tolerance: z.object({ rtol_norm: real }),
});

function lyapunov(solve: (A: Matrix, Q: Matrix) => Matrix): Checker {
  return (item) => {
    const { inputs, expected, tolerance } = lyapunovSchema.parse(item);
    const comparison = newComparison();
    nearInNorm(comparison, "X", solve(inputs.A, inputs.Q), expected.X, tolerance.rtol_norm);
    return comparison;
  };
}

const riccatiSchema = z.object({
  inputs: z.object({ A: matrix, B: matrix, Q: matrix, R: matrix, S: matrix }),
  expected: z.strictObject({
    X: matrix,
    K: matrix,
    closed_loop_eigs: complexes,
    stabilising: z.literal(true),
    cond_X: real,
  }),
  tolerance: z.object({ rtol_norm: real, rtol_norm_strict: real }),
});

/** X to the strict tolerance; the condition number of X only informs. */
function riccati(solve: (A: Matrix, B: Matrix, weights: Weights) => RiccatiSolution, kind: TimeKind): Checker {
  return (item) => {
    const { inputs, expected, tolerance } = riccatiSchema.parse(item);
    const { A, B, Q, R, S } = inputs;
    const { X, K, measure } = solve(A, B, { Q, R, S });
    const comparison = newComparison();
    nearInNorm(comparison, "X", X, expected.X, tolerance.rtol_norm_strict);
    nearInNorm(comparison, "K", K, expected.K, tolerance.rtol_norm);
    comparison.same("stabilising", measure < stabilityLimit(kind), expected.stabilising);
    modesNear(comparison, Matrix.sub(A, B.mmul(K)), expected.closed_loop_eigs);
    return comparison;
  };
}

export const controlEquationCheckers: Readonly<Record<string, Checker>> = {
  lyapunov_discrete: lyapunov(discreteLyapunov),
  lyapunov_continuous: lyapunov(continuousLyapunov),
  dare: riccati(discreteRiccati, "discrete"),
  care: riccati(continuousRiccati, "continuous"),
};
