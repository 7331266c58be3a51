// One loop closed on a linear plant: the kernel's law is the TypeScript law bit for bit, and both are the textbook recursion.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { COMPENSATOR_NUMBERS } from "../../src/control/compensator.ts";
import { loopStep } from "../../src/control/loop.ts";
import { scheduleNodes } from "../../src/control/schedule.ts";
import { useCells } from "../../src/numeric/cells.ts";
import { type Compensator, TAIL_NUMBERS, withCompensator } from "../../src/simulate/compensator-tail.ts";
import { instantiate, kernelModule } from "../../src/simulate/module.ts";
import { parameters, vectorOf } from "../../src/simulate/parameters.ts";
import { fillCells, type LoopStep, type Setting, type Situation, stepCells, structure } from "../control/loop-cells.ts";

const BLOCKS = 600;
const now: Situation = { base: 0.02, overshoot: 0, dt: 12, seed: 4_000_000_000, path: 3, loop: 2 };

/** A second-order plant in closed loop; the disturbance and the stress are waves. Outputs block by block. */
function closed(step: LoopStep, cells: Float64Array): number[] {
  let [position, speed, u] = [0, 0, now.base];
  return Array.from({ length: BLOCKS }, (_, k) => {
    speed = 0.9 * speed - 0.2 * position - 0.3 * (u - now.base) + 0.01 * Math.sin(k / 17);
    position += speed;
    const readings = { skew: position, basis: 0.1 * speed, insurance: 0.75 + 0.25 * Math.cos(k / 90) };
    u = stepCells(step, cells, readings, { ...now, overshoot: 1 + Math.sin(k / 40) });
    return u;
  });
}

function inTypeScript(setting: Setting, numbers: ArrayLike<number>): number[] {
  const cells = new Float64Array(4096);
  fillCells(cells, setting, now.base, numbers);
  useCells(cells);
  return closed(loopStep, cells);
}

function inKernel(setting: Setting, numbers: ArrayLike<number>): number[] {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const kernel = instantiate(kernelModule(), memory);
  const cells = new Float64Array(memory.buffer);
  fillCells(cells, setting, now.base, numbers);
  return closed(kernel.loopStep, cells);
}

const compensator: Compensator = {
  order: 2,
  F: new Matrix([
    [0.5, 0.6],
    [-0.4, 0.7],
  ]),
  G: Matrix.columnVector([0.5, 0.2]),
  H: Matrix.columnVector([-0.3, -0.3]),
  K: new Matrix([[-0.4, -0.5]]),
  Ky: -0.1,
};
const vector = withCompensator(vectorOf({}), "margin", compensator);
const numbers = vector.slice(parameters.length, parameters.length + COMPENSATOR_NUMBERS);

const guardrails: Setting = {
  min: -0.05,
  max: 0.1,
  slew: 0.02,
  deadband: 0.0005,
  feedForward: 0.2,
  feedForwardSensor: 4,
};
const gains: Setting = { kp: 0.3, ki: 900, kd: 4, sensor: 3, setpoint: 0.01, schedule: 0.3, antiWindupTime: 240 };
const nodes: Setting = Object.fromEntries(scheduleNodes.map(({ name }, i) => [name, 0.02 + ((i * 7) % 12) / 200]));
const quick: Setting = { "governance.period": 600, "governance.shortestDelay": 300, "governance.longestDelay": 1500 };
const structures: Readonly<Record<string, Setting>> = {
  pid: { ...gains, bumpless: 1 },
  schedule: { ...nodes, structure: structure("schedule") },
  state: { structure: structure("state"), sensor: 3, setpoint: 0.01 },
  governance: { ...gains, ...quick, structure: structure("governance") },
};

describe("kernel and TypeScript", () => {
  test.each(Object.keys(structures))("give the same bits under structure %s", (name) => {
    const setting = { ...guardrails, ...structures[name] };
    const outputs = inKernel(setting, numbers);
    expect(outputs).toEqual(inTypeScript(setting, numbers));
    expect(new Set(outputs).size).toBeGreaterThan(5); // the loop was awake
  });
});

