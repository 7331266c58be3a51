// System norms: closed forms, the inequalities between them, and bounds from plain simulation and grids.
import { inverse, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { hInfinityNorm } from "../../../src/control/analysis/h-infinity-norm.ts";
import { h2Norm, noiseDeviation } from "../../../src/control/analysis/h2-norm.ts";
import { peakToPeakNorm } from "../../../src/control/analysis/peak-to-peak-norm.ts";
import { largestSingularValue } from "../../../src/control/analysis/singular-values.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { continuousSystem, numbers, stableSystem } from "./random-loops.ts";

function firstOrder(a: number, b: number, sampleTime: number): StateSpace {
  const [A, B] = [new Matrix([[a]]), new Matrix([[b]])];
  return { A, B, C: Matrix.eye(1), D: Matrix.zeros(1, 1), sampleTime, timeUnit: "s" };
}

test("a first-order lag has the norms b / sqrt(1 - a^2), b / (1 - a) and b / (1 - a), also 1e-5 from an integrator", () => {
  for (const a of [0.5, 0.99, 1 - 1e-5]) {
    const [system, gap] = [firstOrder(a, 0.3, 12), 1 - a];
    expect(h2Norm(system) / (0.3 / Math.sqrt(gap * (1 + a)))).toBeCloseTo(1, 12);
    expect(hInfinityNorm(system).value / (0.3 / gap)).toBeCloseTo(1, 10);
    expect(hInfinityNorm(system).frequency).toBe(0);
    const { value, error } = peakToPeakNorm(system, 1e-3);
    expect(value).toBeLessThanOrEqual((0.3 / gap) * (1 + 1e-12)); // a million roundings
    expect(value + error).toBeGreaterThanOrEqual(0.3 / gap);
    expect(error).toBeLessThanOrEqual(1e-3 * value);
  }
});

test("a continuous lag b / (s + a) has the norms b / sqrt(2 a) and b / a", () => {
  const system = firstOrder(-0.02, 0.3, 0);
  expect(h2Norm(system)).toBeCloseTo(0.3 / Math.sqrt(0.04), 13);
  expect(hInfinityNorm(system)).toEqual({ value: expect.closeTo(15, 9), frequency: 0 });
});

test("the peak of a resonance is found at its frequency", () => {
  // w^2 / (s^2 + 2 d w s + w^2): peak 1 / (2 d sqrt(1 - d^2)) at w sqrt(1 - 2 d^2).
  const [w, d] = [3, 0.01];
  const A = new Matrix([
    [0, 1],
    [-w * w, -2 * d * w],
  ]);
  const B = new Matrix([[0], [w * w]]);
  const C = new Matrix([[1, 0]]);
  const peak = hInfinityNorm({ A, B, C, D: Matrix.zeros(1, 1), sampleTime: 0, timeUnit: "s" });
  expect(peak.value / (1 / (2 * d * Math.sqrt(1 - d * d)))).toBeCloseTo(1, 9);
  expect(peak.frequency / (w * Math.sqrt(1 - 2 * d * d))).toBeCloseTo(1, 5);
});

test("H-infinity <= l1 <= (2 n + 1) H-infinity, and no frequency of a grid exceeds the H-infinity norm", () => {
  // Boyd and Doyle, "Comparison of peak and RMS gains for discrete-time systems", Systems and Control Letters 9, 1987.
  const draw = numbers(6);
  for (let k = 0; k < 10; k++) {
    const n = 1 + (k % 6);
    const system = stableSystem(n, 1, 0.5 + 0.49 * Math.abs(draw()), draw);
    const [peak, sum] = [hInfinityNorm(system), peakToPeakNorm(system, 1e-9)];
    expect(peak.value).toBeLessThanOrEqual((sum.value + sum.error) * (1 + 1e-9));
    expect(sum.value).toBeLessThanOrEqual((2 * n + 1) * peak.value);
    for (let i = 0; i <= 100; i++) {
      const value = largestSingularValue(frequencyResponse(system, (i * Math.PI) / 100));
      expect(value).toBeLessThanOrEqual(peak.value * (1 + 1e-9));
    }
  }
});

test("several channels: the norms bound each other and equal sums over a long impulse response", () => {
  const draw = numbers(9);
  const system = stableSystem(4, 3, 0.9, draw);
  system.D.set(1, 2, -0.7);
  let [A, energy] = [Matrix.eye(4), 0];
  const sums = [0, 0, 0];
  for (let k = 0; k < 600; k++) {
    const h = k === 0 ? system.D : system.C.mmul(A).mmul(system.B);
    if (k > 0) A = A.mmul(system.A);
    energy += h.norm() ** 2;
    for (const i of [0, 1, 2]) sums[i] = (sums[i] ?? 0) + h.getRow(i).reduce((sum, x) => sum + Math.abs(x), 0);
  }
  expect(h2Norm(system) ** 2 / energy).toBeCloseTo(1, 11);
  const { value, error } = peakToPeakNorm(system, 1e-12);
  expect((value + error) / Math.max(...sums)).toBeCloseTo(1, 10);
  const deviations = noiseDeviation(system, Matrix.eye(3));
  expect(deviations.reduce((sum, x) => sum + x * x, 0) / energy).toBeCloseTo(1, 11);
  const peak = hInfinityNorm(system).value;
  expect(h2Norm(system)).toBeLessThanOrEqual(Math.sqrt(3) * peak);
});

test("discretising a continuous system by the bilinear map keeps its H-infinity norm", () => {
  const draw = numbers(12);
  const system = continuousSystem(4, 2, 0.2, draw);
  const eye = Matrix.eye(4);
  const resolvent = inverse(Matrix.sub(eye, system.A));
  const discrete: StateSpace = {
    ...system,
    A: resolvent.mmul(Matrix.add(eye, system.A)),
    B: resolvent.mmul(system.B).mul(Math.SQRT2),
    C: system.C.mmul(resolvent).mul(Math.SQRT2),
    D: Matrix.add(system.D, system.C.mmul(resolvent.mmul(system.B))),
    sampleTime: 1,
  };
  const [left, right] = [hInfinityNorm(system), hInfinityNorm(discrete)];
  expect(left.value / right.value).toBeCloseTo(1, 9);
  expect(Math.tan(right.frequency / 2)).toBeCloseTo(left.frequency, 3);
});

test("unstable systems, and continuous ones that pass white noise, have infinite norms", () => {
  for (const system of [firstOrder(1, 1, 1), firstOrder(-1.2, 1, 1), firstOrder(0, 1, 0)]) {
    expect(h2Norm(system)).toBe(Infinity);
    expect(hInfinityNorm(system).value).toBe(Infinity);
    expect([...noiseDeviation(system, Matrix.eye(1))]).toEqual([Infinity]);
  }
  expect(peakToPeakNorm(firstOrder(1, 1, 1), 1e-6)).toEqual({ value: Infinity, error: 0, samples: 0 });
  expect(h2Norm({ ...firstOrder(-1, 1, 0), D: Matrix.eye(1) })).toBe(Infinity);
  expect(() => peakToPeakNorm(firstOrder(-1, 1, 0), 1e-6)).toThrow(/expected a discrete one/);
});
