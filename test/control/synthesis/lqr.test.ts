// Regulators against the costs of simulated paths, Kalman's inequality and steady states.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { closedLoopMatrix, lqr } from "../../../src/control/synthesis/lqr.ts";
import { extendedModel, regulator } from "../../../src/control/synthesis/regulator.ts";
import { randomMatrix, randomPositive, randomWithRadius } from "../random-matrices.ts";

function model(A: Matrix, B: Matrix, C: Matrix, sampleTime: number): StateSpace {
  return { A, B, C, D: Matrix.zeros(C.rows, B.columns), sampleTime, timeUnit: "s" };
}

const quadratic = (M: Matrix, v: Matrix): number => v.transpose().mmul(M).mmul(v).get(0, 0);

/** Cost of u = -K x from x over so many samples that what remains is rounding. */
function simulatedCost(system: StateSpace, Q: Matrix, R: Matrix, K: Matrix, start: Matrix): number {
  let x = start;
  let cost = 0;
  for (let k = 0; k < 3000; k++) {
    const u = K.mmul(x).mul(-1);
    cost += quadratic(Q, x) + quadratic(R, u);
    x = system.A.mmul(x).add(system.B.mmul(u));
  }
  return cost;
}

test("x'Xx is the cost of the path, and every other gain costs more", () => {
  const system = model(randomWithRadius(4, 1, 1.1), randomMatrix(4, 2, 2), Matrix.eye(4, 4), 1);
  const [Q, R] = [randomPositive(4, 3, 0.1), randomPositive(2, 4, 0.1)];
  const { X, K } = lqr(system, { Q, R });
  const start = randomMatrix(4, 1, 5);
  const least = quadratic(X, start);
  expect(simulatedCost(system, Q, R, K, start) / least).toBeCloseTo(1, 11);
  for (const seed of [6, 7, 8]) {
    const other = Matrix.add(K, randomMatrix(2, 4, seed).mul(0.02));
    expect(simulatedCost(system, Q, R, other, start)).toBeGreaterThan(least);
  }
});

test("in continuous time the return difference is never below 1: 60 degrees and half to any gain (Kalman 1964)", () => {
  for (const seed of [1, 2, 3]) {
    const A = randomMatrix(5, 5, seed);
    const B = randomMatrix(5, 1, seed + 10);
    const { K } = lqr(model(A, B, Matrix.eye(5, 5), 0), { Q: randomPositive(5, seed, 0), R: new Matrix([[0.3]]) });
    const loop = model(A, B, K, 0);
    for (let w = 1e-3; w < 1e4; w *= 1.3) {
      const { re, im } = frequencyResponse(loop, w);
      expect(Math.hypot(1 + re.get(0, 0), im.get(0, 0))).toBeGreaterThan(1 - 1e-12);
    }
  }
});

test("closedLoopMatrix is A - B K", () => {
  const system = model(Matrix.eye(2, 2), new Matrix([[1], [2]]), Matrix.eye(2, 2), 1);
  expect(closedLoopMatrix(system, new Matrix([[1, 1]])).to2DArray()).toEqual([
    [0, -1],
    [-2, -1],
  ]);
});

test("a negative weight is refused with its eigenvalue", () => {
  const system = model(Matrix.eye(2, 2), Matrix.eye(2, 2), Matrix.eye(2, 2), 1);
  expect(() => lqr(system, { Q: Matrix.diag([1, -2]), R: Matrix.diag([-1, 1]) })).toThrow(
    /Q: found the eigenvalue -2.*\n {2}R: found the eigenvalue -1/,
  );
});

const plant = model(
  new Matrix([
    [0.9, 0.2],
    [0, 0.7],
  ]),
  new Matrix([[0], [1]]),
  new Matrix([[1, 0]]),
  0.5,
);
const unit = new Matrix([[1]]);