describe("on a linear plant without limits", () => {
  test("the compensator is the state-space recursion u = rest - K x - Ky y, x+ = F x + G y + H (u - rest)", () => {
    const outputs = inKernel({ structure: structure("state"), sensor: 3, setpoint: 0.01 }, numbers);
    const { F, G, H, K, Ky } = compensator;
    const read = (m: typeof F): Matrix =>
      new Matrix(Array.from({ length: m.rows }, (_, i) => Array.from({ length: m.columns }, (__, j) => m.get(i, j))));
    let x = Matrix.zeros(2, 1);
    let [position, speed, u] = [0, 0, now.base];
    let worst = 0;
    for (let k = 0; k < BLOCKS; k++) {
      speed = 0.9 * speed - 0.2 * position - 0.3 * (u - now.base) + 0.01 * Math.sin(k / 17);
      position += speed;
      const y = position - 0.01;
      u = now.base - read(K).mmul(x).get(0, 0) - Ky * y;
      x = Matrix.add(read(F).mmul(x), Matrix.add(read(G).mul(y), read(H).mul(u - now.base)));
      worst = Math.max(worst, Math.abs(u - (outputs[k] ?? Number.NaN)));
    }
    expect(worst).toBeLessThan(1e-12); // rounding of a stable recursion of order 1
  });

  test("the pid law is the state-space recursion of its integral: x+ = x + ki y dt, u = rest + kp y + x+", () => {
    const outputs = inKernel({ kp: 0.3, ki: 900, sensor: 3 }, []);
    let [position, speed, u, x] = [0, 0, now.base, 0];
    let worst = 0;
    for (let k = 0; k < BLOCKS; k++) {
      speed = 0.9 * speed - 0.2 * position - 0.3 * (u - now.base) + 0.01 * Math.sin(k / 17);
      position += speed;
      x += ((900 * 12) / 86400) * position;
      u = now.base + 0.3 * position + x;
      worst = Math.max(worst, Math.abs(u - (outputs[k] ?? Number.NaN)));
    }
    expect(worst).toBeLessThan(1e-12);
  });

  test("a compensator that was pinned for long leaves its bound as if it had not been", () => {
    // The estimator knows what was sent, so its state follows the plant and not the output it asked for.
    const setting = { structure: structure("state"), sensor: 3, max: 0.021 };
    const cells = new Float64Array(4096);
    fillCells(cells, setting, now.base, numbers);
    useCells(cells);
    const pinned = Array.from({ length: 300 }, () => stepCells(loopStep, cells, { skew: 1 }, now));
    expect(pinned.at(-1)).toBe(0.021);
    const after = Array.from({ length: 20 }, () => stepCells(loopStep, cells, { skew: -1 }, now));
    expect(after.findIndex((u) => u < 0.02)).toBeLessThan(4);
  });
});

describe("the tail of the vector", () => {
  test("holds one compensator a loop and leaves the others and the named parameters alone", () => {
    const both = withCompensator(vector, "cap", { ...compensator, Ky: 7 });
    expect(both.length).toBe(parameters.length + TAIL_NUMBERS);
    expect(both.slice(0, parameters.length)).toEqual(vectorOf({}));
    expect(both.slice(parameters.length, parameters.length + COMPENSATOR_NUMBERS)).toEqual(numbers);
    expect(both[parameters.length + 4 * COMPENSATOR_NUMBERS + 1]).toBe(7);
  });

  test.each([
    ["order", { order: 13 }, "found 13; expected a whole number from 1 to 12; reduce the model first"],
    ["a matrix", { G: new Matrix([[1, 2]]) }, "found 1 x 2; expected 2 x 1"],
    ["a number", { Ky: Number.NaN }, "found NaN; expected a finite number"],
  ])("refuses %s that does not fit", (_, change, words) => {
    expect(() => withCompensator(vectorOf({}), "cap", { ...compensator, ...change })).toThrow(words);
  });
});
