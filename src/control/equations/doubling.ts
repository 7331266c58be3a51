// The stabilising solution of X = A'X (I + G X)^-1 A + H by doubling: each step looks twice as many samples ahead.
//
// Structure-preserving doubling, Chu, Fan, Lin and Wang, "Structure-preserving algorithms for periodic discrete-time
// algebraic Riccati equations", Int. J. Control 77, 2004, section 3.
import { LuDecomposition, Matrix } from "ml-matrix";
import { flatNorm, flatProduct, flatSolve, flatSymmetrise, flatTranspose } from "../../numeric/flat-matrix.ts";
import { symmetricPart } from "../../numeric/symmetric-part.ts";

/** Additions fall quadratically: after one this small, relative to X, the next would be its square. */
const LAST_ADDITION = 1e-9;
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
  const n = start.A.rows;
  let A: Float64Array = Float64Array.from(start.A.to1DArray());
  const G = Float64Array.from(start.G.to1DArray());
  const H = Float64Array.from(start.H.to1DArray());
  for (let step = 0; step < MOST_DOUBLINGS; step++) {
    const W = flatProduct(G, H, n);
    for (let i = 0; i < n; i++) W[i * n + i] = (W[i * n + i] ?? 0) + 1;
    const movedA = A.slice();
    const movedG = G.slice();
    if (!flatSolve(W, [movedA, movedG], n)) return null; // (I + G H)^-1 A, (I + G H)^-1 G
    const At = flatTranspose(A, n);
    const addedG = flatSymmetrise(flatProduct(flatProduct(A, movedG, n), At, n), n);
    const addedH = flatSymmetrise(flatProduct(flatProduct(At, H, n), movedA, n), n);
    A = flatProduct(A, movedA, n);
    for (let k = 0; k < n * n; k++) {
      G[k] = (G[k] ?? 0) + (addedG[k] ?? 0);
      H[k] = (H[k] ?? 0) + (addedH[k] ?? 0);
    }
    const size = flatNorm(H);
    if (!Number.isFinite(size)) return null;
    if (flatNorm(addedH) <= LAST_ADDITION * size) break;
  }
  return Matrix.from1DArray(n, n, H);
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
