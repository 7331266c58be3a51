// Poles and zeros of a state-space loop with one input and one output, relative to the origin of slow behaviour.
import { Matrix } from "ml-matrix";
import { type Complex, magnitude } from "../../numeric/complex.ts";
import { eigenvalues } from "../../numeric/eigenvalues.ts";
import { polynomialOf } from "../../numeric/polynomial-roots.ts";
import { UserError } from "../../numeric/user-error.ts";
import type { StateSpace } from "../linear/state-space.ts";

const NEGLIGIBLE = 2 ** -44; // what rounding leaves of an entry that is zero, relative to its row and column
const CLUSTER = 2 ** -42; // the same for symmetric functions of eigenvalues, relative to powers of the matrix norm

/** Poles as s, or as q = z - 1: eigenvalues of A - I; an integrator is exactly 0. */
export function systemPoles({ A, sampleTime }: StateSpace): readonly Complex[] {
  return pointsOf(slowForm(A, sampleTime));
}

/** Generator of the motion about the origin: A, or A - I in discrete time. */
export function slowForm(A: Matrix, sampleTime: number): Matrix {
  return sampleTime === 0 ? A : Matrix.sub(A, Matrix.eye(A.rows));
}

/**
 * Zeros and gain of L = gain (product of zeros) / (product of poles). While the output does not see the input, the state
 * seen by the output must rest at 0: a reflection makes it a coordinate, which becomes the next output (the deflation of
 * Emami-Naeini and Van Dooren, "Computation of zeros of linear multivariable systems", Automatica 18, 1982, for one
 * input and one output). The gain is 0 and there are no zeros where the output never sees the input.
 * @throws UserError unless the loop has one input and one output
 */
export function stateSpaceZeros(loop: StateSpace): { readonly zeros: readonly Complex[]; readonly gain: number } {
  if (loop.B.columns !== 1 || loop.C.rows !== 1) {
    const message = `found ${loop.B.columns} inputs and ${loop.C.rows} outputs; expected one of each; break the loop at one channel, or ask for the disk margin of the whole loop`;
    throw new UserError("loop", [{ place: "B, C", message }]);
  }
  let [A, B, C] = [slowForm(loop.A, loop.sampleTime), loop.B, loop.C];
  let [through, gain] = [loop.D.get(0, 0), 1];
  while (Math.abs(through) <= NEGLIGIBLE * C.norm() * B.norm() && A.rows > 0) {
    const seen = C.norm();
    if (seen === 0) return { zeros: [], gain: 0 };
    const H = reflectionOnto(C);
    const [turned, input] = [H.mmul(A).mmul(H), H.mmul(B)];
    through = input.get(0, 0);
    gain *= seen;
    const n = A.rows;
    if (n === 1) return { zeros: [], gain: gain * through };
    A = turned.subMatrix(1, n - 1, 1, n - 1);
    C = turned.subMatrix(0, 0, 1, n - 1);
    B = input.subMatrix(1, n - 1, 0, 0);
  }
  if (through === 0) return { zeros: [], gain: 0 };
  const inner = A.rows === 0 ? A : Matrix.sub(A, B.mmul(C).div(through));
  return { zeros: pointsOf(inner), gain: gain * through };
}

/** The symmetric orthogonal H with C H = [norm(C), 0, ..., 0]. */
function reflectionOnto(C: Matrix): Matrix {
  const n = C.columns;
  const v = C.transpose();
  const length = v.norm();
  const lead = v.get(0, 0);
  const rest = n === 1 ? 0 : v.subMatrix(1, n - 1, 0, 0).norm();
  v.set(0, 0, lead > 0 ? (-rest * rest) / (lead + length) : lead - length);
  const squared = v.get(0, 0) ** 2 + rest * rest;
  if (squared === 0) return Matrix.eye(n);
  return Matrix.sub(Matrix.eye(n), v.mmul(v.transpose()).mul(2 / squared));
}

function pointsOf(generator: Matrix): readonly Complex[] {
  if (generator.rows === 0) return [];
  return originsExact(eigenvalues(generator), generator.norm());
}

/**
 * The m smallest become exactly 0 where they are what rounding makes of an m-fold 0: their elementary symmetric functions
 * are of the size of rounding, although each alone may be as large as the m-th root of it.
 */
function originsExact(points: readonly Complex[], scale: number): readonly Complex[] {
  const sorted = points.toSorted((p, q) => magnitude(p) - magnitude(q));
  for (let m = sorted.length; m > 0; m--) {
    if (isMultipleOrigin(sorted.slice(0, m), scale)) return sorted.map((p, i) => (i < m ? { re: 0, im: 0 } : p));
  }
  return sorted;
}

function isMultipleOrigin(points: readonly Complex[], scale: number): boolean {
  let bound = CLUSTER;
  const split = Math.abs(points.reduce((sum, { im }) => sum + im, 0)) > CLUSTER * scale; // half of a conjugate pair
  if (split) return false;
  for (const coefficient of polynomialOf(points, 1).slice(1)) {
    bound *= scale;
    if (!(Math.abs(coefficient) <= bound)) return false;
  }
  return true;
}
