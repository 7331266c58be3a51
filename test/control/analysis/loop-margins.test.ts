// Margins of loops against closed forms, against a fine grid, and of one loop in its different forms.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { isStableClosed } from "../../../src/control/analysis/closed-loop.ts";
import { loopMargins } from "../../../src/control/analysis/loop-margins.ts";
import { frequencyResponse, transferResponse } from "../../../src/control/linear/frequency-response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { magnitude } from "../../../src/numeric/complex.ts";
import { amplified, continuousSystem, delayed, numbers, stableSystem } from "./random-loops.ts";

const continuous = { delay: 0, sampleTime: 0, timeUnit: "s" } as const;
const sampled = { delay: 0, sampleTime: 1, timeUnit: "block" } as const;

test("an integrator K/s with dead time T has phase margin pi/2 - K T and gain margins (2k + 1/2) pi / (K T)", () => {
  for (const [K, T] of [
    [1, 0.3],
    [0.002, 250],
  ] as const) {
    const margins = loopMargins({ ...continuous, num: [K], den: [1, 0], delay: T });
    expect(margins.gainCrossovers).toHaveLength(1);
    expect(margins.gainCrossovers[0]?.frequency).toBeCloseTo(K, 14);
    expect(margins.phaseMargin).toBeCloseTo(Math.PI / 2 - K * T, 13);
    expect(margins.delayMargin / ((Math.PI / 2 - K * T) / K)).toBeCloseTo(1, 13);
    for (const [k, { gainMargin }] of margins.phaseCrossovers.entries()) {
      expect(gainMargin / (((2 * k + 0.5) * Math.PI) / (K * T))).toBeCloseTo(1, 12);
    }
    expect(margins.phaseCrossovers.length).toBe(Math.floor((1000 * K * T) / (2 * Math.PI) + 0.75)); // down to |L| = 1e-3
    expect(margins.delaySamples).toBeNull();
  }
});

test("a double integrator with a zero, K (s + a) / s^2, has phase margin atan(w/a) and no gain margin", () => {
  const [K, a] = [2, 0.5];
  const margins = loopMargins({ ...continuous, num: [K, K * a], den: [1, 0, 0] });
  const w = Math.sqrt((K * K + Math.sqrt(K ** 4 + 4 * K * K * a * a)) / 2);
  expect(margins.gainCrossovers[0]?.frequency).toBeCloseTo(w, 13);
  expect(margins.phaseMargin).toBeCloseTo(Math.atan(w / a), 13);
  expect(margins.phaseCrossovers).toEqual([]);
  expect(margins).toMatchObject({ gainIncrease: Infinity, gainDecrease: 0 });
});

test("slow poles lose no digits: a loop sampled a million times faster has the same margins in seconds", () => {
  const at = (h: number) => loopMargins({ ...sampled, num: [0.3 * h], den: [1, -1], sampleTime: h, delay: 0 });
  const fine = at(2 ** -20);
  expect(fine.gainCrossovers[0]?.frequency).toBeCloseTo(0.3, 12);
  expect(fine.phaseMargin).toBeCloseTo(Math.PI / 2 - 0.15 * 2 ** -20, 12); // half a sample of delay
  expect(fine.phaseCrossovers.map(({ gainMargin }) => gainMargin)).toEqual([expect.closeTo(2 / (0.3 * 2 ** -20), 2)]);
});

test("the Nyquist frequency and frequency 0 count as phase crossovers where L is negative there", () => {
  const nyquist = loopMargins({ ...sampled, num: [0.5], den: [1, -0.5] }); // L(-1) = -1/3
  expect(nyquist.phaseCrossovers).toEqual([{ frequency: Math.PI, gainMargin: expect.closeTo(3, 13) }]);
  const static_ = loopMargins({ ...continuous, num: [-0.25], den: [1, 1] }); // L(0) = -1/4
  expect(static_.phaseCrossovers).toEqual([{ frequency: 0, gainMargin: expect.closeTo(4, 13) }]);
  const direct = loopMargins({ ...continuous, num: [-0.5, 1], den: [1, 1] }); // L tends to -1/2
  expect(direct.phaseCrossovers.at(-1)).toEqual({ frequency: Infinity, gainMargin: 2 });
});

