// Kalman filters and LQG controllers against recursions, closed forms and the separation principle.
import { EigenvalueDecomposition, Matrix, solve } from "ml-matrix";
import { expect, test } from "vitest";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { kalmanBucyFilter, kalmanFilter } from "../../../src/control/synthesis/kalman.ts";
import { lqgController } from "../../../src/control/synthesis/lqg.ts";
import { extendedModel, type Regulator, regulator } from "../../../src/control/synthesis/regulator.ts";
import { distance, randomMatrix, randomPositive } from "../random-matrices.ts";

const unit = new Matrix([[1]]);

test("the filter of a random walk in noise is exponential smoothing with the golden gain", () => {
  const { prior, posterior, L, M } = kalmanFilter(unit, unit, { Q: unit, R: unit });
  const golden = (1 + Math.sqrt(5)) / 2;
  expect(prior.get(0, 0)).toBeCloseTo(golden, 14);
  expect(posterior.get(0, 0)).toBeCloseTo(golden - 1, 14);
  expect(M.get(0, 0)).toBeCloseTo(1 / golden, 14);
  expect(L.get(0, 0)).toBe(M.get(0, 0));
});

test("the covariances are where the recursion of the filter settles, with correlated noise too", () => {
  const joint = randomPositive(6, 3, 0.1);
  const [A, C] = [randomMatrix(4, 4, 1), randomMatrix(2, 4, 2)];
  const noise = { Q: joint.subMatrix(0, 3, 0, 3), R: joint.subMatrix(4, 5, 4, 5), N: joint.subMatrix(0, 3, 4, 5) };
  let P = Matrix.eye(4, 4);
  for (let k = 0; k < 500; k++) {
    const innovation = C.mmul(P).mmul(C.transpose()).add(noise.R);
    const cross = A.mmul(P).mmul(C.transpose()).add(noise.N);
    const next = A.mmul(P).mmul(A.transpose()).add(noise.Q);
    next.sub(cross.mmul(solve(innovation, cross.transpose())));
    P = Matrix.add(next, next.transpose()).mul(0.5); // A itself, unstable, would carry on an antisymmetric rounding
  }
  const filter = kalmanFilter(A, C, noise);
  expect(distance(filter.prior, P)).toBeLessThan(1e-12);
  const innovation = C.mmul(P).mmul(C.transpose()).add(noise.R);
  const updated = Matrix.sub(P, P.mmul(C.transpose()).mmul(solve(innovation, C.mmul(P))));
  expect(distance(filter.posterior, updated)).toBeLessThan(1e-12);
  expect(distance(filter.L, A.mmul(filter.M))).toBeGreaterThan(1e-3); // the correlation moves L away from A M
  const alone = kalmanFilter(A, C, { Q: noise.Q, R: noise.R });
  expect(distance(alone.L, A.mmul(alone.M))).toBeLessThan(1e-13);
});

test("the continuous filter of a drifting level has the variance sqrt(q r)", () => {
  const { L, P } = kalmanBucyFilter(new Matrix([[0]]), unit, { Q: new Matrix([[4]]), R: new Matrix([[9]]) });
  expect(P.get(0, 0)).toBeCloseTo(6, 14);
  expect(L.get(0, 0)).toBeCloseTo(6 / 9, 14);
});

test("errors speak of the filter: what is not measured, what no noise excites", () => {
  const A = Matrix.diag([0.5, 1.5]);
  const C = new Matrix([[1, 0]]);
  expect(() => kalmanFilter(A, C, { Q: Matrix.eye(2, 2), R: unit })).toThrow(
    /\(A, C\): found the mode 1.5, .* which no measurement shows; expected a detectable pair/,
  );
  expect(() => kalmanFilter(unit, unit, { Q: new Matrix([[0]]), R: unit })).toThrow(
    /mode 1 on the limit of stability that no noise excites/,
  );
  expect(() => kalmanFilter(A, new Matrix([[1]]), { Q: A, R: unit })).toThrow(/C: found 1 x 1; expected 1 x 2/);
});

/** The loop of plant and controller u = C(y), for a plant with direct term. */
function loop(plant: StateSpace, controller: StateSpace): Matrix {
  const m = plant.B.columns;
  const p = plant.C.rows;
  const [n, k] = [plant.A.rows, controller.A.rows];
  // u = Cc s + Dc (C x + D u)
  const inverse = solve(Matrix.sub(Matrix.eye(m, m), controller.D.mmul(plant.D)), Matrix.eye(m, m));
  const ux = inverse.mmul(controller.D).mmul(plant.C);
  const us = inverse.mmul(controller.C);
  const yx = Matrix.add(plant.C, plant.D.mmul(ux));
  const ys = plant.D.mmul(us);
  expect([yx.rows, ys.rows]).toEqual([p, p]);
  const closed = Matrix.zeros(n + k, n + k);
  closed.setSubMatrix(Matrix.add(plant.A, plant.B.mmul(ux)), 0, 0);
  closed.setSubMatrix(plant.B.mmul(us), 0, n);
  closed.setSubMatrix(controller.B.mmul(yx), n, 0);
  closed.setSubMatrix(Matrix.add(controller.A, controller.B.mmul(ys)), n, n);
  return closed;
}

