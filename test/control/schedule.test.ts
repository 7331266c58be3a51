// The scheduled structure (CS1): interpolation, hysteresis, dwell.
import { describe, expect, test } from "vitest";
import { scheduleNodes } from "../../src/control/schedule.ts";
import { loopInCells, type Setting, type Situation, structure } from "./loop-cells.ts";

const rest: Situation = { base: 0, overshoot: 0, dt: 12, seed: 1, path: 0, loop: 0 };
const axes: Setting = {
  structure: structure("schedule"),
  "schedule.volatilityCalm": 1,
  "schedule.volatilityRaised": 2,
  "schedule.volatilityStressed": 4,
  "schedule.skewBalanced": 0.1,
  "schedule.skewOneSided": 0.5,
  "schedule.insuranceDrained": 0.2,
  "schedule.insuranceFull": 1,
  "schedule.hysteresis": 0,
  "schedule.dwell": 0,
};

/** Nodes filled with a function of their place. */
function nodes(f: (volatility: number, skew: number, insurance: number) => number): Setting {
  const places = [1, 2, 4].flatMap((v) => [0.1, 0.5].flatMap((w) => [0.2, 1].map((i) => f(v, w, i))));
  return Object.fromEntries(scheduleNodes.map(({ name }, i) => [name, places[i] ?? Number.NaN]));
}

const read = (setting: Setting, volatility: number, skew: number, insurance: number): number =>
  loopInCells(setting, rest)({ skew, insurance }, volatility - 1);

describe("the table", () => {
  const product = (v: number, w: number, i: number): number => 3 - 2 * v + w + 5 * i + v * w * i;

  test("reproduces every function that is linear in each variable, within both volatility segments", () => {
    const setting = { ...axes, ...nodes(product) };
    for (const v of [1, 1.3, 2, 2.7, 4])
      for (const w of [0.1, 0.3, 0.5])
        for (const i of [0.2, 0.7, 1]) {
          expect(read(setting, v, w, i)).toBeCloseTo(product(v, w, i), 12);
          expect(read(setting, v, -w, i)).toBeCloseTo(product(v, w, i), 12);
        }
  });

  test("is flat beyond its ends", () => {
    const setting = { ...axes, ...nodes(product) };
    expect(read(setting, 9, 0.9, 3)).toBe(read(setting, 4, 0.5, 1));
    expect(read(setting, 1, 0, 0)).toBe(read(setting, 1, 0.1, 0.2));
  });

  test("gives a node's own number at the node, and a constant table its constant, to the last bit", () => {
    expect(read({ ...axes, ...nodes((v, w, i) => 0.1 * v + 0.7 * w + 0.3 * i) }, 4, 0.5, 1)).toBe(
      0.1 * 4 + 0.7 * 0.5 + 0.3,
    );
    expect(read({ ...axes, ...nodes(() => 0.1) }, 2.3, 0.31, 0.57)).toBe(0.1);
  });
});

describe("against noise", () => {
  const volatilityOnly = nodes((v) => v);

  test("a variable within ten percent of its axis of the one held does not move the output; beyond, it moves in full", () => {
    const step = loopInCells({ ...axes, ...volatilityOnly, "schedule.hysteresis": 0.1 }, rest);
    const outputs = [2, 2.29, 1.71, 2.31, 2.02, 2, 1.9].map((v) => step({ skew: 0.1, insurance: 1 }, v - 1));
    expect(outputs.map((u) => Number(u.toFixed(9)))).toEqual([2, 2, 2, 2.31, 2.31, 2, 2]);
  });

  test("after a change the output rests for the dwell time, then takes what is true by then", () => {
    const step = loopInCells({ ...axes, ...volatilityOnly, "schedule.dwell": 3 }, rest);
    const outputs = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8].map((v) => step({ skew: 0.1, insurance: 1 }, v - 1));
    expect(outputs.map((u) => Number(u.toFixed(9)))).toEqual([1, 1, 1, 1, 1.4, 1.4, 1.4, 1.4, 1.8]);
  });
});

test("feed-forward, bounds and slew act on the table's output as on any other", () => {
  const setting = { ...axes, ...nodes(() => 0.5), feedForward: 2, feedForwardSensor: 4, max: 0.8, slew: 0.3 };
  const step = loopInCells(setting, rest);
  const outputs = [0.1, 0.1, 0.1, 0.2].map((basis) => step({ basis }));
  expect(outputs.map((u) => Number(u.toFixed(9)))).toEqual([0.3, 0.6, 0.7, 0.8]);
});
