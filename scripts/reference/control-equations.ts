// Checkers of the area 01-control: matrix equations, gramians, pole placement, balanced truncation.
import { Matrix } from "ml-matrix";
import { z } from "zod";
import { continuousLyapunov, discreteLyapunov } from "../../src/control/equations/lyapunov.ts";
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

export const controlEquationCheckers: Readonly<Record<string, Checker>> = {
  lyapunov_discrete: lyapunov(discreteLyapunov),
  lyapunov_continuous: lyapunov(continuousLyapunov),
};
