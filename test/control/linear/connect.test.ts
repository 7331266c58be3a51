// Connected models against the algebra of their frequency responses.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { append, feedback, lowerLft, parallel, series, upperLft } from "../../../src/control/linear/connect.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import type { ComplexMatrix } from "../../../src/numeric/complex.ts";
import { product, solve } from "../../../src/numeric/complex-matrix.ts";
import { randomMatrix, randomSystem } from "../../oracle/random-system.ts";

const FREQUENCIES = [0, 0.1, 0.9, 2.5, Math.PI];

const minus = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => ({
  re: Matrix.sub(a.re, b.re),
  im: Matrix.sub(a.im, b.im),
});
const plus = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => ({
  re: Matrix.add(a.re, b.re),
  im: Matrix.add(a.im, b.im),
});
const identity = (n: number): ComplexMatrix => ({ re: Matrix.eye(n, n), im: Matrix.zeros(n, n) });
const block = (m: ComplexMatrix, rows: [number, number], columns: [number, number]): ComplexMatrix => ({
  re: m.re.subMatrix(rows[0], rows[1] - 1, columns[0], columns[1] - 1),
  im: m.im.subMatrix(rows[0], rows[1] - 1, columns[0], columns[1] - 1),
});

function solved(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const x = solve(a, b);
  if (x === null) throw new Error("singular");
  return x;
}

/** The model answers every sine wave as the formula says. Loops here have gains below 10, so rounding stays below 1e-12. */
function expectResponse(system: StateSpace, formula: (w: number) => ComplexMatrix): void {
  for (const w of FREQUENCIES) {
    const difference = minus(frequencyResponse(system, w), formula(w));
    expect(difference.re.norm() + difference.im.norm()).toBeLessThan(1e-12);
  }
}

const at = frequencyResponse;

describe("connections without loops", () => {
  const [G, H] = [randomSystem({ n: 3, m: 2, p: 2 }, 1), randomSystem({ n: 2, m: 2, p: 2 }, 2)];

  test("in series the responses multiply, the later one on the left", () => {
    expectResponse(series(G, H), (w) => product(at(H, w), at(G, w)));
  });

  test("in parallel they add", () => {
    expectResponse(parallel(G, H), (w) => plus(at(G, w), at(H, w)));
  });

  test("side by side they do not touch", () => {
    for (const w of FREQUENCIES) {
      const whole = at(append(G, H), w);
      const [first, second] = [block(whole, [0, 2], [0, 2]), block(whole, [2, 4], [2, 4])];
      expect(minus(first, at(G, w)).re.norm() + minus(second, at(H, w)).im.norm()).toBeLessThan(1e-13);
      expect(block(whole, [0, 2], [2, 4]).re.norm()).toBe(0);
      expect(block(whole, [2, 4], [0, 2]).im.norm()).toBe(0);
    }
  });

  test("a model without states is a matrix", () => {
    const gain = randomSystem({ n: 0, m: 2, p: 2 }, 3);
    expectResponse(series(gain, G), (w) => product(at(G, w), { re: gain.D, im: Matrix.zeros(2, 2) }));
    expectResponse(parallel(gain, gain), () => ({ re: Matrix.mul(gain.D, 2), im: Matrix.zeros(2, 2) }));
  });
});

