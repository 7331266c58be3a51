// The PID law as a linear model against the law itself, block by block in a loop with a linear plant.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { feedback } from "../../../src/control/linear/connect.ts";
import { type PidGains, pidModel, pidSetpointModel } from "../../../src/control/linear/pid-model.ts";
import { staticGain } from "../../../src/control/linear/poles-zeros.ts";
import { affine, response } from "../../../src/control/linear/response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import { PID_MEMORY, pidParameters, pidStep } from "../../../src/control/pid.ts";
import { sensorNames } from "../../../src/control/sensors.ts";
import { setCell, useCells } from "../../../src/numeric/cells.ts";
import { spectralRadius } from "../../../src/numeric/eigenvalues.ts";

const DT = 12;
const BLOCKS = 400;
const MEMORY = 8 * pidParameters.length;
const SENSORS = MEMORY + 8 * PID_MEMORY;

/** A slow second-order plant with a one-sample delay: inputs are the controller's output and a disturbance. */
const plant: StateSpace = {
  A: new Matrix([
    [0.97, 0.02, 0],
    [0, 0.9, 0.1],
    [0, 0, 0],
  ]),
  B: new Matrix([[0], [0], [1]]),
  C: new Matrix([[1, 0, 0]]),
  D: new Matrix([[0]]),
  sampleTime: DT,
  timeUnit: "s",
};

const full: PidGains = { kp: -2, ki: -300, kd: -90, filterTime: 30, setpointWeight: 0.7 };
const settings: readonly (readonly [string, PidGains])[] = [
  ["proportional, integral and derivative action", full],
  ["no filter before the derivative", { ...full, filterTime: 0 }],
  ["gains that raise the output", { ...full, kp: 0.4, ki: 20, kd: 10 }],
  ["no proportional action", { ...full, kp: 0, kd: -20 }],
  ["proportional action alone", { ...full, ki: 0, kd: 0 }],
  ["integral action alone", { ...full, kp: 0, kd: 0 }],
  ["nothing at all", { ...full, kp: 0, ki: 0, kd: 0 }],
];

const disturbance = (k: number): number => (k < 5 ? 0 : k < 200 ? 1 : -0.5);

/** Measurements and outputs of `pidStep` in the cells around the plant. */
function playedByLaw(gains: PidGains, setpoint: number): { y: number[]; u: number[] } {
  const cells = new Float64Array((SENSORS >> 3) + sensorNames.length);
  useCells(cells);
  const values: Readonly<Record<string, number>> = { ...gains, sensor: sensorNames.indexOf("skew"), setpoint };
  pidParameters.forEach((row, i) => {
    setCell(8 * i, values[row.name] ?? row.initial);
  });
  const [y, u]: [number[], number[]] = [[], []];
  let x: Float64Array = new Float64Array(3);
  for (let k = 0; k < BLOCKS; k++) {
    const measurement = x[0] ?? 0;
    setCell(SENSORS + 8 * sensorNames.indexOf("skew"), measurement);
    const output = pidStep(0, MEMORY, 8, SENSORS, 0, 0, DT);
    y.push(measurement);
    u.push(output);
    x = affine(plant.A, x, plant.B, Float64Array.of(output + disturbance(k)));
  }
  return { y, u };
}

/** Rounding of 400 blocks, relative to the largest value. */
function expectSame(found: readonly number[], expected: readonly number[]): void {
  const largest = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...found.map((value, k) => Math.abs(value - (expected[k] ?? Number.NaN))));
  expect(found.length).toBe(expected.length);
  expect(worst).toBeLessThanOrEqual(1e-12 * largest);
}

describe("around a linear plant the model does what the law does", () => {
  for (const [name, gains] of settings) {
    test(`with ${name}`, () => {
      const pid = pidModel(gains, DT);
      const loop = feedback(plant, pid, 1);
      const law = playedByLaw(gains, 0);
      const inputs = Matrix.columnVector(Array.from({ length: BLOCKS }, (_, k) => disturbance(k)));
      const y = response(loop, inputs, new Array(loop.A.rows).fill(0)).to1DArray();
      expectSame(y, law.y);
      const u = response(pid, Matrix.columnVector(law.y), new Array(pid.A.rows).fill(0)).to1DArray();
      expectSame(u, law.u);
      expect(Math.max(...law.y.map(Math.abs))).toBeGreaterThan(0.1);
    });
  }

  test("the set point enters through its weight and the integral", () => {
    const law = playedByLaw(full, 0.25);
    const inputs = new Matrix(law.y.map((y) => [y, 0.25]));
    const u = response(pidSetpointModel(full, DT), inputs, [0, 0, 0]).to1DArray();
    expectSame(u, law.u);
  });
});

test("an action whose gain is zero leaves no integrator behind", () => {
  const pid = pidModel({ ...full, ki: 0 }, DT);
  expect(pid.A.rows).toBe(2);
  expect(spectralRadius(feedback(plant, pid, 1).A)).toBeLessThan(1);
  expect(pidModel({ ...full, kd: 0 }, DT).A.to2DArray()).toEqual([[1]]);
});

test("at rest a loop with integral action leaves no deviation", () => {
  expect(Math.abs(staticGain(feedback(plant, pidModel(full, DT), 1)).get(0, 0))).toBeLessThan(1e-13);
});

test("gains that are not numbers and times that are not positive are refused", () => {
  expect(() => pidModel({ ...full, kp: Number.NaN }, DT)).toThrow("kp: found NaN");
  expect(() => pidModel({ ...full, filterTime: -1 }, 0)).toThrow(/filterTime: found -1[\s\S]*block time: found 0/);
});
