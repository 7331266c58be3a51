// The algebraic Riccati equations against closed forms, value iteration and their own definition.
import { Matrix, solve } from "ml-matrix";
import { expect, test } from "vitest";
import { continuousRiccati } from "../../../src/control/equations/riccati-continuous.ts";
import { discreteRiccati } from "../../../src/control/equations/riccati-discrete.ts";
import type { Weights } from "../../../src/control/equations/riccati-door.ts";
import { distance, randomMatrix, randomPositive, spectralAbscissa, spectralRadius } from "../random-matrices.ts";

const scalar = (x: number): Matrix => new Matrix([[x]]);

/** One step of value iteration: the cheapest cost of one sample and then x'Xx. */
function valueStep(A: Matrix, B: Matrix, { Q, R, S = Matrix.zeros(A.rows, B.columns) }: Weights, X: Matrix): Matrix {
  const BX = B.transpose().mmul(X);
  const cross = BX.mmul(A).add(S.transpose());
  const K = solve(Matrix.add(R, BX.mmul(B)), cross);
  const next = A.transpose().mmul(X).mmul(A).add(Q).sub(cross.transpose().mmul(K));
  return Matrix.add(next, next.transpose()).mul(0.5); // A itself, unstable, would carry on an antisymmetric rounding
}

test("with one state the discrete solution is the positive root of its quadratic", () => {
  for (const [a, b, q, r] of [
    [1, 1, 1, 1],
    [1.2, 0.5, 2, 3],
    [0, 1, 1, 1],
    [-3, 1e-3, 1, 1],
    [0.9, 1, 0, 1],
  ] as const) {
    // b^2 x^2 + (r - a^2 r - q b^2) x - q r = 0; for q = 0 and |a| < 1 the root is 0.
    const half = (r - a * a * r - q * b * b) / (2 * b * b);
    const root =
      half < 0
        ? -half + Math.sqrt(half * half + (q * r) / (b * b))
        : (q * r) / (b * b) / (half + Math.sqrt(half * half + (q * r) / (b * b)));
    const { X } = discreteRiccati(scalar(a), scalar(b), { Q: scalar(q), R: scalar(r) });
    expect(X.get(0, 0)).toBeCloseTo(root, 12);
    expect(X.get(0, 0) / root || 1).toBeCloseTo(1, 10); // the closed form itself loses digits at b = 1e-3
  }
});

test("the golden ratio is the cost of a random walk with unit weights", () => {
  const { X, K } = discreteRiccati(scalar(1), scalar(1), { Q: scalar(1), R: scalar(1) });
  expect(X.get(0, 0)).toBeCloseTo((1 + Math.sqrt(5)) / 2, 15);
  expect(K.get(0, 0)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 15);
});

test("the continuous double integrator has X = [[sqrt 2, 1], [1, sqrt 2]] and K = [1, sqrt 2]", () => {
  const A = new Matrix([
    [0, 1],
    [0, 0],
  ]);
  const { X, K } = continuousRiccati(A, new Matrix([[0], [1]]), { Q: Matrix.diag([1, 0]), R: scalar(1) });
  const root = Math.SQRT2;
  expect(
    distance(
      X,
      new Matrix([
        [root, 1],
        [1, root],
      ]),
    ),
  ).toBeLessThan(1e-15);
  expect(distance(K, new Matrix([[1, root]]))).toBeLessThan(1e-15);
});

test("a chain scaled by 1e6 keeps every digit: X = diag(1, 1 + 1e12)", () => {
  const A = new Matrix([
    [0, 1e6],
    [0, 0],
  ]);
  const { X, K } = discreteRiccati(A, new Matrix([[0], [1]]), { Q: Matrix.eye(2, 2), R: scalar(1) });
  expect(X.to2DArray()).toEqual([
    [1, 0],
    [0, 1 + 1e12],
  ]);
  expect(K.norm("frobenius")).toBe(0);
});

test("an input that costs nothing is allowed where it cannot be used without limit", () => {
  // Van Dooren, "A generalized eigenvalue approach for solving Riccati equations", 1981, example II: X = I.
  const A = new Matrix([
    [2, -1],
    [1, 0],
  ]);
  const { X, K } = discreteRiccati(A, new Matrix([[1], [0]]), { Q: Matrix.diag([0, 1]), R: scalar(0) });
  expect(distance(X, Matrix.eye(2, 2))).toBeLessThan(1e-15);
  expect(distance(K, new Matrix([[2, -1]]))).toBeLessThan(1e-15);
});

test("value iteration from zero ends at the discrete solution, with a cross weight too", () => {
  for (const [n, m, seed] of [
    [2, 1, 1],
    [4, 2, 2],
    [7, 3, 3],
  ] as const) {
    const A = randomMatrix(n, n, seed);
    const B = randomMatrix(n, m, seed + 10);
    // One positive definite weight of (x, u), cut into its blocks.
    const joint = randomPositive(n + m, seed + 20, 0.1);
    const weights = {
      Q: joint.subMatrix(0, n - 1, 0, n - 1),
      R: joint.subMatrix(n, n + m - 1, n, n + m - 1),
      S: joint.subMatrix(0, n - 1, n, n + m - 1),
    };
    let X = Matrix.zeros(n, n);
    for (let k = 0; k < 600; k++) X = valueStep(A, B, weights, X);
    const solution = discreteRiccati(A, B, weights);
    expect(distance(solution.X, X)).toBeLessThan(1e-11); // 600 steps round 600 times
    expect(spectralRadius(Matrix.sub(A, B.mmul(solution.K)))).toBeCloseTo(solution.measure, 9);
    expect(solution.measure).toBeLessThan(1);
  }
});

