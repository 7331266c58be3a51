// The stabilising solution of X = A'X (I + G X)^-1 A + H by doubling: each step looks twice as many samples ahead.
//
// Structure-preserving doubling, Chu, Fan, Lin and Wang, "Structure-preserving algorithms for periodic discrete-time
// algebraic Riccati equations", Int. J. Control 77, 2004, section 3.
import { LuDecomposition, Matrix } from "ml-matrix";
import { symmetricPart } from "../../numeric/symmetric-part.ts";

const ROUNDING = 2 ** -52;
/** Enough for a closed loop whose spectral radius is within 1e-15 of 1. */
const MOST_DOUBLINGS = 60;

/** Coefficients, all n x n; G and H symmetric. */
export interface Symplectic {
  readonly A: Matrix;
  readonly G: Matrix;
  readonly H: Matrix;
}

/** X, to the accuracy that the conditioning of the doubled steps leaves; null where a step is singular. */
export function doubling(start: Symplectic): Matrix | null {
  let { A, G, H } = start;
  const I = Matrix.eye(A.rows, A.rows);
  for (let step = 0; step < MOST_DOUBLINGS; step++) {
    const lu = new LuDecomposition(Matrix.add(I, G.mmul(H)));
    if (lu.isSingular()) return null;
    const At = A.transpose();
    const propagated = lu.solve(A); // (I + G H)^-1 A
    const added = symmetricPart(At.mmul(H).mmul(propagated));
    G = Matrix.add(G, symmetricPart(A.mmul(lu.solve(G)).mmul(At)));
    A = A.mmul(propagated);
    H = Matrix.add(H, added);
    const size = H.norm("frobenius");
    if (!Number.isFinite(size)) return null;
    if (added.norm("frobenius") <= ROUNDING * size) return H;
  }
  return H;
}

/**
 * The discrete equation with the stabilising solution of A'X + X A - X G X + H = 0 (Cayley transform).
 * Chu, Fan and Lin, "A structure-preserving doubling algorithm for continuous-time algebraic Riccati equations", Linear
 * Algebra and its Applications 396, 2005, equation 8.
 * @param rate gamma > 0, larger than the moduli of the eigenvalues of A  @returns null where a factor is singular
 */
export function cayley({ A, G, H }: Symplectic, rate: number): Symplectic | null {
  const n = A.rows;
  const I = Matrix.eye(n, n);
  const shifted = new LuDecomposition(Matrix.sub(A, Matrix.mul(I, rate)));
  if (shifted.isSingular()) return null;
  const inverseShifted = shifted.solve(I);
  const GH = G.mmul(inverseShifted.transpose()).mmul(H);
  const W = new LuDecomposition(Matrix.sub(A, Matrix.mul(I, rate)).add(GH)); // A_g + G A_g^-T H
  if (W.isSingular()) return null;
  const inverseW = W.solve(I);
  return {
    A: Matrix.add(I, Matrix.mul(inverseW, 2 * rate)),
    G: symmetricPart(
      inverseShifted
        .mmul(G)
        .mmul(inverseW.transpose())
        .mul(2 * rate),
    ),
    H: symmetricPart(
      inverseW
        .transpose()
        .mmul(H)
        .mmul(inverseShifted)
        .mul(2 * rate),
    ),
  };
}
