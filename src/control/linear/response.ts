// What a sampled linear model does over time: its response to given inputs, to an impulse and to a step.
import { Matrix } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import { checkCount, checkDiscrete, checkSystem } from "./shapes.ts";
import type { StateSpace } from "./state-space.ts";

/**
 * Outputs, T x p: row k is C x + D u at sample k.
 * @param inputs T x m  @param start state before the first sample, n numbers
 */
export function response(system: StateSpace, inputs: Matrix, start: readonly number[]): Matrix {
  checkSystem("response", system);
  checkDiscrete("response", system);
  checkCount("response", "inputs, columns", inputs.columns, system.D.columns);
  checkCount("response", "start, one number for each state", start.length, system.A.rows);
  const { A, B, C, D } = system;
  const outputs = Matrix.zeros(inputs.rows, D.rows);
  let x: Float64Array = Float64Array.from(start);
  for (let k = 0; k < inputs.rows; k++) {
    const u = Float64Array.from(inputs.getRow(k));
    const y = affine(C, x, D, u);
    for (const [i, value] of y.entries()) outputs.set(k, i, value);
    x = affine(A, x, B, u);
  }
  return outputs;
}

/** Markov parameters D, CB, CAB, ...: `count` matrices p x m, column j the response to an impulse at input j. */
export function impulseResponse(system: StateSpace, count: number): Matrix[] {
  checkSystem("impulseResponse", system);
  checkDiscrete("impulseResponse", system);
  checkLength("impulseResponse", count);
  const matrices = [system.D.clone()];
  let states = system.B;
  while (matrices.length < count) {
    matrices.push(system.C.mmul(states));
    states = system.A.mmul(states);
  }
  return matrices.slice(0, count);
}

/** `count` matrices p x m, column j the response to a unit step at input j from rest. */
export function stepResponse(system: StateSpace, count: number): Matrix[] {
  checkSystem("stepResponse", system);
  checkDiscrete("stepResponse", system);
  checkLength("stepResponse", count);
  let states = Matrix.zeros(system.B.rows, system.B.columns);
  return Array.from({ length: count }, () => {
    const output = system.C.mmul(states).add(system.D);
    states = system.A.mmul(states).add(system.B);
    return output;
  });
}

/** M x + N u, one sample of a model's state or output. */
export function affine(M: Matrix, x: Float64Array, N: Matrix, u: Float64Array): Float64Array {
  return Float64Array.from({ length: M.rows }, (_, i) => {
    let sum = 0;
    for (const [j, value] of x.entries()) sum += M.get(i, j) * value;
    for (const [j, value] of u.entries()) sum += N.get(i, j) * value;
    return sum;
  });
}

function checkLength(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 0) return;
  throw new UserError(name, [{ place: "count", message: `found ${count}; expected a whole number of samples` }]);
}
