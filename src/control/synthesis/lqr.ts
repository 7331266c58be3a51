// The linear-quadratic regulator: the state feedback that is cheapest in squares of states and inputs.
import { Matrix } from "ml-matrix";
import { symmetricEigen } from "../../numeric/symmetric-eigen.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import type { RiccatiSolution } from "../equations/riccati.ts";
import { continuousRiccati } from "../equations/riccati-continuous.ts";
import { discreteRiccati } from "../equations/riccati-discrete.ts";
import type { Weights } from "../equations/riccati-door.ts";
import { timeKind } from "../equations/stability-measure.ts";
import type { StateSpace } from "../linear/state-space.ts";

/** Relative size of a negative eigenvalue that rounding may leave in a weight. */
const NEGATIVE = 1e-10;

/**
 * u = -K x minimising the sum (integral) of x'Qx + 2 x'S u + u'R u; x'Xx is the least cost from x.
 * Anderson and Moore, Optimal Control: Linear Quadratic Methods, 1990, chapters 2 and 3.
 * @param weights Q n x n and R m x m, symmetric, without negative eigenvalues; S n x m
 * @throws UserError for wrong shapes, weights with negative eigenvalues and models that no feedback stabilises
 */
export function lqr(model: StateSpace, weights: Weights): RiccatiSolution {
  const problems = [...negative("Q", weights.Q), ...negative("R", weights.R)];
  if (problems.length > 0) throw new UserError("linear-quadratic regulator", problems);
  const solve = timeKind(model) === "discrete" ? discreteRiccati : continuousRiccati;
  return solve(model.A, model.B, weights);
}

/** A - B K. @param K m x n */
export function closedLoopMatrix(model: StateSpace, K: Matrix): Matrix {
  return Matrix.sub(model.A, model.B.mmul(K));
}

/** One problem where a square matrix of finite numbers has a negative eigenvalue; other faults are found later. */
function negative(place: string, M: Matrix): readonly Problem[] {
  if (!M.isSquare() || M.to1DArray().some((entry) => !Number.isFinite(entry))) return [];
  const { values } = symmetricEigen(Float64Array.from(M.to1DArray()), M.rows);
  const least = Math.min(...values);
  if (least >= -NEGATIVE * Math.max(...values.map(Math.abs))) return [];
  return [
    { place, message: `found the eigenvalue ${least}; expected none below 0: a negative weight rewards deviations` },
  ];
}
