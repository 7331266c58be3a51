// Loops to test with: reproducible random ones, and a delay line around one.
import { Matrix } from "ml-matrix";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { spectralRadius } from "../../../src/numeric/eigenvalues.ts";

/** Numbers in (-1, 1), the same in every run. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** n x m matrix of such numbers. */
export function randomMatrix(n: number, m: number, draw: () => number): Matrix {
  return new Matrix(Array.from({ length: n }, () => Array.from({ length: m }, draw)));
}

/** Discrete, with p inputs and outputs and the given spectral radius. */
export function stableSystem(n: number, p: number, radius: number, draw: () => number): StateSpace {
  const A = randomMatrix(n, n, draw);
  return {
    A: A.mul(radius / spectralRadius(A)),
    B: randomMatrix(n, p, draw),
    C: randomMatrix(p, n, draw),
    D: Matrix.zeros(p, p),
    sampleTime: 1,
    timeUnit: "block",
  };
}

/** Continuous, with p inputs and outputs, every pole at least `damping` left of the axis. */
export function continuousSystem(n: number, p: number, damping: number, draw: () => number): StateSpace {
  const A = randomMatrix(n, n, draw);
  const rate = spectralRadius(A) + damping;
  return { ...stableSystem(n, p, 0.5, draw), A: A.sub(Matrix.eye(n).mul(rate)), sampleTime: 0, timeUnit: "s" };
}

/** The loop with its gain multiplied. */
export function amplified(loop: StateSpace, factor: number): StateSpace {
  return { ...loop, C: Matrix.mul(loop.C, factor), D: Matrix.mul(loop.D, factor) };
}

/** The loop with one input behind a shift register of d samples. */
export function delayed(loop: StateSpace, d: number): StateSpace {
  if (d === 0) return loop;
  const n = loop.A.rows;
  const A = Matrix.zeros(n + d, n + d);
  A.setSubMatrix(loop.A, 0, 0);
  for (let i = 0; i < n; i++) A.set(i, n, loop.B.get(i, 0));
  for (let i = 0; i + 1 < d; i++) A.set(n + i, n + i + 1, 1);
  const B = Matrix.zeros(n + d, 1).set(n + d - 1, 0, 1);
  const C = Matrix.zeros(1, n + d);
  C.setSubMatrix(loop.C, 0, 0);
  C.set(0, n, loop.D.get(0, 0));
  return { ...loop, A, B, C, D: Matrix.zeros(1, 1) };
}