test("the continuous residual vanishes beside its terms, with a cross weight too", () => {
  for (const [n, m, seed] of [
    [2, 1, 4],
    [5, 2, 5],
    [12, 3, 6],
  ] as const) {
    const A = randomMatrix(n, n, seed);
    const B = randomMatrix(n, m, seed + 10);
    const [Q, R, S] = [randomPositive(n, seed, 1), randomPositive(m, seed, 1), randomMatrix(n, m, seed + 30).mul(0.1)];
    const { X, K, measure } = continuousRiccati(A, B, { Q, R, S });
    const AX = A.transpose().mmul(X);
    const residual = Matrix.add(AX, AX.transpose()).add(Q).sub(K.transpose().mmul(R).mmul(K));
    expect(residual.norm("frobenius")).toBeLessThan(1e-13 * (2 * AX.norm("frobenius") + Q.norm("frobenius")));
    expect(spectralAbscissa(Matrix.sub(A, B.mmul(K)))).toBeCloseTo(measure, 9);
    expect(measure).toBeLessThan(0);
  }
});

test("a delay in front of the input is a chain of shift states, and costs what waiting costs", () => {
  // x+ = x + u(k - 2), unit weights: for two samples nothing can be done, then X of the undelayed walk remains.
  const A = new Matrix([
    [1, 1, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);
  const { X } = discreteRiccati(A, new Matrix([[0], [0], [1]]), { Q: Matrix.diag([1, 0, 0]), R: scalar(1) });
  expect(X.get(0, 0)).toBeCloseTo(2 + (1 + Math.sqrt(5)) / 2, 13);
});

test("a mode that no input moves and that does not decay is named", () => {
  const weights = { Q: Matrix.eye(2, 2), R: scalar(1) };
  const B = new Matrix([[1], [0]]);
  expect(() => discreteRiccati(Matrix.diag([0.5, 1.25]), B, weights)).toThrow(
    /\(A, B\): found the mode 1.25, which is not stable and which no input moves/,
  );
  expect(() => continuousRiccati(Matrix.diag([1, 0.5]), B, weights)).toThrow(/\(A, B\): found the mode 0.5/);
});

test("a marginal mode that costs nothing is named", () => {
  const rotation = new Matrix([
    [0.6, 0.8],
    [-0.8, 0.6],
  ]);
  const free = { Q: Matrix.zeros(2, 2), R: scalar(1) };
  expect(() => discreteRiccati(rotation, new Matrix([[1], [0]]), free)).toThrow(
    /\(A, Q\): found the mode 0\.[56].* ± 0\.[78].*i on the limit of stability without a weight/,
  );
  const integrators = new Matrix([
    [0, 1],
    [0, 0],
  ]);
  expect(() => continuousRiccati(integrators, new Matrix([[0], [1]]), { ...free, Q: Matrix.diag([0, 1]) })).toThrow(
    /\(A, Q\): found the mode -?0.* weigh that state in Q/,
  );
});

test("wrong shapes, asymmetric and singular weights are named", () => {
  const [A, B] = [Matrix.eye(2, 2), new Matrix([[1], [1]])];
  expect(() => discreteRiccati(A, B, { Q: scalar(1), R: Matrix.eye(2, 2) })).toThrow(
    /Q: found 1 x 1; expected 2 x 2\n {2}R: found 2 x 2; expected 1 x 1/,
  );
  expect(() =>
    discreteRiccati(A, B, {
      Q: new Matrix([
        [1, 1],
        [0, 1],
      ]),
      R: scalar(1),
    }),
  ).toThrow(/Q: found a matrix that is not symm/);
  expect(() => continuousRiccati(A, B, { Q: A, R: scalar(0) })).toThrow(/R: found a singular matrix/);
  expect(() => discreteRiccati(A, B, { Q: A, R: scalar(Number.NaN) })).toThrow(/R: found the entry NaN/);
});

test("a nearly unstabilisable mode costs (1 + sqrt(1 + e^2)) / e^2, to the last digits of every entry", () => {
  // Arnold and Laub, "Generalized eigenproblem algorithms and software for algebraic Riccati equations", 1984, example 1.
  for (const e of [1, 1e-3, 1e-6]) {
    const root = Math.sqrt(1 + e * e);
    const weights = {
      Q: new Matrix([
        [1, 1],
        [1, 1],
      ]),
      R: scalar(1),
    };
    const { X } = continuousRiccati(Matrix.diag([1, -2]), new Matrix([[e], [0]]), weights);
    expect(X.get(0, 0) / ((1 + root) / (e * e))).toBeCloseTo(1, 14);
    expect(X.get(0, 1) * (2 + root)).toBeCloseTo(1, 9); // 12 powers of ten below the first entry
    expect(X.get(1, 1)).toBeCloseTo((1 - (e / (2 + root)) ** 2) / 4, 9);
  }
});

test("the units of the states change nothing but the units of the gain", () => {
  const [A, B, Q, R] = [randomMatrix(5, 5, 41), randomMatrix(5, 2, 42), randomPositive(5, 43, 0.1), Matrix.eye(2, 2)];
  const units = Matrix.diag([1, 1e3, 1e-4, 1e5, 1e-2]);
  const inverse = Matrix.diag(units.diagonal().map((entry) => 1 / entry));
  for (const solveEquation of [discreteRiccati, continuousRiccati]) {
    const plain = solveEquation(A, B, { Q, R });
    const turned = solveEquation(units.mmul(A).mmul(inverse), units.mmul(B), { Q: inverse.mmul(Q).mmul(inverse), R });
    // The change of units rounds each entry of the data once.
    expect(distance(turned.K.mmul(units), plain.K)).toBeLessThan(1e-12);
  }
});
