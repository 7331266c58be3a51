// The door of the Riccati equations: shapes, symmetry and finite entries, and why no solution was found.
import { Matrix } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { symmetricEigen } from "../../numeric/symmetric-eigen.ts";
import { symmetricPart } from "../../numeric/symmetric-part.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { STAIRCASE_TOLERANCE, uncontrollableModes, unobservableModes } from "../analysis/controllability.ts";
import { notFinite, wrongShape } from "./matrix-door.ts";
import type { RiccatiEquation } from "./riccati.ts";
import { modeMeasure, stabilityLimit, type TimeKind } from "./stability-measure.ts";

/** Relative asymmetry that rounding may leave in a weight. */
const ASYMMETRY = 1e-12;
/** Modes so close to the limit of stability count as lying on it. */
const BOUNDARY = 1e-9;
/** Ratio of the smallest to the largest eigenvalue (moduli) below which a weight counts as singular. */
const SINGULAR = 1e-13;

/** The weights of the states, of the inputs and of their products. */
export interface Weights {
  /** n x n, symmetric. */
  readonly Q: Matrix;
  /** m x m, symmetric. */
  readonly R: Matrix;
  /** n x m; zero where absent. */
  readonly S?: Matrix;
}

/** @throws UserError with every wrong shape, asymmetry and entry */
export function riccatiEquation(kind: TimeKind, A: Matrix, B: Matrix, weights: Weights): RiccatiEquation {
  const { Q, R, S = Matrix.zeros(A.rows, B.columns) } = weights;
  const [n, m] = [A.rows, B.columns];
  const problems = [
    ...wrongShape("A", A, n, n),
    ...wrongShape("B", B, n, m),
    ...wrongShape("Q", Q, n, n),
    ...wrongShape("R", R, m, m),
    ...wrongShape("S", S, n, m),
    ...[A, B, Q, R, S].flatMap((M, k) => notFinite("ABQRS".charAt(k), M)),
  ];
  if (problems.length === 0) problems.push(...asymmetry("Q", Q), ...asymmetry("R", R));
  if (problems.length > 0) throw new UserError(equationName(kind), problems);
  return { kind, A, B, Q: symmetricPart(Q), R: symmetricPart(R), S };
}

export function equationName(kind: TimeKind): string {
  return `${kind} Riccati equation`;
}

function asymmetry(place: string, M: Matrix): readonly Problem[] {
  const difference = Matrix.sub(M, M.transpose()).norm("frobenius");
  if (difference <= ASYMMETRY * M.norm("frobenius")) return [];
  return [{ place, message: "found a matrix that is not symmetric; expected a symmetric weight, use (M + M') / 2" }];
}

/** Whether a weight of the inputs has no usable inverse. */
export function isSingularWeight(R: Matrix): boolean {
  const sizes = symmetricEigen(Float64Array.from(R.to1DArray()), R.rows).values.map(Math.abs);
  return !(Math.min(...sizes) > SINGULAR * Math.max(...sizes));
}

/** Throws where a mode that no input moves is not stable. */
export function refuseUnstabilisable({ kind, A, B }: RiccatiEquation): void {
  const limit = stabilityLimit(kind);
  const stuck = uncontrollableModes(A, B, STAIRCASE_TOLERANCE).find(
    (mode) => modeMeasure(mode, kind) >= limit - BOUNDARY,
  );
  if (stuck === undefined) return;
  const message = `found the mode ${written(stuck)}, which is not stable and which no input moves; expected a stabilisable pair: add an input or leave that state out`;
  throw new UserError(equationName(kind), [{ place: "(A, B)", message }]);
}

/** Throws where a mode on the limit of stability costs nothing, so that nothing makes the optimum stabilise it. */
export function refuseUnobservable(equation: RiccatiEquation, freeA: Matrix, freeQ: Matrix): void {
  const limit = stabilityLimit(equation.kind);
  const unseen = unobservableModes(freeA, freeQ, STAIRCASE_TOLERANCE).find(
    (mode) => Math.abs(modeMeasure(mode, equation.kind) - limit) <= BOUNDARY,
  );
  if (unseen === undefined) return;
  const message = `found the mode ${written(unseen)} on the limit of stability without a weight; expected a detectable pair: weigh that state in Q`;
  throw new UserError(equationName(equation.kind), [{ place: "(A, Q)", message }]);
}

function written({ re, im }: Complex): string {
  return im === 0 ? `${re}` : `${re} ± ${Math.abs(im)}i`;
}
