// Invariant zeros against models whose zeros are known, and against the rank of the pencil itself.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { append, series } from "../../../src/control/linear/connect.ts";
import { stateSpaceOf } from "../../../src/control/linear/convert.ts";
import { delayed } from "../../../src/control/linear/delays.ts";
import { zeroOrderHold } from "../../../src/control/linear/discretise.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import { poles, staticGain, zeros } from "../../../src/control/linear/poles-zeros.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { blockMatrix } from "../../../src/numeric/block-matrix.ts";
import type { Complex } from "../../../src/numeric/complex.ts";
import { determinant } from "../../../src/numeric/complex-matrix.ts";
import { polynomialOf } from "../../../src/numeric/polynomial-roots.ts";
import { randomMatrix, randomSystem, setDistance } from "../../oracle/random-system.ts";

const transfer = (num: readonly number[], den: readonly number[]): TransferFunction => ({
  num,
  den,
  delay: 0,
  sampleTime: 1,
  timeUnit: "s",
});
const reals = (...values: number[]): Complex[] => values.map((re) => ({ re, im: 0 }));

/** |det [zI - A, -B; C, D]| at a point. */
function pencilAt({ A, B, C, D }: StateSpace, { re, im }: Complex): number {
  const [n, m] = [A.rows, B.columns];
  const eye = Matrix.eye(n, n);
  const real = blockMatrix([
    [Matrix.mul(eye, re).sub(A), Matrix.mul(B, -1)],
    [C, D],
  ]);
  const imaginary = blockMatrix([
    [Matrix.mul(eye, im), Matrix.zeros(n, m)],
    [Matrix.zeros(m, n), Matrix.zeros(m, m)],
  ]);
  const value = determinant({ re: real, im: imaginary });
  return Math.sqrt(value.re ** 2 + value.im ** 2);
}

describe("with one input and one output", () => {
  test("the zeros are the roots of the numerator, fewer than the poles", () => {
    const known = [...reals(0.5, -2), { re: 0.1, im: 0.6 }, { re: 0.1, im: -0.6 }];
    const lag = polynomialOf(reals(0.9, 0.8, 0.3, -0.2, 0.1, 0.05), 1);
    expect(setDistance(zeros(stateSpaceOf(transfer(polynomialOf(known, 3), lag))), known)).toBeLessThan(1e-12);
  });

  test("delays add no zero and a pole at 0 each", () => {
    const system = stateSpaceOf(transfer([1, 0.4], [1, -0.7]));
    expect(setDistance(zeros(delayed(system, 4)), reals(-0.4))).toBeLessThan(1e-14);
    expect(setDistance(poles(delayed(system, 4)), reals(0.7, 0, 0, 0, 0))).toBe(0);
    expect(zeros(stateSpaceOf({ ...transfer([2], [1]), delay: 3 }))).toEqual([]);
  });

  test("a mode that the output does not show is a pole and a zero", () => {
    const hidden: StateSpace = {
      A: new Matrix([
        [0.5, 0],
        [0, 0.25],
      ]),
      B: new Matrix([[1], [1]]),
      C: new Matrix([[1, 0]]),
      D: new Matrix([[1]]),
      sampleTime: 1,
      timeUnit: "s",
    };
    expect(setDistance(zeros(hidden), reals(0.25, -0.5))).toBeLessThan(1e-15); // 1 + 1 / (z - 0.5)
  });

  test("a third-order lag sampled fast has the zeros of the Euler-Frobenius polynomial z^2 + 4z + 1", () => {
    const lag = stateSpaceOf({ ...transfer([1], [1, 6, 11, 6]), sampleTime: 0 });
    const found = zeros(zeroOrderHold(lag, 1e-4));
    // Åström, Hagander and Sternby, Zeros of sampled systems, 1984; the limit is reached to first order in h.
    expect(setDistance(found, reals(-2 - Math.sqrt(3), -2 + Math.sqrt(3)))).toBeLessThan(1e-3);
  });
});