test("an integrator takes away the offset that a constant disturbance leaves", () => {
  const settle = (integrated: readonly number[]): number => {
    const integral = Matrix.eye(integrated.length, integrated.length);
    const design = regulator(plant, {
      integrated,
      weights: { state: Matrix.eye(2, 2), integral, input: unit, rate: null },
    });
    let x = Matrix.zeros(2, 1);
    let q = Matrix.zeros(integrated.length, 1);
    for (let k = 0; k < 400; k++) {
      const u = design.Kx.mmul(x)
        .add(integrated.length > 0 ? design.Ki.mmul(q) : Matrix.zeros(1, 1))
        .mul(-1);
      if (integrated.length > 0) q = Matrix.add(q, plant.C.mmul(x).mul(0.5));
      x = plant.A.mmul(x)
        .add(plant.B.mmul(u))
        .add(new Matrix([[0.3], [0.1]]));
    }
    return x.get(0, 0);
  };
  expect(Math.abs(settle([]))).toBeGreaterThan(0.1);
  expect(Math.abs(settle([0]))).toBeLessThan(1e-12);
});

test("with a price on the rate the extended cost is the cost of the path, in u and in its changes", () => {
  const design = regulator(plant, {
    integrated: [0],
    weights: { state: Matrix.eye(2, 2), integral: unit, input: new Matrix([[0.2]]), rate: new Matrix([[3]]) },
  });
  let [x, q, w] = [new Matrix([[1], [-1]]), new Matrix([[0.5]]), new Matrix([[0.25]])];
  const least = quadratic(design.extended.X, new Matrix([[1], [-1], [0.5], [0.25]]));
  let cost = 0;
  for (let k = 0; k < 2000; k++) {
    const change = design.Kx.mmul(x)
      .add(design.Ki.mmul(q))
      .add((design.Ku ?? unit).mmul(w))
      .mul(-1);
    const u = Matrix.add(w, change);
    cost +=
      quadratic(Matrix.eye(2, 2), x) + quadratic(unit, q) + 0.2 * quadratic(unit, u) + 3 * quadratic(unit, change);
    q = Matrix.add(q, plant.C.mmul(x).mul(0.5));
    x = plant.A.mmul(x).add(plant.B.mmul(u));
    w = u;
  }
  expect(cost / least).toBeCloseTo(1, 12);
});

test("a dearer rate makes the first move smaller", () => {
  const first = (price: number): number => {
    const weights = { state: Matrix.eye(2, 2), integral: Matrix.zeros(0, 0), input: unit, rate: new Matrix([[price]]) };
    return Math.abs(regulator(plant, { integrated: [], weights }).Kx.get(0, 0));
  };
  expect(first(10)).toBeLessThan(first(1));
  expect(first(1)).toBeLessThan(first(0));
});

test("in continuous time the rate of the input is the new input", () => {
  const system = model(new Matrix([[-1]]), unit, unit, 0);
  const { A, B, C } = extendedModel(system, [0], true);
  expect(A.to2DArray()).toEqual([
    [-1, 0, 1],
    [1, 0, 0],
    [0, 0, 0],
  ]);
  expect(B.to2DArray()).toEqual([[0], [0], [1]]);
  expect(C.to2DArray()).toEqual([[1, 0, 0]]);
});

test("an output that no input holds cannot be integrated", () => {
  // No input reaches the output, so its integral is a mode at 1 that nothing moves.
  const blocked = { ...plant, C: new Matrix([[1, 0]]), B: new Matrix([[0], [0]]) };
  const weights = { state: Matrix.eye(2, 2), integral: unit, input: unit, rate: null };
  expect(() => regulator(blocked, { integrated: [0], weights })).toThrow(/found the mode 1, which is not stable/);
  expect(() => regulator(plant, { integrated: [1], weights })).toThrow(/integrated: found output 1; expected 0 to 0/);
  expect(() => regulator(plant, { integrated: [0], weights: { ...weights, rate: Matrix.eye(2, 2) } })).toThrow(
    /weights > rate: found 2 x 2; expected 1 x 1/,
  );
});
