// Frequency responses against closed forms, the definition of the delay, and each other.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { frequencyResponse, transferResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { type TransferFunction, transferAt } from "../../../src/control/linear/transfer-function.ts";
import { type Complex, divide, magnitude, multiply } from "../../../src/numeric/complex.ts";
import { cos, sin } from "../../../src/numeric/trigonometric.ts";

const doubleIntegrator: StateSpace = {
  A: new Matrix([
    [1, 1],
    [0, 1],
  ]),
  B: new Matrix([[0.5], [1]]),
  C: new Matrix([[1, 0]]),
  D: new Matrix([[0]]),
  sampleTime: 1,
  timeUnit: "block",
};
const lag: TransferFunction = { num: [3], den: [2, 1], delay: 0, sampleTime: 0, timeUnit: "s" };

describe("in discrete time", () => {
  test("a double integrator seven decades below the sample rate keeps all its digits", () => {
    const w = 1e-7; // (z + 1) / (2 (z - 1)^2) = -cos(w/2) e^{-jw/2} / (4 sin(w/2)^2)
    const { re, im } = frequencyResponse(doubleIntegrator, w);
    const size = cos(w / 2) / (4 * sin(w / 2) ** 2);
    expect(re.get(0, 0) / (-size * cos(w / 2))).toBeCloseTo(1, 14);
    expect(im.get(0, 0) / (size * sin(w / 2))).toBeCloseTo(1, 7); // 1e-7 of the real part
  });

  test("a delay of d samples multiplies by z^-d, at any point", () => {
    const plain: TransferFunction = { num: [1, 0.3], den: [1, -0.8], delay: 0, sampleTime: 2, timeUnit: "s" };
    const delayed = { ...plain, delay: 5 };
    const z: Complex = { re: 0.4, im: 0.9 };
    let expected = transferAt(plain, z);
    for (let k = 0; k < 5; k++) expected = divide(expected, z);
    const found = transferAt(delayed, z);
    expect(magnitude({ re: found.re - expected.re, im: found.im - expected.im })).toBeLessThan(1e-14);
  });

  test("the response is the value on the unit circle", () => {
    const system: TransferFunction = { num: [1, 0.3], den: [1, -0.8], delay: 3, sampleTime: 2, timeUnit: "s" };
    const w = 0.7;
    const found = transferResponse(system, w);
    const expected = transferAt(system, { re: cos(2 * w), im: sin(2 * w) });
    expect(found.re).toBeCloseTo(expected.re, 14);
    expect(found.im).toBeCloseTo(expected.im, 14);
  });
});

describe("in continuous time", () => {
  test("a lag of 2 s has gain 3 / (1 + 2jw)", () => {
    const system: StateSpace = {
      A: new Matrix([[-0.5]]),
      B: new Matrix([[1]]),
      C: new Matrix([[1.5]]),
      D: new Matrix([[0]]),
      sampleTime: 0,
      timeUnit: "s",
    };
    for (const w of [0, 0.1, 3]) {
      const { re, im } = frequencyResponse(system, w);
      const exact = divide({ re: 3, im: 0 }, { re: 1, im: 2 * w });
      expect(re.get(0, 0)).toBeCloseTo(exact.re, 15);
      expect(im.get(0, 0)).toBeCloseTo(exact.im, 15);
      expect(transferResponse(lag, w)).toEqual(exact);
    }
  });

  test("a delay turns the phase and leaves the gain", () => {
    const w = 1.3;
    const found = transferResponse({ ...lag, delay: 4 }, w);
    const expected = multiply(transferResponse(lag, w), { re: cos(4 * w), im: -sin(4 * w) });
    expect(found.re).toBeCloseTo(expected.re, 15);
    expect(found.im).toBeCloseTo(expected.im, 15);
    const at = transferAt({ ...lag, delay: 4 }, { re: 0, im: w });
    expect(at.re).toBeCloseTo(expected.re, 15);
    expect(at.im).toBeCloseTo(expected.im, 15);
  });
});

test("at a pole on the axis the response is infinite", () => {
  expect(frequencyResponse(doubleIntegrator, 0).re.get(0, 0)).toBe(Infinity);
  const integrator: TransferFunction = { num: [1], den: [1, -1], delay: 0, sampleTime: 1, timeUnit: "block" };
  expect(transferResponse(integrator, 0)).toEqual({ re: Infinity, im: 0 });
});

test("a model without states answers with its gain", () => {
  const gain: StateSpace = {
    A: Matrix.zeros(0, 0),
    B: Matrix.zeros(0, 2),
    C: Matrix.zeros(1, 0),
    D: new Matrix([[2, -3]]),
    sampleTime: 1,
    timeUnit: "day",
  };
  const { re, im } = frequencyResponse(gain, 0.4);
  expect(re.to2DArray()).toEqual([[2, -3]]);
  expect(im.to2DArray()).toEqual([[0, 0]]);
});
