// A model in units of its states, or of its signals too, that make its matrices' rows and columns similar in size.
import { Matrix } from "ml-matrix";
import { balanced } from "../../numeric/balance.ts";
import { blockMatrix } from "../../numeric/block-matrix.ts";
import type { StateSpace } from "./state-space.ts";

/** The same model from input to output, its states scaled by powers of two: nothing is rounded. */
export function withBalancedStates(system: StateSpace): StateSpace {
  const { A, B, C } = system;
  const n = A.rows;
  const column = Matrix.columnVector(Array.from({ length: n }, (_, i) => lengthOf(B.getRow(i))));
  const row = Matrix.rowVector(Array.from({ length: n }, (_, j) => lengthOf(C.getColumn(j))));
  const { scale } = balanced(
    blockMatrix([
      [A, column],
      [row, Matrix.zeros(1, 1)],
    ]),
  );
  const outer = scale[n] ?? 1; // the last coordinate is the signal itself and keeps its unit
  const unit = (k: number): number => (scale[k] ?? 1) / outer;
  return {
    ...system,
    A: mapped(A, (x, i, j) => (x * unit(j)) / unit(i)),
    B: mapped(B, (x, i) => x / unit(i)),
    C: mapped(C, (x, _, j) => x * unit(j)),
  };
}

/** Inputs, then outputs, scaled by powers of two so that the columns of [B; D] and the rows of [C D] have lengths near 1. */
export function withUnitSignals(system: StateSpace): StateSpace {
  const inputs = Array.from({ length: system.D.columns }, (_, j) =>
    nearestPower(lengthOf([...system.B.getColumn(j), ...system.D.getColumn(j)])),
  );
  const B = mapped(system.B, (x, _, j) => x / (inputs[j] ?? 1));
  const D = mapped(system.D, (x, _, j) => x / (inputs[j] ?? 1));
  const outputs = Array.from({ length: D.rows }, (_, i) =>
    nearestPower(lengthOf([...system.C.getRow(i), ...D.getRow(i)])),
  );
  return {
    ...system,
    B,
    C: mapped(system.C, (x, i) => x / (outputs[i] ?? 1)),
    D: mapped(D, (x, i) => x / (outputs[i] ?? 1)),
  };
}

function mapped(m: Matrix, change: (x: number, i: number, j: number) => number): Matrix {
  const result = Matrix.zeros(m.rows, m.columns);
  for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.columns; j++) result.set(i, j, change(m.get(i, j), i, j));
  return result;
}

function lengthOf(vector: readonly number[]): number {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}

/** A power of two within a factor of two of x; 1 for 0. */
function nearestPower(x: number): number {
  let power = 1;
  while (x > 0 && power < x / 2) power *= 2;
  while (x > 0 && power > x * 2) power /= 2;
  return power;
}
