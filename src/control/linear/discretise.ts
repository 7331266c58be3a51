// Sampled versions of models in continuous time: zero-order hold and Tustin's rule.
import { Matrix, solve } from "ml-matrix";
import { blockMatrix, part } from "../../numeric/block-matrix.ts";
import { matrixExponential } from "../../numeric/matrix-exponential.ts";
import { rowCompression } from "../../numeric/row-compression.ts";
import { cos, sin } from "../../numeric/trigonometric.ts";
import { UserError } from "../../numeric/user-error.ts";
import { stateSpaceOf, transferFunctionOf } from "./convert.ts";
import { wholeSamples } from "./delays.ts";
import { checkContinuous, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";
import type { TransferFunction } from "./transfer-function.ts";

/**
 * Exact at the samples for inputs that are constant between them: the exponential of [A B; 0 0] h.
 * Van Loan, "Computing integrals involving the matrix exponential", IEEE Trans. Automatic Control 23, 1978.
 * @param sampleTime h, in the model's time unit
 */
export function zeroOrderHold(system: StateSpace, sampleTime: number): StateSpace {
  checkSystem("zeroOrderHold", system);
  checkContinuous("zeroOrderHold", system, sampleTime);
  const [n, m] = [system.A.rows, system.B.columns];
  const whole = matrixExponential(
    blockMatrix([
      [system.A, system.B],
      [Matrix.zeros(m, n), Matrix.zeros(m, m)],
    ]).mul(sampleTime),
  );
  return { ...system, A: part(whole, [0, n], [0, n]), B: part(whole, [0, n], [n, n + m]), sampleTime };
}

/** The same for a transfer function; its delay must be a multiple of the sample time. */
export function zeroOrderHoldTransfer(system: TransferFunction, sampleTime: number): TransferFunction {
  checkContinuous("zeroOrderHoldTransfer", system, sampleTime);
  const delay = wholeSamples(system.delay, sampleTime);
  return { ...transferFunctionOf(zeroOrderHold(stateSpaceOf({ ...system, delay: 0 }), sampleTime)), delay };
}

/**
 * Tustin's rule: s = k (z - 1) / (z + 1) with k = 2 / h, or k = w / tan(w h / 2) so that both models agree at w.
 * The new states are ((kI - A) x - B u) / 2k, as the trapezoidal rule needs no other memory (Franklin, Powell and Workman,
 * Digital Control of Dynamic Systems, 1998, section 6.1).
 * @param sampleTime h, in the model's time unit
 * @param matched w, rad per time unit, 0 < w < pi / h; 0 for plain Tustin
 */
export function bilinear(system: StateSpace, sampleTime: number, matched: number): StateSpace {
  checkSystem("bilinear", system);
  checkContinuous("bilinear", system, sampleTime);
  const k = tustinFactor("bilinear", sampleTime, matched);
  const { A, B, C, D } = system;
  const n = A.rows;
  if (n === 0) return { ...system, sampleTime };
  const shifted = Matrix.mul(Matrix.eye(n, n), k).sub(A);
  const { rank } = rowCompression(shifted, n * 2 ** -53 * shifted.norm());
  if (rank < n) {
    const message = `found an eigenvalue ${k}, which Tustin's rule sends to infinity; expected none; choose a shorter sample time`;
    throw new UserError("bilinear", [{ place: "A", message }]);
  }
  const solved = solve(shifted, blockMatrix([[Matrix.mul(Matrix.eye(n, n), k).add(A), B]]));
  const Bd = part(solved, [0, n], [n, n + B.columns]);
  const inverseTimesC = solve(shifted.transpose(), C.transpose()).transpose();
  return {
    ...system,
    A: part(solved, [0, n], [0, n]),
    B: Bd,
    C: inverseTimesC.mul(2 * k),
    D: Matrix.add(D, C.mmul(Bd)),
    sampleTime,
  };
}

/** The same for a transfer function, by substitution into its polynomials; its delay must be a multiple of h. */
export function bilinearTransfer(system: TransferFunction, sampleTime: number, matched: number): TransferFunction {
  checkContinuous("bilinearTransfer", system, sampleTime);
  const delay = wholeSamples(system.delay, sampleTime);
  const k = tustinFactor("bilinearTransfer", sampleTime, matched);
  const degree = Math.max(system.num.length, system.den.length) - 1;
  const [num, den] = [substituted(system.num, k, degree), substituted(system.den, k, degree)];
  const lead = den[0] ?? 0;
  if (lead === 0) {
    const message = `found a root at ${k}, which Tustin's rule sends to infinity; expected none; choose a shorter sample time`;
    throw new UserError("bilinearTransfer", [{ place: "den", message }]);
  }
  return { ...system, num: num.map((c) => c / lead), den: den.map((c) => c / lead), delay, sampleTime };
}

function tustinFactor(name: string, sampleTime: number, matched: number): number {
  if (matched === 0) return 2 / sampleTime;
  const half = (matched * sampleTime) / 2;
  if (matched > 0 && half < Math.PI / 2) return (matched * cos(half)) / sin(half);
  const message = `found ${matched}; expected 0 (none), or an angular frequency below the Nyquist frequency ${Math.PI / sampleTime}`;
  throw new UserError(name, [{ place: "matched frequency", message }]);
}

/** p(k (z - 1) / (z + 1)) (z + 1)^degree, by Horner's rule on polynomials in z. */
function substituted(p: readonly number[], k: number, degree: number): number[] {
  let sum: number[] = [0];
  let power: number[] = [1]; // (z + 1)^j
  for (const coefficient of p) {
    sum = added(
      times(sum, k, -k),
      power.map((c) => c * coefficient),
    );
    power = times(power, 1, 1);
  }
  for (let j = p.length - 1; j < degree; j++) sum = times(sum, 1, 1);
  return sum.slice(-(degree + 1));
}

/** p(z) (a z + b). */
function times(p: readonly number[], a: number, b: number): number[] {
  return Array.from({ length: p.length + 1 }, (_, i) => a * (p[i] ?? 0) + b * (p[i - 1] ?? 0));
}

/** Sum of polynomials of descending powers. */
function added(p: readonly number[], q: readonly number[]): number[] {
  const width = Math.max(p.length, q.length);
  return Array.from({ length: width }, (_, i) => (p[i + p.length - width] ?? 0) + (q[i + q.length - width] ?? 0));
}
