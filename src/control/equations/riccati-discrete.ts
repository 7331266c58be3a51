// The discrete algebraic Riccati equation A'XA - X - (A'XB + S)(R + B'XB)^-1 (B'XA + S') + Q = 0.
import { Matrix } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import { balancingUnits, inUnits, outOfUnits } from "./balancing.ts";
import { doubling } from "./doubling.ts";
import { type RiccatiEquation, type RiccatiSolution, refinedSolution, withoutCross } from "./riccati.ts";
import {
  equationName,
  isSingularWeight,
  refuseUnobservable,
  refuseUnstabilisable,
  riccatiEquation,
  type Weights,
} from "./riccati-door.ts";

/** Sizes of the trial X0 = c I behind which a singular R becomes regular, in units of the weights. */
const SHIFTS = [1, 1 / 16, 16, 1 / 256, 256];
/** Closer to the limit of stability than this the modes are looked at one by one. */
const SUSPICIOUS = 1e-6;

/**
 * The stabilising solution X and its gain K = (R + B'XB)^-1 (B'XA + S'), for x+ = A x + B u, u = -K x.
 * @param A n x n  @param B n x m  @param weights R may be singular as long as R + B'XB is not
 * @throws UserError for wrong shapes, asymmetric weights, an unstabilisable (A, B), an undetectable (A, Q)
 */
export function discreteRiccati(A: Matrix, B: Matrix, weights: Weights): RiccatiSolution {
  const given = riccatiEquation("discrete", A, B, weights);
  const units = balancingUnits(given, B.mmul(B.transpose()));
  return outOfUnits(balancedSolution(inUnits(given, units)), units);
}

function balancedSolution(equation: RiccatiEquation): RiccatiSolution {
  const solution = stabilisingSolution(equation);
  if (solution !== null && solution.measure < 1 - SUSPICIOUS) return solution;
  refuseUnstabilisable(equation);
  if (!isSingularWeight(equation.R)) {
    const { A: freeA, Q: freeQ } = withoutCross(equation);
    refuseUnobservable(equation, freeA, freeQ);
  }
  if (solution !== null) return solution;
  const message = "found no stabilising solution; expected weights with R + B'XB regular: enlarge R, or Q";
  throw new UserError(equationName("discrete"), [{ place: "(Q, R, S)", message }]);
}

function stabilisingSolution(equation: RiccatiEquation): RiccatiSolution | null {
  const direct = isSingularWeight(equation.R) ? null : shiftedSolution(equation, 0);
  if (direct !== null) return direct;
  const { B, Q, R } = equation;
  const inputs = B.norm("frobenius") ** 2;
  const size = Q.norm("frobenius") + (inputs === 0 ? 0 : R.norm("frobenius") / inputs);
  for (const shift of SHIFTS) {
    const solution = shiftedSolution(equation, shift * size);
    if (solution !== null) return solution;
  }
  return null;
}

/** X = c I + D, where D solves the equation of the cost that is left when c |x|^2 is taken out. */
function shiftedSolution(equation: RiccatiEquation, c: number): RiccatiSolution | null {
  const { A, B, Q, R, S } = equation;
  const I = Matrix.eye(A.rows, A.rows);
  const At = A.transpose();
  const left: RiccatiEquation = {
    ...equation,
    Q: Matrix.add(Q, Matrix.sub(At.mmul(A), I).mul(c)),
    R: Matrix.add(R, B.transpose().mmul(B).mul(c)),
    S: Matrix.add(S, At.mmul(B).mul(c)),
  };
  if (c > 0 && isSingularWeight(left.R)) return null;
  const { A: freeA, Q: freeQ, G } = withoutCross(left);
  const D = doubling({ A: freeA, G, H: freeQ });
  return D === null ? null : refinedSolution(equation, Matrix.add(D, I.mul(c)));
}
