// Zeros, poles and gain of loops: known ones, and the response that they give back.
import { inverse, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { gainCurve, phaseCurve } from "../../../src/control/analysis/loop-curves.ts";
import { loopFactors } from "../../../src/control/analysis/loop-factors.ts";
import { rootsNearOrigin } from "../../../src/control/analysis/shifted-polynomial.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { continuousSystem, delayed, numbers, stableSystem } from "./random-loops.ts";

test("integrators are found exactly although 1 - 1.9 + 0.9 is not 0 in floating point", () => {
  expect(1 - 1.9 + 0.9).not.toBe(0);
  const { roots } = rootsNearOrigin([1, -1.9, 0.9], 1);
  expect(roots.map(({ re }) => re).toSorted((a, b) => a - b)).toEqual([expect.closeTo(-0.1, 14), 0]);
  const clock = { delay: 0, sampleTime: 1, timeUnit: "block" } as const;
  expect(loopFactors({ ...clock, num: [1, -0.9], den: [1, -2, 1] }).origin).toBe(-2);
  expect(loopFactors({ ...clock, num: [1, -1], den: [1, -0.5] }).origin).toBe(1);
});

test("a double integrator in coordinates that hide it is one all the same", () => {
  const T = new Matrix([
    [1, 0.3, -0.2],
    [0.4, 1, 0.5],
    [-0.6, 0.1, 1],
  ]);
  const A = new Matrix([
    [1, 1, 0],
    [0, 1, 0],
    [0, 0, 0.6],
  ]);
  const turned = T.mmul(A).mmul(inverse(T));
  const loop: StateSpace = {
    A: turned,
    B: T.mmul(new Matrix([[0], [1], [1]])),
    C: new Matrix([[1, 0, 0.2]]).mmul(inverse(T)),
    D: Matrix.zeros(1, 1),
    sampleTime: 1,
    timeUnit: "block",
  };
  expect(loopFactors(loop).origin).toBe(-2);
});

test("gain and phase of the factors are the frequency response, for every relative degree", () => {
  const draw = numbers(31);
  for (let k = 0; k < 12; k++) {
    const loop = k % 3 === 0 ? continuousSystem(5, 1, 0.1, draw) : delayed(stableSystem(4, 1, 1.2, draw), k % 4);
    const factors = loopFactors(loop);
    for (const w of [0.01, 0.5, 2, 3]) {
      const response = frequencyResponse(loop, w);
      const size = Math.exp(gainCurve(factors).value(w));
      const phase = phaseCurve(factors).value(w);
      expect(size * Math.cos(phase)).toBeCloseTo(response.re.get(0, 0), 10);
      expect(size * Math.sin(phase)).toBeCloseTo(response.im.get(0, 0), 10);
    }
  }
});

test("the bounds of both slopes hold every slope between", () => {
  const draw = numbers(32);
  for (let k = 0; k < 12; k++) {
    const factors = loopFactors(k % 2 === 0 ? continuousSystem(4, 1, 0.1, draw) : stableSystem(4, 1, 1.1, draw));
    for (const curve of [gainCurve(factors), phaseCurve(factors)]) {
      const [a, b] = [0.4 + 0.4 * draw(), 1.5 + 0.6 * draw()];
      const { low, high } = curve.slopes(a, b);
      for (let i = 1; i < 40; i++) {
        const x = a + ((b - a) * i) / 40;
        const slope = (curve.value(x + 1e-6) - curve.value(x - 1e-6)) / 2e-6;
        expect(slope).toBeGreaterThan(low - 1e-6); // rounding of the difference quotient
        expect(slope).toBeLessThan(high + 1e-6);
      }
    }
  }
});

test("an output that never sees the input makes a loop without gain", () => {
  const loop = stableSystem(3, 1, 0.9, numbers(33));
  expect(loopFactors({ ...loop, B: Matrix.zeros(3, 1) }).gain).toBe(0);
  expect(loopFactors({ ...loop, C: Matrix.zeros(1, 3) }).gain).toBe(0);
});