describe("with several inputs and outputs", () => {
  test("the pencil is singular at each zero of a random square model", () => {
    for (const [n, m] of [
      [4, 2],
      [6, 3],
      [5, 1],
    ] as const) {
      const system = randomSystem({ n, m, p: m }, 30 + n);
      const found = zeros(system);
      expect(found).toHaveLength(n); // D is invertible
      for (const point of found) {
        const beside = { re: point.re + 0.01, im: point.im };
        expect(pencilAt(system, point)).toBeLessThan(1e-10 * pencilAt(system, beside));
      }
    }
  });

  test("a square model without direct term has n - m zeros where CB is invertible", () => {
    const system = { ...randomSystem({ n: 6, m: 2, p: 2 }, 40), D: Matrix.zeros(2, 2) };
    const found = zeros(system);
    expect(found).toHaveLength(4);
    for (const point of found) {
      expect(pencilAt(system, point)).toBeLessThan(1e-10 * pencilAt(system, { re: point.re + 0.01, im: point.im }));
    }
  });

  test("side by side the zeros of both models remain", () => {
    const [first, second] = [
      stateSpaceOf(transfer([1, -0.3], [1, -0.9, 0.2])),
      stateSpaceOf(transfer([2, 3], [1, 0.5])),
    ];
    expect(setDistance(zeros(append(first, second)), reals(0.3, -1.5))).toBeLessThan(1e-14);
  });

  test("more outputs than inputs leave only the zeros that all outputs share", () => {
    const shared = stateSpaceOf(transfer([1, -0.6], [1, -0.2]));
    const split = randomSystem({ n: 3, m: 1, p: 3 }, 41); // a random tall model has no zeros
    expect(zeros(split)).toEqual([]);
    expect(setDistance(zeros(series(shared, split)), reals(0.6))).toBeLessThan(1e-13);
    const wide = randomSystem({ n: 3, m: 3, p: 1 }, 42);
    expect(zeros(wide)).toEqual([]);
    expect(setDistance(zeros(series(wide, shared)), reals(0.6))).toBeLessThan(1e-13);
  });

  test("units of states, inputs and outputs do not move the zeros", () => {
    const system = { ...randomSystem({ n: 4, m: 2, p: 2 }, 43), D: Matrix.zeros(2, 2) };
    const [states, inputs, outputs] = [
      [1, 1e7, 1e-5, 1e3],
      [1e-9, 1],
      [1e6, 1e-6],
    ];
    const scaled: StateSpace = {
      ...system,
      A: Matrix.diag(states)
        .mmul(system.A)
        .mmul(Matrix.diag(states.map((x) => 1 / x))),
      B: Matrix.diag(states).mmul(system.B).mmul(Matrix.diag(inputs)),
      C: Matrix.diag(outputs)
        .mmul(system.C)
        .mmul(Matrix.diag(states.map((x) => 1 / x))),
    };
    expect(setDistance(zeros(scaled), zeros(system))).toBeLessThan(1e-11);
  });
});

describe("the gain at rest", () => {
  test("is the response at frequency 0", () => {
    const system = randomSystem({ n: 4, m: 2, p: 3 }, 44);
    expect(staticGain(system).sub(frequencyResponse(system, 0).re).norm()).toBeLessThan(1e-13);
    const continuous = { ...system, A: Matrix.sub(system.A, Matrix.eye(4, 4)), sampleTime: 0 };
    expect(staticGain(continuous).sub(staticGain(system)).norm()).toBeLessThan(1e-13); // both solve with I - A
  });

  test("does not exist where a mode integrates", () => {
    const integrator = stateSpaceOf(transfer([1], [1, -1]));
    expect(() => staticGain(integrator)).toThrow("found an eigenvalue 1");
  });

  test("of a model without states is its direct term", () => {
    expect(staticGain({ ...randomSystem({ n: 0, m: 2, p: 2 }, 45), D: randomMatrix(2, 2, 46) })).toEqual(
      randomMatrix(2, 2, 46),
    );
  });
});
