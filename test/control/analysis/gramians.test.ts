// Gramians, Hankel singular values and balanced truncation against closed forms and the error on a grid of frequencies.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { expect, test } from "vitest";
import { balancedTruncation, truncationBounds } from "../../../src/control/analysis/balanced-truncation.ts";
import {
  controllabilityGramian,
  gramianFactors,
  hankelSingularValues,
  observabilityGramian,
} from "../../../src/control/analysis/gramians.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { distance, randomMatrix, randomWithRadius, spectralAbscissa } from "../random-matrices.ts";

function sample(n: number, m: number, p: number, seed: number, sampleTime: number): StateSpace {
  const A = randomWithRadius(n, seed, 0.9);
  if (sampleTime === 0) A.sub(Matrix.eye(n, n).mul(spectralAbscissa(A) + 0.2));
  return {
    A,
    B: randomMatrix(n, m, seed + 1),
    C: randomMatrix(p, n, seed + 2),
    D: randomMatrix(p, m, seed + 3),
    sampleTime,
    timeUnit: "s",
  };
}

const samples = [sample(3, 1, 1, 1, 1), sample(6, 2, 3, 2, 0.5), sample(5, 4, 1, 3, 0), sample(8, 1, 2, 4, 0)];

test("the Hankel singular values of a first-order lag are c b / (1 - a^2), and c b / (2 a) in continuous time", () => {
  const lag = (a: number, sampleTime: number): StateSpace => {
    return {
      A: new Matrix([[a]]),
      B: new Matrix([[2]]),
      C: new Matrix([[3]]),
      D: new Matrix([[0]]),
      sampleTime,
      timeUnit: "s",
    };
  };
  expect(hankelSingularValues(lag(0.5, 1))[0]).toBeCloseTo(8, 14);
  expect(hankelSingularValues(lag(-0.5, 0))[0]).toBeCloseTo(6, 14);
});

test("the factors multiply to the gramians", () => {
  for (const model of samples) {
    const { Lc, Lo } = gramianFactors(model);
    // Two independent ways: doubling of factors, and the Lyapunov equation. The slowest mode amplifies roundings tenfold.
    expect(distance(Lc.mmul(Lc.transpose()), controllabilityGramian(model))).toBeLessThan(1e-12);
    expect(distance(Lo.mmul(Lo.transpose()), observabilityGramian(model))).toBeLessThan(1e-12);
  }
});

test("a tiny Hankel singular value keeps its digits", () => {
  // Two lags in parallel, the second 1e-12 as strong: the product of both values is the square root of det(Wc Wo).
  const [a, b, small] = [0.5, -0.25, 1e-6];
  const model: StateSpace = {
    A: Matrix.diag([a, b]),
    B: new Matrix([[1], [small]]),
    C: new Matrix([[1, small]]),
    D: new Matrix([[0]]),
    sampleTime: 1,
    timeUnit: "s",
  };
  const gramian = [1 / (1 - a * a), 1 / (1 - a * b), 1 / (1 - b * b)] as const;
  const product = small * small * (gramian[0] * gramian[2] - gramian[1] * gramian[1]);
  const [first = 0, second = 0] = hankelSingularValues(model);
  expect((first * second) / product).toBeCloseTo(1, 3); // 1e-12 beside 1: the gramians themselves end at 1e-16
  expect(first).toBeCloseTo(gramian[0], 11);
});

test("both gramians of the balanced model are the diagonal of the Hankel singular values", () => {
  for (const model of samples) {
    const { model: balanced, hankel } = balancedTruncation(model, model.A.rows);
    const diagonal = Matrix.diag([...hankel]);
    // Balancing divides by the roots of the smallest values, 1e-3 to 1e-1 of the largest here.
    expect(distance(controllabilityGramian(balanced), diagonal)).toBeLessThan(1e-9);
    expect(distance(observabilityGramian(balanced), diagonal)).toBeLessThan(1e-9);
  }
});

/** Largest gain of the difference of two models at a frequency. */
function gainOfDifference(left: StateSpace, right: StateSpace, w: number): number {
  const [a, b] = [frequencyResponse(left, w), frequencyResponse(right, w)];
  const [re, im] = [Matrix.sub(a.re, b.re), Matrix.sub(a.im, b.im)];
  const rows = re.to2DArray().map((row, i) => [...row, ...im.getRow(i).map((entry) => -entry)]);
  const below = im.to2DArray().map((row, i) => [...row, ...re.getRow(i)]);
  return (
    new SingularValueDecomposition(new Matrix([...rows, ...below]), { autoTranspose: true }).diagonal[0] ?? Number.NaN
  );
}

test("the error of the response stays below twice the sum of the values that are cut, at every frequency", () => {
  for (const model of samples) {
    for (let order = 1; order < model.A.rows; order++) {
      const { model: reduced, errorBound, hankel } = balancedTruncation(model, order);
      expect(reduced.A.rows).toBe(order);
      const top = model.sampleTime === 0 ? 100 : Math.PI / model.sampleTime;
      let worst = 0;
      for (let k = 0; k <= 60; k++) worst = Math.max(worst, gainOfDifference(model, reduced, (top * k * k) / 3600));
      expect(worst).toBeLessThan(errorBound * (1 + 1e-9) + 1e-12);
      expect(worst).toBeGreaterThan((hankel[order] ?? 0) * 0.2); // no model of this order comes nearer than the next value
    }
  }
});

test("the bounds fall from twice the sum to zero", () => {
  expect(truncationBounds([3, 2, 0.5])).toEqual([11, 5, 1, 0]);
});

test("unstable models and impossible orders are refused", () => {
  const [model] = samples;
  if (model === undefined) throw new Error("no sample");
  const unstable = { ...model, A: Matrix.eye(3, 3) };
  expect(() => hankelSingularValues(unstable)).toThrow(/A: found spectral radius 1; expected below 1/);
  expect(() => controllabilityGramian({ ...unstable, sampleTime: 0 })).toThrow(
    /A: found spectral abscissa 1; expected below 0/,
  );
  expect(() => balancedTruncation(model, 4)).toThrow(/order: found 4; expected a whole number from 1 to 3/);
});
