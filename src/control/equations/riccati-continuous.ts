// The continuous algebraic Riccati equation A'X + XA - (XB + S) R^-1 (B'X + S') + Q = 0.
import { Matrix } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import { balancingUnits, inUnits, outOfUnits } from "./balancing.ts";
import { cayley, doubling, type Symplectic } from "./doubling.ts";
import {
  defectEquation,
  type RiccatiEquation,
  type RiccatiSolution,
  refinedSolution,
  withoutCross,
} from "./riccati.ts";
import {
  equationName,
  isSingularWeight,
  refuseUnobservable,
  refuseUnstabilisable,
  riccatiEquation,
  type Weights,
} from "./riccati-door.ts";

/**
 * Rates of the Cayley transform, in units of a bound on the eigenvalues; the later, nearer to the slow modes of a badly
 * scaled model, serve where the doubled steps have lost those.
 */
const RATES = [1, 1 / 19, 1 / 300, 1 / 5000, 3.1];
/** Starts that are solved for once more, from what they leave of the equation. */
const MOST_DEFECTS = 3;
/** Closer to the limit of stability than this, relative to the fastest mode, the modes are looked at one by one. */
const SUSPICIOUS = 1e-6;

/**
 * The stabilising solution X and its gain K = R^-1 (B'X + S'), for x' = A x + B u, u = -K x.
 * @param A n x n  @param B n x m  @param weights R regular
 * @throws UserError for wrong shapes, asymmetric weights, a singular R, an unstabilisable (A, B), an undetectable (A, Q)
 */
export function continuousRiccati(A: Matrix, B: Matrix, weights: Weights): RiccatiSolution {
  const given = riccatiEquation("continuous", A, B, weights);
  if (isSingularWeight(given.R)) {
    const message = "found a singular matrix; expected every input to cost something: weigh each of them";
    throw new UserError(equationName("continuous"), [{ place: "R", message }]);
  }
  const units = balancingUnits(given, withoutCross(given).G);
  return outOfUnits(balancedSolution(inUnits(given, units)), units);
}

function balancedSolution(equation: RiccatiEquation): RiccatiSolution {
  const { A: freeA, Q: freeQ, G } = withoutCross(equation);
  const hamiltonian = { A: freeA, G, H: freeQ };
  const fastest = fastestRate(hamiltonian);
  const solution = stabilisingSolution(equation, hamiltonian, fastest);
  if (solution !== null && solution.measure < -SUSPICIOUS * fastest) return solution;
  refuseUnstabilisable(equation);
  refuseUnobservable(equation, freeA, freeQ);
  if (solution !== null) return solution;
  const message =
    "found no stabilising solution: to working precision the Hamiltonian matrix has modes on the imaginary axis; enlarge R, or Q";
  throw new UserError(equationName("continuous"), [{ place: "(Q, R, S)", message }]);
}

/** A bound on the moduli of the eigenvalues of the Hamiltonian matrix after balancing its two weights. */
function fastestRate({ A, G, H }: Symplectic): number {
  const bound = A.norm("frobenius") + Math.sqrt(G.norm("frobenius") * H.norm("frobenius"));
  return bound > 0 ? bound : 1;
}

function stabilisingSolution(
  equation: RiccatiEquation,
  hamiltonian: Symplectic,
  fastest: number,
): RiccatiSolution | null {
  for (const rate of RATES) {
    let start = doubledSolution(hamiltonian, rate * fastest);
    for (let attempt = 0; attempt < MOST_DEFECTS && start !== null; attempt++) {
      const solution = refinedSolution(equation, start);
      if (solution !== null) return solution;
      const defect = defectEquation(equation, start);
      const correction: Matrix | null =
        defect === null ? null : doubledSolution({ ...hamiltonian, ...defect }, rate * fastest);
      start = correction === null ? null : Matrix.add(start, correction);
    }
  }
  return null;
}

function doubledSolution(hamiltonian: Symplectic, rate: number): Matrix | null {
  const transformed = cayley(hamiltonian, rate);
  return transformed === null ? null : doubling(transformed);
}
