// Transfer functions as state-space models and back.
import { Matrix, solve } from "ml-matrix";
import { magnitude, polynomialAt } from "../../numeric/complex.ts";
import { polynomialOf } from "../../numeric/polynomial-roots.ts";
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { withBalancedStates } from "./balanced-states.ts";
import { delayed } from "./delays.ts";
import { poles, zeros } from "./poles-zeros.ts";
import { checkCount, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";
import type { TransferFunction } from "./transfer-function.ts";

/**
 * Controllable canonical form (Kailath, Linear Systems, 1980, section 2.1.1) with its states balanced; the delay becomes
 * shift states.
 * @throws UserError for more zeros than poles, a zero denominator, or a delay in continuous time
 */
export function stateSpaceOf(system: TransferFunction): StateSpace {
  const { num, den } = properParts(system);
  const n = den.length - 1;
  const direct = num[0] ?? 0;
  const A = Matrix.zeros(n, n);
  const C = Matrix.zeros(1, n);
  for (let j = 0; j < n; j++) {
    A.set(0, j, -(den[j + 1] ?? 0));
    C.set(0, j, (num[j + 1] ?? 0) - direct * (den[j + 1] ?? 0));
    if (j > 0) A.set(j, j - 1, 1);
  }
  const B = Matrix.zeros(n, 1);
  if (n > 0) B.set(0, 0, 1);
  const { sampleTime, timeUnit } = system;
  return delayed(withBalancedStates({ A, B, C, D: new Matrix([[direct]]), sampleTime, timeUnit }), system.delay);
}

/**
 * num and den from zeros, poles and one value of the response: no difference of determinants, which would lose the small
 * coefficients. Delays of a state-space model are poles at z = 0, so `delay` is 0. Nothing is cancelled.
 * @param system one input, one output
 */
export function transferFunctionOf(system: StateSpace): TransferFunction {
  checkSystem("transferFunctionOf", system);
  checkCount("transferFunctionOf", "inputs (columns of D)", system.D.columns, 1);
  checkCount("transferFunctionOf", "outputs (rows of D)", system.D.rows, 1);
  const { A, B, C, D, sampleTime, timeUnit } = system;
  const [modes, roots] = [poles(system), zeros(system)];
  const den = polynomialOf(modes, 1);
  const scale = [...modes, ...roots].reduce((most, root) => Math.max(most, magnitude(root)), 0);
  const point = { re: scale === 0 ? 1 : 2 * scale, im: 0 }; // beyond every pole and zero: nothing cancels there
  const states = A.rows === 0 ? B : solve(Matrix.mul(Matrix.eye(A.rows, A.rows), point.re).sub(A), B);
  const response = C.mmul(states).add(D).get(0, 0);
  const unit = polynomialOf(roots, 1);
  const gain = (response * polynomialAt(den, point).re) / polynomialAt(unit, point).re;
  const num = response === 0 ? [0] : unit.map((c) => c * gain);
  return { num, den, delay: 0, sampleTime, timeUnit };
}

/** num and den of equal length, den with leading coefficient 1. */
function properParts({ num, den, delay, sampleTime }: TransferFunction): { num: number[]; den: number[] } {
  const start = den.findIndex((c) => c !== 0);
  const lead = den[start];
  const problems: Problem[] = [];
  const top = num.slice(num.findIndex((c) => c !== 0));
  const degrees = { num: num.every((c) => c === 0) ? 0 : top.length - 1, den: den.length - 1 - start };
  if (lead === undefined) problems.push({ place: "den", message: "found no coefficient other than 0; expected one" });
  else if (degrees.num > degrees.den) {
    const message = `found degree ${degrees.num} above degree ${degrees.den} of den; expected a proper ratio; add a lag (a pole) to the model`;
    problems.push({ place: "num", message });
  }
  if (sampleTime === 0 && delay !== 0) {
    const message = `found ${delay} in continuous time; expected 0: a delay has no finite state there; sample the transfer function first`;
    problems.push({ place: "delay", message });
  }
  if (problems.length > 0 || lead === undefined) throw new UserError("transfer function", problems);
  const width = degrees.den + 1;
  const padded = [...Array.from({ length: Math.max(0, width - num.length) }, () => 0), ...num].slice(-width);
  return { num: padded.map((c) => c / lead), den: den.slice(start).map((c) => c / lead) };
}
