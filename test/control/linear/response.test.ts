// Responses over time against closed forms and each other.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { impulseResponse, response, stepResponse } from "../../../src/control/linear/response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { stepMetrics } from "../../../src/control/linear/step-metrics.ts";
import { randomMatrix, randomSystem } from "../../oracle/random-system.ts";

const lag: StateSpace = {
  A: new Matrix([[0.5]]),
  B: new Matrix([[1]]),
  C: new Matrix([[0.5]]),
  D: new Matrix([[0]]),
  sampleTime: 2,
  timeUnit: "s",
};

test("a lag decays by halves from its start and rises by halves to its gain", () => {
  expect(response(lag, Matrix.zeros(4, 1), [8]).to1DArray()).toEqual([4, 2, 1, 0.5]);
  expect(stepResponse(lag, 4).map((y) => y.get(0, 0))).toEqual([0, 0.5, 0.75, 0.875]);
  expect(impulseResponse(lag, 4).map((y) => y.get(0, 0))).toEqual([0, 0.5, 0.25, 0.125]);
  expect(impulseResponse(lag, 0)).toEqual([]);
});

test("the response to any input is its convolution with the impulse response", () => {
  const system = randomSystem({ n: 3, m: 2, p: 2 }, 70);
  const inputs = randomMatrix(15, 2, 71);
  const found = response(system, inputs, [0, 0, 0]);
  const impulse = impulseResponse(system, 15);
  for (let k = 0; k < 15; k++) {
    let sum = Matrix.zeros(2, 1);
    for (let i = 0; i <= k; i++) {
      sum = sum.add((impulse[k - i] ?? sum).mmul(Matrix.columnVector(inputs.getRow(i))));
    }
    for (const j of [0, 1]) expect(found.get(k, j)).toBeCloseTo(sum.get(j, 0), 13);
  }
});

test("the step response is the sum of the impulse response", () => {
  const system = randomSystem({ n: 4, m: 2, p: 3 }, 72);
  let sum = Matrix.zeros(3, 2);
  const impulse = impulseResponse(system, 10);
  for (const [k, y] of stepResponse(system, 10).entries()) {
    sum = sum.add(impulse[k] ?? sum);
    expect(Matrix.sub(y, sum).norm()).toBeLessThan(1e-14);
  }
});

test("wrong numbers of inputs and states, and continuous models, are refused", () => {
  expect(() => response(lag, Matrix.zeros(3, 2), [0])).toThrow("inputs, columns: found 2; expected 1");
  expect(() => response(lag, Matrix.zeros(3, 1), [])).toThrow("start, one number for each state: found 0; expected 1");
  expect(() => stepResponse({ ...lag, sampleTime: 0 }, 3)).toThrow("sample it first");
  expect(() => impulseResponse(lag, 1.5)).toThrow("count: found 1.5");
});

describe("metrics of a step", () => {
  test("a response that rises, overshoots and settles", () => {
    const found = stepMetrics([0, 0.2, 0.9, 1.1, 1.05, 1.01, 1], 1, 2);
    expect(found.riseSamples).toBe(1); // from sample 1 to sample 2
    expect(found.riseTime).toBe(2);
    expect(found.settlingSample).toBe(5);
    expect(found.settlingTime).toBe(10);
    expect(found.overshoot).toBeCloseTo(0.1, 15);
    expect([found.peak, found.peakSample]).toEqual([1.1, 3]);
    expect(found.absoluteError).toBeCloseTo(2 * (1 + 0.8 + 0.1 + 0.1 + 0.05 + 0.01), 14);
    expect(found.squaredError).toBeCloseTo(2 * (1 + 0.64 + 0.01 + 0.01 + 0.0025 + 0.0001), 14);
    expect(found.timedError).toBeCloseTo(4 * (0.8 + 0.2 + 0.3 + 0.2 + 0.05), 14);
  });

  test("a response downwards has the metrics of its mirror image", () => {
    const up = [0, 0.4, 0.8, 1.2, 1];
    const down = stepMetrics(
      up.map((y) => -3 * y),
      -3,
      1,
    );
    const { peak, overshoot, riseSamples } = stepMetrics(up, 1, 1);
    expect(down.overshoot).toBeCloseTo(overshoot, 15);
    expect(down.peak).toBeCloseTo(-3 * peak, 15);
    expect(down.riseSamples).toBe(riseSamples);
  });

  test("a response that does not arrive has no rise and no settling time", () => {
    const found = stepMetrics([0, 0.3, 0.5], 1, 1);
    expect([found.riseTime, found.settlingTime, found.overshoot]).toEqual([null, null, 0]);
  });

  test("there is nothing to measure against a final value of 0, or in outputs that are not numbers", () => {
    expect(() => stepMetrics([0, 1], 0, 1)).toThrow("final: found 0");
    expect(() => stepMetrics([0, Infinity], 1, 1)).toThrow("y[1]: found Infinity");
    expect(() => stepMetrics([], 1, 1)).toThrow("found no sample");
  });
});
