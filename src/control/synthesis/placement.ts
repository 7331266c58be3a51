// Pole placement: the state feedback u = -K x that gives A - B K chosen poles.
//
// The Schur form of A - B K is built column by column: B leaves the rows U1' free, where U1 spans what is orthogonal to B,
// so X and T with U1'(A X - X T) = 0 and X orthogonal are all there is to find. Among the admissible columns the one that
// adds least above the diagonal is taken, which keeps the closed loop near a normal matrix and its poles insensitive.
// Chu, "Pole assignment via the Schur form", Systems & Control Letters 56, 2007. With one input K is unique, and the same
// steps are the orthogonal deflation of Miminis and Paige, "An algorithm for pole assignment of time invariant linear
// systems", Int. J. Control 35, 1982; the controllability matrix of Ackermann's formula is never formed.
import { Matrix, pseudoInverse } from "ml-matrix";
import type { Complex } from "../../numeric/complex.ts";
import { columnSpace, columns } from "../../numeric/pivoted-qr.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { STAIRCASE_TOLERANCE, staircase, uncontrollableModes } from "../analysis/controllability.ts";
import { notFinite, wrongShape } from "../equations/matrix-door.ts";
import { nextColumn, nextPair, type PartialSchur } from "./placement-step.ts";

/** A mode that no input moves counts as placed where it is this close to a wanted pole, relative to 1 + |mode|. */
const SAME_POLE = 1e-8;
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
  let schur: PartialSchur = { X: Matrix.zeros(n, 0), T: Matrix.zeros(0, 0) };
  for (const pole of poles.filter(({ im }) => im > 0)) schur = nextPair(A, free, schur, pole);
  for (const pole of poles.filter(({ im }) => im === 0)) schur = nextColumn(A, free, schur, pole.re);
  const { X, T } = schur;
  const left = Matrix.sub(A, X.mmul(T).mmul(X.transpose())); // B K
  return pseudoInverse(bound.mmul(B)).mmul(bound.mmul(left));
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