/** Traces of the first `count` powers of the block diagonal of the matrices: equal for equal spectra, and smooth where roots are not. */
function powerSums(matrices: readonly Matrix[], count: number): number[] {
  return Array.from({ length: count }, (_, k) =>
    matrices.reduce((sum, M) => {
      let power = M;
      for (let i = 0; i < k; i++) power = power.mmul(M);
      return sum + power.trace();
    }, 0),
  );
}

function feedbackMatrix(design: Regulator): Matrix {
  return design.extended.K;
}

function sample(direct: number, sampleTime: number): StateSpace {
  return {
    A: randomMatrix(3, 3, 4),
    B: randomMatrix(3, 2, 5),
    C: randomMatrix(2, 3, 6),
    D: randomMatrix(2, 2, 7).mul(direct),
    sampleTime,
    timeUnit: "s",
  };
}

test("the loop of an LQG controller has the poles of the regulator and of the filter, in every form", () => {
  for (const [direct, rate, form, sampleTime] of [
    [0, false, "predictor", 0.5],
    [0, false, "current", 0.5],
    [0.3, false, "current", 0.5],
    [0.3, true, "predictor", 0.5],
    [0.3, true, "current", 0.5],
    [0.3, false, "predictor", 0],
    [0.3, true, "predictor", 0],
  ] as const) {
    const plant = sample(direct, sampleTime);
    const design = regulator(plant, {
      integrated: [1],
      weights: {
        state: Matrix.eye(3, 3),
        integral: unit,
        input: Matrix.eye(2, 2),
        rate: rate ? Matrix.eye(2, 2) : null,
      },
    });
    const noise = { Q: Matrix.eye(3, 3), R: Matrix.eye(2, 2) };
    const filter = sampleTime > 0 ? kalmanFilter(plant.A, plant.C, noise) : kalmanBucyFilter(plant.A, plant.C, noise);
    const M = form === "current" && "M" in filter ? filter.M : null;
    const closed = loop(plant, lqgController(plant, design, { L: filter.L, M }));
    const extension = extendedModel(plant, [1], rate);
    const regulated = Matrix.sub(extension.A, extension.B.mmul(feedbackMatrix(design)));
    const estimated = Matrix.sub(plant.A, filter.L.mmul(plant.C));
    const wanted = powerSums([regulated, estimated], closed.rows);
    powerSums([closed], closed.rows).forEach((sum, k) => {
      // The traces of the powers of matrices of norm about 5 round at that power of it.
      expect(Math.abs(sum - (wanted[k] ?? Number.NaN))).toBeLessThan(1e-12 * closed.norm("frobenius") ** (k + 1));
    });
    const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(closed);
    const worst = sampleTime > 0 ? Math.max(...re.map((x, k) => Math.hypot(x, im[k] ?? 0))) - 1 : Math.max(...re);
    expect(worst).toBeLessThan(0);
  }
});

test("an integrated output comes back to its set point under a constant disturbance that the filter does not know", () => {
  const plant = { ...sample(0, 0.5), C: randomMatrix(2, 3, 6) };
  const design = regulator(plant, {
    integrated: [0, 1],
    weights: { state: Matrix.eye(3, 3), integral: Matrix.eye(2, 2), input: Matrix.eye(2, 2), rate: null },
  });
  const { L, M } = kalmanFilter(plant.A, plant.C, { Q: Matrix.eye(3, 3), R: Matrix.eye(2, 2) });
  const controller = lqgController(plant, design, { L, M });
  let x = Matrix.zeros(3, 1);
  let s = Matrix.zeros(controller.A.rows, 1);
  for (let k = 0; k < 6000; k++) {
    const y = plant.C.mmul(x);
    const u = controller.C.mmul(s).add(controller.D.mmul(y));
    s = controller.A.mmul(s).add(controller.B.mmul(y));
    x = plant.A.mmul(x)
      .add(plant.B.mmul(u))
      .add(new Matrix([[0.2], [-0.1], [0.3]]));
  }
  expect(plant.C.mmul(x).norm("frobenius")).toBeLessThan(1e-10);
});

test("gains that do not fit are named", () => {
  const plant = sample(0, 0);
  const design = regulator(plant, {
    integrated: [],
    weights: { state: Matrix.eye(3, 3), integral: Matrix.zeros(0, 0), input: Matrix.eye(2, 2), rate: null },
  });
  const L = Matrix.zeros(3, 2);
  expect(() => lqgController(plant, design, { L, M: L })).toThrow(/M: found a filter gain; expected null/);
  expect(() => lqgController(plant, design, { L: Matrix.zeros(2, 2), M: null })).toThrow(
    /L: found 2 x 2; expected 3 x 2/,
  );
});
