// A limited loop against the linear loop where nothing limits it, and against what its limits forbid.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { feedback, series } from "../../../src/control/linear/connect.ts";
import { stateSpaceOf } from "../../../src/control/linear/convert.ts";
import {
  type ActuatorLimits,
  type AntiWindup,
  type LimitedPid,
  loopResponse,
} from "../../../src/control/linear/loop-response.ts";
import { stepResponse } from "../../../src/control/linear/response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";

const plant: StateSpace = {
  A: new Matrix([[0.95]]),
  B: new Matrix([[0.15]]),
  C: new Matrix([[1]]),
  D: new Matrix([[0]]),
  sampleTime: 0.2,
  timeUnit: "s",
};
const free: ActuatorLimits = { min: -Infinity, max: Infinity, slew: Infinity };
const waiting: AntiWindup = { kind: "conditional integration" };
const pi: LimitedPid = { kp: 2, ki: 0.8, kd: 0, filterRate: 5, antiWindup: waiting };

const step = (count: number, size: number): { reference: number[]; noise: number[] } => ({
  reference: Array.from({ length: count }, () => size),
  noise: Array.from({ length: count }, () => 0),
});

test("without limits the loop is the linear loop, whatever would act against windup", () => {
  const pid = stateSpaceOf({ num: [2 + 0.16, -2], den: [1, -1], delay: 0, sampleTime: 0.2, timeUnit: "s" });
  const one = stateSpaceOf({ num: [1], den: [1], delay: 0, sampleTime: 0.2, timeUnit: "s" });
  const linear = stepResponse(feedback(series(pid, plant), one, -1), 80);
  for (const antiWindup of [waiting, { kind: "back-calculation", rate: 1 } as const]) {
    const { measurement, limitedSamples } = loopResponse(plant, { ...pi, antiWindup }, free, step(80, 1));
    expect(limitedSamples).toBe(0);
    for (const [k, y] of measurement.entries()) expect(y).toBeCloseTo(linear[k]?.get(0, 0) ?? Number.NaN, 12);
  }
});

describe("with an actuator that cannot do what is asked", () => {
  const narrow: ActuatorLimits = { min: -0.6, max: 0.6, slew: 0.1 };

  test("the output keeps its bounds and its slew", () => {
    const { applied, asked } = loopResponse(plant, pi, narrow, step(100, 1));
    let last = 0;
    for (const u of applied) {
      expect(Math.abs(u)).toBeLessThanOrEqual(0.6);
      expect(Math.abs(u - last)).toBeLessThanOrEqual(0.1 + 1e-15);
      last = u;
    }
    expect(Math.max(...asked)).toBeGreaterThan(1);
  });

  test("the integral waits or is pulled back instead of winding up", () => {
    const tight = { ...narrow, slew: Infinity, max: 0.2 }; // rests at 0.6, short of 1
    const wound = loopResponse(
      plant,
      { ...pi, antiWindup: { kind: "back-calculation", rate: 0 } },
      tight,
      step(100, 1),
    );
    const waits = loopResponse(plant, pi, tight, step(100, 1));
    const pulled = loopResponse(
      plant,
      { ...pi, antiWindup: { kind: "back-calculation", rate: 2 } },
      tight,
      step(100, 1),
    );
    expect(wound.integral[99]).toBeGreaterThan(5); // 0.8 x 0.2 s x about 0.4 to 1 each sample
    expect(waits.integral[99]).toBe(0);
    expect(Math.abs(pulled.integral[99] ?? Infinity)).toBeLessThan(1);
  });
});

test("a plant that answers at once, other lengths and bounds out of order are refused", () => {
  const direct = { ...plant, D: new Matrix([[1]]) };
  expect(() => loopResponse(direct, pi, free, step(3, 1))).toThrow("D: found 1; expected 0");
  expect(() => loopResponse(plant, pi, free, { reference: [1, 2], noise: [0] })).toThrow(
    "noise, one number for each sample: found 1",
  );
  expect(() => loopResponse(plant, pi, { ...free, min: 2, max: 1 }, step(3, 1))).toThrow("limits > min: found 2");
  expect(() => loopResponse(plant, pi, { ...free, slew: -1 }, step(3, 1))).toThrow("limits > slew: found -1");
});
