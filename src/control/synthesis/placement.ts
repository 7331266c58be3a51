// Pole placement: the state feedback u = -K x that gives A - B K chosen poles.
//
// With several inputs the eigenvectors of A - B K can be chosen, and are set far apart, so that the poles hardly move with
// errors of the model (`robust-eigenvectors.ts`). With one input K is unique; then, and where a pole repeats too often for
// independent eigenvectors, the Schur form of A - B K is built column by column (`placement-step.ts`): B leaves the rows
// U1' free, where U1 spans what is orthogonal to B, so X and T with U1'(A X - X T) = 0 and X orthogonal are all there is to
// find. Among the admissible columns the one that adds least above the diagonal is taken (Chu, "Pole assignment via the
// Schur form", Systems & Control Letters 56, 2007); with one input it is the orthogonal deflation of Miminis and Paige, "An
// algorithm for pole assignment of time invariant linear systems", Int. J. Control 35, 1982. The controllability matrix of
// Ackermann's formula is never formed.
import { Matrix, pseudoInverse, SingularValueDecomposition, solve } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { columns } from "../../numeric/matrix-blocks.ts";
import { columnSpace } from "../../numeric/pivoted-qr.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { STAIRCASE_TOLERANCE, staircase, uncontrollableModes } from "../analysis/controllability.ts";
import { notFinite, wrongShape } from "../equations/matrix-door.ts";
import { nextColumn, nextPair, type PartialSchur } from "./placement-step.ts";
import { robustEigenvectors } from "./robust-eigenvectors.ts";

/** A mode that no input moves counts as placed where it is this close to a wanted pole, relative to 1 + |mode|. */
const SAME_POLE = 1e-8;
/** Smallest singular value of unit eigenvectors, relative to the largest, whose inverse still keeps eight digits. */
const NEARLY_PARALLEL = 1e-8;
const ROUNDING = 2 ** -52;

/**
 * K with the eigenvalues of A - B K at the poles, in discrete or continuous time.
 * @param A n x n  @param B n x m  @param poles n, complex ones in conjugate pairs; any may repeat
 * @returns m x n
 * @throws UserError for wrong shapes, unpaired poles, and modes asked to move that no input moves
 */
export function placePoles(A: Matrix, B: Matrix, poles: readonly Complex[]): Matrix {
  checkArguments(A, B, poles);
  const { dimension, basis, A: turnedA, B: turnedB } = staircase(A, B, STAIRCASE_TOLERANCE);
  const wanted = withoutFixedModes(poles, dimension < A.rows ? uncontrollableModes(A, B, STAIRCASE_TOLERANCE) : []);
  const K = Matrix.zeros(B.columns, A.rows);
  if (dimension === 0) return K;
  const last = dimension - 1;
  const movable = placeControllable(
    turnedA.subMatrix(0, last, 0, last),
    turnedB.subMatrix(0, last, 0, B.columns - 1),
    wanted,
  );
  K.setSubMatrix(movable, 0, 0);
  return K.mmul(basis.transpose());
}

function placeControllable(A: Matrix, B: Matrix, poles: readonly Complex[]): Matrix {
  const n = A.rows;
  const { basis, rank } = columnSpace(B, ROUNDING * n * B.norm("frobenius"));
  const free = columns(basis, rank, n).transpose(); // U1'
  const bound = columns(basis, 0, rank).transpose(); // U0'
  const upper = poles.filter(({ im }) => im > 0);
  const chosen = [...upper, ...poles.filter(({ im }) => im === 0)];
  const loop = robustLoop(A, free, chosen, rank) ?? schurLoop(A, free, chosen);
  return pseudoInverse(bound.mmul(B)).mmul(bound.mmul(Matrix.sub(A, loop))); // B K = A - loop
}

/** V D V^-1; null where the eigenvectors are unique, too few, or too near to each other for a safe inverse. */
function robustLoop(A: Matrix, free: Matrix, poles: readonly Complex[], inputs: number): Matrix | null {
  const repeats = poles.map((pole) => poles.filter(({ re, im }) => re === pole.re && im === pole.im).length);
  if (inputs < 2 || Math.max(...repeats) > inputs) return null;
  const { V, D } = robustEigenvectors(A, free, poles);
  const { diagonal } = new SingularValueDecomposition(V);
  if (!(Math.min(...diagonal) > NEARLY_PARALLEL * Math.max(...diagonal))) return null;
  return solve(V.transpose(), V.mmul(D).transpose()).transpose();
}

/** X T X'. */
function schurLoop(A: Matrix, free: Matrix, poles: readonly Complex[]): Matrix {
  let schur: PartialSchur = { X: Matrix.zeros(A.rows, 0), T: Matrix.zeros(0, 0) };
  for (const pole of poles) {
    schur = pole.im > 0 ? nextPair(A, free, schur, pole) : nextColumn(A, free, schur, pole.re);
  }
  return schur.X.mmul(schur.T).mmul(schur.X.transpose());
}

/** The poles less those at which an immovable mode already lies. */
function withoutFixedModes(poles: readonly Complex[], modes: readonly Complex[]): readonly Complex[] {
  const left = [...poles];
  for (const mode of modes) {
    const near = ({ re, im }: Complex): boolean =>
      Math.abs(re - mode.re) + Math.abs(im - mode.im) <= SAME_POLE * (1 + Math.abs(mode.re) + Math.abs(mode.im));
    const at = left.findIndex(near);
    if (at < 0) throw immovable(mode);
    left.splice(at, 1);
  }
  return left;
}

function immovable({ re, im }: Complex): UserError {
  const mode = im === 0 ? `${re}` : `${re} ${im < 0 ? "-" : "+"} ${Math.abs(im)}i`;
  const message = `found no pole at ${mode}, a mode that no input moves; expected it among the poles: add it, or add an input`;
  return new UserError("pole placement", [{ place: "poles", message }]);
}

function checkArguments(A: Matrix, B: Matrix, poles: readonly Complex[]): void {
  const n = A.rows;
  const problems: Problem[] = [
    ...wrongShape("A", A, n, n),
    ...wrongShape("B", B, n, B.columns),
    ...notFinite("A", A),
    ...notFinite("B", B),
  ];
  if (poles.length !== n)
    problems.push({ place: "poles", message: `found ${poles.length}; expected ${n}, one per state` });
  const count = (re: number, im: number): number => poles.filter((pole) => pole.re === re && pole.im === im).length;
  const unpaired = poles.find(({ re, im }) => count(re, im) !== count(re, -im));
  if (unpaired !== undefined) {
    const message = `found ${unpaired.re} + ${unpaired.im}i without its conjugate; expected complex poles in pairs`;
    problems.push({ place: "poles", message });
  }
  if (problems.length > 0) throw new UserError("pole placement", problems);
}