test("state space and transfer function of one loop, delay in or beside the model, have the same margins", () => {
  const [a, b, c] = [0.9, 0.7, 0.4];
  const states: StateSpace = {
    ...sampled,
    A: new Matrix([
      [a, 0],
      [1, b],
    ]),
    B: new Matrix([[1], [0]]),
    C: new Matrix([[c * 0.1, c]]),
    D: Matrix.zeros(1, 1),
  };
  const transfer: TransferFunction = { ...sampled, num: [0.1 * c, c - 0.1 * c * b], den: [1, -a - b, a * b], delay: 3 };
  const [left, right] = [loopMargins(delayed(states, 3)), loopMargins(transfer)];
  expect(left.gainCrossovers.length).toBe(right.gainCrossovers.length);
  expect(left.phaseCrossovers.length).toBe(right.phaseCrossovers.length);
  for (const [i, found] of left.gainCrossovers.entries()) {
    expect(found.frequency).toBeCloseTo(right.gainCrossovers[i]?.frequency ?? Number.NaN, 11);
    expect(found.phaseMargin).toBeCloseTo(right.gainCrossovers[i]?.phaseMargin ?? Number.NaN, 11);
  }
  for (const [i, found] of left.phaseCrossovers.entries()) {
    expect(found.gainMargin).toBeCloseTo(right.phaseCrossovers[i]?.gainMargin ?? Number.NaN, 9);
  }
});

test("no crossover of a random loop is missed or invented: a fine grid sees the same changes of side", () => {
  const draw = numbers(3);
  for (let k = 0; k < 12; k++) {
    const plant = stableSystem(1 + (k % 6), 1, 0.95 * Math.abs(draw()), draw);
    const loop = amplified(plant, 0.5 + Math.abs(draw()));
    const values = Array.from({ length: 601 }, (_, i) => {
      const { re, im } = frequencyResponse(loop, ((i + 0.5) * Math.PI) / 601);
      return { re: re.get(0, 0), im: im.get(0, 0) };
    });
    const isLarge = values.map((L) => magnitude(L) > 1);
    const margins = loopMargins(loop);
    expect(margins.gainCrossovers.length).toBe(changes(isLarge));
    const inner = margins.phaseCrossovers.filter(({ frequency }) => frequency > 0 && frequency < Math.PI);
    expect(inner.length).toBe(values.slice(1).filter((L, i) => crossesNegativeAxis(values[i] ?? L, L)).length);
  }
});

function changes(sides: readonly boolean[]): number {
  return sides.slice(1).filter((side, i) => side !== sides[i]).length;
}

function crossesNegativeAxis(p: { re: number; im: number }, q: { re: number; im: number }): boolean {
  return p.im < 0 !== q.im < 0 && (p.re * q.im - q.re * p.im) / (q.im - p.im) < 0;
}

test("at each crossover |L| = 1 or L is real and negative to rounding, and the gain margin is where stability changes", () => {
  const draw = numbers(5);
  for (let k = 0; k < 10; k++) {
    const loop = amplified(continuousSystem(2 + (k % 5), 1, 0.05, draw), 4);
    const margins = loopMargins(loop);
    for (const { frequency } of margins.gainCrossovers) {
      const { re, im } = frequencyResponse(loop, frequency);
      expect(magnitude({ re: re.get(0, 0), im: im.get(0, 0) })).toBeCloseTo(1, 11); // poles known to rounding times condition
    }
    if (isStableClosed(loop) && margins.gainIncrease < Infinity) {
      expect(isStableClosed(amplified(loop, 0.9999 * margins.gainIncrease))).toBe(true);
      expect(isStableClosed(amplified(loop, 1.0001 * margins.gainIncrease))).toBe(false);
    }
  }
});

test("an undamped pole on the contour is no crossover, and crossovers on its two sides are found", () => {
  const loop: TransferFunction = { ...continuous, num: [0.2, 0.1], den: [1, 0.4, 1, 0.4] }; // poles +-j and -0.4
  const margins = loopMargins(loop);
  expect(margins.gainCrossovers).toHaveLength(2);
  for (const { frequency } of margins.gainCrossovers) {
    expect(magnitude(transferResponse(loop, frequency))).toBeCloseTo(1, 11);
    expect(Math.abs(frequency - 1)).toBeGreaterThan(0.01);
  }
  expect(margins.phaseCrossovers).toEqual([]);
});

test("a loop without gain has no crossovers; a pure delay of gain one and several channels are refused", () => {
  expect(loopMargins({ ...sampled, num: [0], den: [1, -0.5] })).toMatchObject({
    gainCrossovers: [],
    phaseCrossovers: [],
    delayMargin: Infinity,
    phaseMargin: Infinity,
  });
  expect(() => loopMargins({ ...sampled, num: [1], den: [1], delay: 3 })).toThrow(/band of frequencies/);
  expect(() => loopMargins(stableSystem(3, 2, 0.5, numbers(1)))).toThrow(/found 2 inputs and 2 outputs/);
  expect(() => loopMargins({ ...sampled, num: [1], den: [0] })).toThrow(/den/);
});
