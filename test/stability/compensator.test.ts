// State feedback from weights: stable with its full delay, quick, without offset, and not wound up by limits.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { diskMargin } from "../../src/control/analysis/disk-margin.ts";
import { loopMargins } from "../../src/control/analysis/loop-margins.ts";
import { COMPENSATOR_NUMBERS } from "../../src/control/compensator.ts";
import { series } from "../../src/control/linear/connect.ts";
import { delayed } from "../../src/control/linear/delays.ts";
import { response } from "../../src/control/linear/response.ts";
import { loopStep } from "../../src/control/loop.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { useCells } from "../../src/numeric/cells.ts";
import { spectralRadius } from "../../src/numeric/eigenvalues.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { parameters, vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { analyticModel, identifiedModel, sampledFiner } from "../../src/stability/channel-model.ts";
import { closedLoopOf, compensatorOf, controllerOf, withStateFeedback } from "../../src/stability/compensator.ts";
import { identifyChannel } from "../../src/stability/identified-model.ts";
import { fillCells, type Setting, type Situation, stepCells, structure } from "../control/loop-cells.ts";

const STATE = structure("state");
const deep = { "depth.initial": 2e9 };

describe("the loop of state feedback", () => {
  test.each([
    ["funding", 0],
    ["funding", 9],
    ["funding", 25],
    ["depth", 5],
    ["depth", 15],
    ["margin", 5],
  ] as const)("from %s with a delay of %d blocks is stable with margins", (channel, delay) => {
    const vector = vectorOf({ ...deep, "delay.command": delay });
    const model = analyticModel(vector, channel);
    const compensator = compensatorOf(vector, channel, model);
    expect(compensator.order).toBeLessThanOrEqual(12);
    expect(spectralRadius(closedLoopOf(model, compensator).A)).toBeLessThan(1);
    const plant = delayed(model.perBlock, model.delay);
    const { C, D, ...rest } = series(plant, controllerOf(plant, compensator));
    const loop = { ...rest, C: Matrix.mul(C, -1), D: Matrix.mul(D, -1) };
    expect(diskMargin(loop).alpha).toBeGreaterThan(0.4);
    expect(loopMargins(loop).gainIncrease).toBeGreaterThan(1.5);
  });

  test("takes a constant disturbance out with an integrator, and leaves it without", () => {
    const final = (integralWeight: number): number => {
      const vector = vectorOf({ "time.block": 120, "funding.integralWeight": integralWeight });
      const model = analyticModel(vector, "funding");
      const loop = closedLoopOf(model, compensatorOf(vector, "funding", model));
      const ones = Matrix.ones(3600, 1); // five days
      return response(loop, ones, new Array<number>(loop.A.rows).fill(0)).get(3599, 0);
    };
    expect(Math.abs(final(100))).toBeLessThan(1e-3);
    expect(Math.abs(final(0))).toBeGreaterThan(0.1);
  });

  test("is the same for blocks of another length, but for sampling", () => {
    const inTwoHours = (block: number): number => {
      const vector = vectorOf({ "time.block": block, "delay.command": 0 });
      const model = analyticModel(vector, "funding");
      const loop = closedLoopOf(model, compensatorOf(vector, "funding", model));
      const rows = 7200 / block;
      return response(loop, Matrix.ones(rows + 1, 1), new Array<number>(loop.A.rows).fill(0)).get(rows, 0);
    };
    expect(inTwoHours(12)).toBeCloseTo(inTwoHours(6), 2); // a time constant of minutes in samples of 12 s
  });

  test("with a reduced delay line is that of the full one, nearly", () => {
    const vector = vectorOf({ "delay.command": 9 });
    const model = analyticModel(vector, "funding");
    const whole = closedLoopOf(model, compensatorOf(vector, "funding", model));
    const longer = vectorOf({ "delay.command": 10 });
    const next = analyticModel(longer, "funding");
    const reduced = closedLoopOf(next, compensatorOf(longer, "funding", next));
    expect(Math.abs(spectralRadius(whole.A) - spectralRadius(reduced.A))).toBeLessThan(1e-4);
  });

  test("refuses a delay that it cannot carry, and a channel without a model, with the remedy", () => {
    const late = vectorOf({ "delay.command": 100 });
    expect(() => compensatorOf(late, "funding", analyticModel(late, "funding"))).toThrow(
      "shorten the delay or use pid",
    );
    expect(() => withStateFeedback(vectorOf({ "cap.structure": STATE }), {})).toThrow("identify the channel");
    expect(() => analyticModel(vectorOf({ "funding.sensor": sensorNames.indexOf("basis") }), "funding")).toThrow(
      "basis",
    );
  });

  test("leaves a vector without such loops as it is", () => {
    const vector = vectorOf({});
    expect(withStateFeedback(vector, {})).toBe(vector);
    expect(withStateFeedback(vectorOf({ "funding.structure": STATE }), {}).length).toBeGreaterThan(parameters.length);
  });
});

