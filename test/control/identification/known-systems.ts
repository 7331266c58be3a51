// Systems with known matrices, their exact responses, and normal noise by address, for the tests of identification.
import { Matrix } from "ml-matrix";
import type { Experiment } from "../../../src/control/identification/experiment.ts";
import { simulatedOutput } from "../../../src/control/identification/simulated-output.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { normalQuantile } from "../../../src/numeric/normal-draw.ts";
import { philox4x32 } from "../../../src/numeric/philox.ts";
import { uniformFromWords } from "../../../src/numeric/uniform.ts";

/** `count` standard normal numbers, the same for the same seed. */
export function normals(count: number, seed: number): Float64Array {
  const words = new Uint32Array(4);
  return new Float64Array(count).map((_, k) => {
    philox4x32(k, 0, 0, 0, seed, 0x74657374, words);
    return normalQuantile(uniformFromWords(words[0] ?? 0, words[1] ?? 0));
  });
}

export function normalMatrix(rows: number, columns: number, seed: number): Matrix {
  return Matrix.from1DArray(rows, columns, Array.from(normals(rows * columns, seed)));
}

/** One input, one output, poles 0.8 +- 0.3i and 0.5, direct feed-through. */
export const thirdOrder: StateSpace = {
  A: new Matrix([
    [0.8, 0.3, 0.1],
    [-0.3, 0.8, 0],
    [0, 0, 0.5],
  ]),
  B: new Matrix([[1], [0.5], [-0.7]]),
  C: new Matrix([[1, -0.4, 0.6]]),
  D: new Matrix([[0.25]]),
  sampleTime: 12,
  timeUnit: "s",
};

/** Two inputs, two outputs of very different size, poles 0.9, 0.6 and -0.4. */
export const twoByTwo: StateSpace = {
  A: new Matrix([
    [0.9, 0.2, 0],
    [0, 0.6, 0.1],
    [0, 0, -0.4],
  ]),
  B: new Matrix([
    [1, 0.3],
    [-0.5, 0.8],
    [0.2, 1],
  ]),
  C: new Matrix([
    [0.001, 0.0005, 0.0002],
    [0.3, -1, 0.8],
  ]),
  D: new Matrix([
    [0, 0.0003],
    [0.5, 0],
  ]),
  sampleTime: 1,
  timeUnit: "block",
};

/** Response from rest, plus normal noise of the given standard deviation on every output. */
export function experimentOn(system: StateSpace, input: Matrix, noise: number, seed: number): Experiment {
  const output = simulatedOutput(system, input);
  if (noise > 0) output.add(normalMatrix(output.rows, output.columns, seed).mul(noise));
  return { input, output, sampleTime: system.sampleTime, timeUnit: system.timeUnit };
}

/** h(0) = D, h(k) = C A^(k-1) B. */
export function exactMarkov({ A, B, C, D }: StateSpace, count: number): Matrix[] {
  const markov = [D];
  let reached = B;
  while (markov.length < count) {
    markov.push(C.mmul(reached));
    reached = A.mmul(reached);
  }
  return markov;
}

/** Largest entry of |a - b|. */
export function distance(a: Matrix, b: Matrix): number {
  return Matrix.sub(a, b).abs().max();
}

/** The largest difference of the first Markov parameters: what no change of state coordinates alters. */
export function responseDistance(a: StateSpace, b: StateSpace, count: number): number {
  const [left, right] = [exactMarkov(a, count), exactMarkov(b, count)];
  return Math.max(...left.map((h, k) => distance(h, right[k] ?? h)));
}
