// Matrices and models with pseudo-random entries, the same in every run, for tests of the linear toolbox.
import { Matrix } from "ml-matrix";
import type { StateSpace } from "../../src/control/linear/state-space.ts";
import { drawsOf } from "./draws.ts";

/** Entries in (-1, 1). */
export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const draw = drawsOf(20260503, seed);
  const matrix = Matrix.zeros(rows, columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) matrix.set(i, j, 2 * draw(i, j, 0) - 1);
  return matrix;
}

export interface Size {
  /** States, inputs, outputs. */
  readonly n: number;
  readonly m: number;
  readonly p: number;
}

/** Stable in discrete time: the rows of A have absolute sums below 0.9. */
export function randomSystem({ n, m, p }: Size, seed: number, sampleTime = 1): StateSpace {
  return {
    A: randomMatrix(n, n, seed).mul(n === 0 ? 1 : 0.9 / n),
    B: randomMatrix(n, m, seed + 1000),
    C: randomMatrix(p, n, seed + 2000),
    D: randomMatrix(p, m, seed + 3000),
    sampleTime,
    timeUnit: "s",
  };
}

/** Largest distance of a set of complex numbers from another of the same size, each taking its nearest. */
export function setDistance(
  found: readonly { re: number; im: number }[],
  expected: readonly { re: number; im: number }[],
): number {
  if (found.length !== expected.length) return Infinity;
  const left = [...found];
  let worst = 0;
  for (const wanted of expected) {
    const distances = left.map(({ re, im }) => Math.sqrt((re - wanted.re) ** 2 + (im - wanted.im) ** 2));
    const least = Math.min(...distances);
    left.splice(distances.indexOf(least), 1);
    worst = Math.max(worst, least);
  }
  return worst;
}