describe("the guardrails of the loop", () => {
  const limited = { "funding.structure": STATE, "funding.integralWeight": 1000 };
  const start = parameters.length + 2 * COMPENSATOR_NUMBERS;
  const numbers = withStateFeedback(vectorOf(limited), {}).slice(start, start + COMPENSATOR_NUMBERS);
  const now: Situation = { base: 0, overshoot: 0, dt: 12, seed: 1, path: 0, loop: 2 };

  /** Plays constant readings; returns the last output. */
  function looped(setting: Setting): (readings: { skew: number; basis?: number }, blocks: number) => number {
    const cells = new Float64Array(4096);
    fillCells(cells, { structure: STATE, sensor: 3, ...setting }, now.base, numbers);
    useCells(cells);
    return (readings, blocks) =>
      Array.from({ length: blocks }, () => stepCells(loopStep, cells, readings, now)).at(-1) ?? Number.NaN;
  }

  test("do not wind the integrator up", () => {
    const run = looped({ min: -0.05, max: 0.05 });
    expect(run({ skew: 0.5 }, 5000)).toBe(0.05);
    // 5,000 blocks at 0.5 would be an integral of 0.35; a skew of -0.5 would need as long to take it back.
    expect(run({ skew: -0.5 }, 300)).toBeLessThan(0);
  });

  test("let a feed-forward through once and not once a block", () => {
    const run = looped({ feedForward: 0.2, feedForwardSensor: 4 });
    expect(run({ skew: 0, basis: 0.1 }, 2000)).toBeCloseTo(0.02, 12);
  });
});

describe("in the kernel", () => {
  const still = {
    "time.block": 120,
    "time.blocks": 1500,
    "price.volatility": 0,
    "jump.rate": 0,
    "depth.initial": 1e15,
    "funding.law": 3,
    "traders.momentumResponse": 0,
    "book.openInterestLong": 1e8,
    "book.openInterestShort": 8e7,
    "funding.max": 0.2,
    "funding.min": -0.2,
  };

  function meanSkew(vector: Float64Array): number[] {
    const simulator = openPlant(kernelModule(), createPlant(kernelModule(), vector, { seed: 3, paths: 24 }, 1), 0);
    const trace = simulator.trace(vector, 50);
    const paths = Array.from({ length: 24 }, (_, path) => traceColumn(trace, path, "skew"));
    return trace.blocks.map((_, i) => paths.reduce((sum, column) => sum + (column[i] ?? Number.NaN), 0) / 24);
  }

  test("a funding loop balances a one-sided book, and keeps it so", () => {
    const state = { ...still, "funding.structure": STATE, "funding.integralWeight": 10 };
    const controlled = meanSkew(withStateFeedback(vectorOf(state), {}));
    const free = meanSkew(vectorOf(still));
    const late = (list: number[]): number => list.slice(-10).reduce((sum, x) => sum + x, 0) / 10;
    expect(late(free)).toBeGreaterThan(0.08); // 1/9 at rest
    expect(Math.abs(late(controlled))).toBeLessThan(0.01); // 24 paths of 1,000 slots: a standard error of 0.004
    expect(Math.abs(controlled[7] ?? Number.NaN)).toBeLessThan(0.3 * (free[7] ?? 0)); // after 12 hours
  });

  test("a loop made from an identified model does the same", () => {
    const vector = vectorOf({ ...still, "funding.structure": STATE, "funding.integralWeight": 10 });
    const plan = { target: "funding", outputs: ["skew"], amplitude: 0.02, stride: 15, hold: 4, settle: 24 } as const;
    const more = { samples: 96, paths: 16, loops: "open" } as const;
    const point = { name: "here", volatility: 0, skew: 0.11, depth: 1 };
    const record = identifyChannel(vector, point, { ...plan, ...more }, { scenario: 1, probe: 2 });
    const funding = identifiedModel(vector, "funding", record);
    const controlled = meanSkew(withStateFeedback(vector, { funding }));
    expect(Math.abs(controlled.at(-1) ?? Number.NaN)).toBeLessThan(0.02);
    expect(() => identifiedModel(vector, "depth", record)).toThrow("found a model of funding; expected one of depth");
    const refused = { ...record, verdict: { accepted: false, words: "no valid linear model here" } };
    expect(() => identifiedModel(vector, "funding", refused)).toThrow("was refused");
  });
});

test("a model sampled coarser and finer again is itself", () => {
  const model = analyticModel(vectorOf({ "time.block": 60 }), "depth").perBlock;
  let [A, B] = [Matrix.eye(2, 2), Matrix.zeros(2, 1)];
  for (let k = 0; k < 7; k++) {
    B = Matrix.add(B, A.mmul(model.B));
    A = A.mmul(model.A);
  }
  const again = sampledFiner({ ...model, A, B, sampleTime: 7 * model.sampleTime }, 7);
  expect(Matrix.sub(again.A, model.A).norm()).toBeLessThan(1e-12);
  expect(Matrix.sub(again.B, model.B).norm()).toBeLessThan(1e-12);
  expect(again.sampleTime).toBeCloseTo(model.sampleTime, 15);
});
