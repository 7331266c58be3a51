// Units of the states in which a Riccati equation is well scaled: powers of two, so that changing them rounds nothing.
//
// Balancing of the Hamiltonian matrix [A, -G; -Q, -A'] by diag(D, 1/D): each state's unit makes what drives it as large as
// what it drives (Parlett and Reinsch, "Balancing a matrix for calculation of eigenvalues and eigenvectors", Numerische
// Mathematik 13, 1969, on the symplectic diagonal of Benner, "Symplectic balancing of Hamiltonian matrices", SIAM J. Sci.
// Comput. 22, 2001).
import type { Matrix } from "ml-matrix";
import type { RiccatiEquation, RiccatiSolution } from "./riccati.ts";

/** Rounds through the states; more than a few are rare. */
const MOST_ROUNDS = 20;

/** Units d_i of the states, x = D z. @param equation of x  @param G B R^-1 B' or B B', n x n */
export function balancingUnits({ A, Q }: RiccatiEquation, G: Matrix): Float64Array {
  const n = A.rows;
  const units = new Float64Array(n).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      const own = units[i] ?? 1;
      let driving = 0; // row i: what enters the state
      let driven = 0; // column i: what the state enters
      for (let j = 0; j < n; j++) {
        const other = units[j] ?? 1;
        driving += Math.abs(G.get(i, j)) / (own * other);
        driven += Math.abs(Q.get(i, j)) * own * other;
        if (j === i) continue;
        driving += (Math.abs(A.get(i, j)) * other) / own;
        driven += (Math.abs(A.get(j, i)) * own) / other;
      }
      const factor = powerOfTwo(driving, driven);
      if (factor === 1) continue;
      units[i] = own * factor;
      changed = true;
    }
    if (!changed) break;
  }
  return units;
}

/** The equation of z, x = D z. */
export function inUnits(equation: RiccatiEquation, units: Float64Array): RiccatiEquation {
  const { A, B, Q, S } = equation;
  return {
    ...equation,
    A: scaled(A, (i, j) => unit(units, j) / unit(units, i)),
    B: scaled(B, (i) => 1 / unit(units, i)),
    Q: scaled(Q, (i, j) => unit(units, i) * unit(units, j)),
    S: scaled(S, (i) => unit(units, i)),
  };
}

/** The solution for x from that for z. */
export function outOfUnits({ X, K, measure }: RiccatiSolution, units: Float64Array): RiccatiSolution {
  return {
    X: scaled(X, (i, j) => 1 / (unit(units, i) * unit(units, j))),
    K: scaled(K, (_, j) => 1 / unit(units, j)),
    measure,
  };
}

function scaled(M: Matrix, factor: (i: number, j: number) => number): Matrix {
  const result = M.clone();
  for (let i = 0; i < M.rows; i++) for (let j = 0; j < M.columns; j++) result.set(i, j, M.get(i, j) * factor(i, j));
  return result;
}

function unit(units: Float64Array, i: number): number {
  return units[i] ?? 1;
}

/** The power of two nearest below sqrt(driving / driven), within 2^20; 1 where it is near or where one of both is zero. */
function powerOfTwo(driving: number, driven: number): number {
  if (driving === 0 || driven === 0) return 1;
  let factor = 1;
  while (driving > 4 * driven * factor * factor && factor < 2 ** 20) factor *= 2;
  while (4 * driving < driven * factor * factor && factor > 2 ** -20) factor /= 2;
  return factor;
}