describe("loops", () => {
  const [G, H] = [randomSystem({ n: 3, m: 2, p: 3 }, 4), randomSystem({ n: 2, m: 3, p: 2 }, 5)];

  test("feedback is (I - sign G H)^-1 G, direct terms included", () => {
    for (const sign of [1, -1] as const) {
      expectResponse(feedback(G, H, sign), (w) => {
        const loop = product(at(G, w), at(H, w));
        const signed = { re: loop.re.mul(sign), im: loop.im.mul(sign) };
        return solved(minus(identity(3), signed), at(G, w));
      });
    }
  });

  test("the lower fraction is P11 + P12 K (I - P22 K)^-1 P21", () => {
    const P = randomSystem({ n: 4, m: 3, p: 4 }, 6);
    const K = randomSystem({ n: 2, m: 2, p: 1 }, 7);
    expectResponse(lowerLft(P, K), (w) => {
      const [whole, k] = [at(P, w), at(K, w)];
      const [P11, P12] = [block(whole, [0, 2], [0, 2]), block(whole, [0, 2], [2, 3])];
      const [P21, P22] = [block(whole, [2, 4], [0, 2]), block(whole, [2, 4], [2, 3])];
      const inner = solved(minus(identity(2), product(P22, k)), P21);
      return plus(P11, product(P12, product(k, inner)));
    });
  });

  test("the upper fraction is P22 + P21 Delta (I - P11 Delta)^-1 P12", () => {
    const P = randomSystem({ n: 3, m: 3, p: 4 }, 8);
    const Delta = randomSystem({ n: 1, m: 2, p: 1 }, 9);
    expectResponse(upperLft(P, Delta), (w) => {
      const [whole, delta] = [at(P, w), at(Delta, w)];
      const [P11, P12] = [block(whole, [0, 2], [0, 1]), block(whole, [0, 2], [1, 3])];
      const [P21, P22] = [block(whole, [2, 4], [0, 1]), block(whole, [2, 4], [1, 3])];
      const inner = solved(minus(identity(2), product(P11, delta)), P12);
      return plus(P22, product(P21, product(delta, inner)));
    });
  });

  test("a model is its own matrices closed from above by one delay for each state", () => {
    const system = randomSystem({ n: 3, m: 2, p: 1 }, 10);
    const { A, B, C, D } = system;
    const matrices = Matrix.zeros(4, 5);
    matrices.setSubMatrix(A, 0, 0).setSubMatrix(B, 0, 3).setSubMatrix(C, 3, 0).setSubMatrix(D, 3, 3);
    const gain: StateSpace = { ...randomSystem({ n: 0, m: 5, p: 4 }, 11), D: matrices };
    const delays: StateSpace = {
      ...system,
      A: Matrix.zeros(3, 3),
      B: Matrix.eye(3, 3),
      C: Matrix.eye(3, 3),
      D: Matrix.zeros(3, 3),
    };
    expectResponse(upperLft(gain, delays), (w) => at(system, w));
  });
});

describe("what cannot be connected is refused by name", () => {
  const G = randomSystem({ n: 2, m: 1, p: 1 }, 12);

  test("other sample times and time units", () => {
    expect(() => series(G, { ...G, sampleTime: 12 })).toThrow("sampleTime: found 1 and 12");
    expect(() => parallel(G, { ...G, timeUnit: "block" })).toThrow('timeUnit: found "s" and "block"');
  });

  test("numbers of signals that differ, and matrices that do not fit", () => {
    const wide = randomSystem({ n: 2, m: 3, p: 2 }, 13);
    expect(() => series(G, wide)).toThrow("D of the second model, columns: found 3; expected 1");
    expect(() => feedback(wide, wide, -1)).toThrow("return path, columns: found 3; expected 2");
    expect(() => lowerLft(G, wide)).toThrow("closing model's D (at most): found 2; expected 1");
    expect(() => append(G, { ...G, B: randomMatrix(3, 1, 1) })).toThrow("B: found 3 x 1; expected 2 x 1");
    expect(() => append(G, { ...G, D: new Matrix([[Number.NaN]]) })).toThrow("D[0][0]: found NaN");
  });

  test("an algebraic loop", () => {
    const one: StateSpace = { ...randomSystem({ n: 0, m: 1, p: 1 }, 14), D: new Matrix([[1]]) };
    expect(() => feedback(one, one, 1)).toThrow("singular I - D Dk");
    expect(feedback(one, one, -1).D.get(0, 0)).toBe(0.5);
  });
});
