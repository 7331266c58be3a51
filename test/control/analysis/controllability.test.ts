// Staircase forms against models built to have modes that cannot be moved or seen.
import { Matrix, QrDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import {
  STAIRCASE_TOLERANCE,
  staircase,
  uncontrollableModes,
  unobservableModes,
} from "../../../src/control/analysis/controllability.ts";
import { distance, randomMatrix } from "../random-matrices.ts";

/** A model of order n whose last `hidden` states see no input, in coordinates that do not show it. */
function hiddenModel(n: number, hidden: number, seed: number) {
  const A = randomMatrix(n, n, seed);
  for (let i = n - hidden; i < n; i++) {
    for (let j = 0; j < n; j++) A.set(i, j, i === j ? 0.1 * (i + 1) : 0);
  }
  const B = randomMatrix(n, 2, seed + 1);
  for (let i = n - hidden; i < n; i++) for (let j = 0; j < 2; j++) B.set(i, j, 0);
  const turn = new QrDecomposition(randomMatrix(n, n, seed + 2)).orthogonalMatrix;
  return { A: turn.mmul(A).mmul(turn.transpose()), B: turn.mmul(B) };
}

test("the staircase finds how many states the inputs move, and which modes they do not", () => {
  for (const [n, hidden] of [
    [4, 0],
    [5, 1],
    [8, 3],
  ] as const) {
    const { A, B } = hiddenModel(n, hidden, n);
    const { dimension, basis, A: turned, B: input } = staircase(A, B, STAIRCASE_TOLERANCE);
    expect(dimension).toBe(n - hidden);
    expect(distance(basis.mmul(turned).mmul(basis.transpose()), A)).toBeLessThan(1e-13);
    expect(distance(basis.mmul(input), B)).toBeLessThan(1e-13);
    const modes = uncontrollableModes(A, B, STAIRCASE_TOLERANCE);
    const found = modes.map(({ re }) => re).toSorted((a, b) => a - b);
    expect(found.length).toBe(hidden);
    found.forEach((re, k) => {
      expect(re).toBeCloseTo(0.1 * (n - hidden + k + 1), 12);
    });
  }
});

test("what an output cannot see is what the transposed input cannot move", () => {
  const { A, B } = hiddenModel(6, 2, 9);
  expect(unobservableModes(A.transpose(), B.transpose(), STAIRCASE_TOLERANCE)).toEqual(
    uncontrollableModes(A, B, STAIRCASE_TOLERANCE),
  );
});

test("a chain of twenty delays is controllable from its end and from nowhere else", () => {
  const n = 20;
  const A = Matrix.zeros(n, n);
  for (let i = 0; i + 1 < n; i++) A.set(i, i + 1, 1);
  const end = Matrix.zeros(n, 1);
  end.set(n - 1, 0, 1e-8); // the size of an input does not matter
  expect(staircase(A, end, STAIRCASE_TOLERANCE).dimension).toBe(n);
  const middle = Matrix.zeros(n, 1);
  middle.set(9, 0, 1);
  expect(staircase(A, middle, STAIRCASE_TOLERANCE).dimension).toBe(10);
  expect(staircase(A, Matrix.zeros(n, 1), STAIRCASE_TOLERANCE).dimension).toBe(0);
});
