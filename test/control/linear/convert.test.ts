// Transfer functions and state-space models made from each other: the same responses, the same coefficients.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { stateSpaceOf, transferFunctionOf } from "../../../src/control/linear/convert.ts";
import { frequencyResponse, transferResponse } from "../../../src/control/linear/frequency-response.ts";
import { impulseResponse } from "../../../src/control/linear/response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { magnitude, subtract } from "../../../src/numeric/complex.ts";
import { randomSystem } from "../../oracle/random-system.ts";

const FREQUENCIES = [0, 0.01, 0.5, 2, 3];
const discrete: TransferFunction = {
  num: [0.5, 2, -1],
  den: [2, -1.4, 0.3, 0.1],
  delay: 2,
  sampleTime: 1,
  timeUnit: "s",
};

/** Largest difference of the responses over the largest response. */
function distance(system: StateSpace, transfer: TransferFunction): number {
  const pairs = FREQUENCIES.map((w) => {
    const { re, im } = frequencyResponse(system, w);
    return { found: { re: re.get(0, 0), im: im.get(0, 0) }, expected: transferResponse(transfer, w) };
  });
  const largest = Math.max(...pairs.map(({ expected }) => magnitude(expected)));
  return Math.max(...pairs.map(({ found, expected }) => magnitude(subtract(found, expected)))) / largest;
}

describe("a transfer function", () => {
  test("becomes states with the same response, its delay shift states", () => {
    const system = stateSpaceOf(discrete);
    expect(system.A.rows).toBe(5);
    expect(distance(system, discrete)).toBeLessThan(1e-14);
    const [first, second, third, fourth] = impulseResponse(system, 4).map((y) => y.get(0, 0));
    expect([first, second, third, fourth]).toEqual([0, 0, 0, 0.25]);
  });

  test("with as many zeros as poles has a direct term", () => {
    const lead = { ...discrete, num: [3, 1], den: [1, -0.5], delay: 0 };
    expect(stateSpaceOf(lead).D.get(0, 0)).toBe(3);
    expect(distance(stateSpaceOf(lead), lead)).toBeLessThan(1e-15);
  });

  test("that is constant has no states; zeros in front of the coefficients mean nothing", () => {
    const constant = stateSpaceOf({ ...discrete, num: [0, 3], den: [0, 2], delay: 0 });
    expect([constant.A.rows, constant.D.get(0, 0)]).toEqual([0, 1.5]);
  });

  test("far from the time unit is held in balanced states", () => {
    const num = [6e15]; // poles at -1e5, -2e5 and -3e5 per second
    const fast: TransferFunction = { num, den: [1, 6e5, 1.1e11, 6e15], delay: 0, sampleTime: 0, timeUnit: "s" };
    const { A, B, C } = stateSpaceOf(fast);
    const sizes = [...A.to1DArray(), ...B.to1DArray(), ...C.to1DArray()].map(Math.abs);
    expect(Math.max(...sizes)).toBeLessThan(1e7); // the plain canonical form has entries of 6e15
    for (const w of [1e3, 1e5, 1e6]) {
      const { re, im } = frequencyResponse(stateSpaceOf(fast), w);
      const difference = subtract({ re: re.get(0, 0), im: im.get(0, 0) }, transferResponse(fast, w));
      expect(magnitude(difference)).toBeLessThan(1e-14);
    }
  });

  test("that no finite state can hold is refused", () => {
    expect(() => stateSpaceOf({ ...discrete, num: [1, 0, 0], den: [1, 2] })).toThrow(
      "num: found degree 2 above degree 1",
    );
    expect(() => stateSpaceOf({ ...discrete, den: [0, 0] })).toThrow("den: found no coefficient other than 0");
    expect(() => stateSpaceOf({ ...discrete, sampleTime: 0 })).toThrow("delay: found 2 in continuous time");
  });
});

describe("a state-space model", () => {
  test("becomes a transfer function with the same response", () => {
    for (const n of [1, 2, 5, 8]) {
      const system = randomSystem({ n, m: 1, p: 1 }, 50 + n);
      expect(distance(system, transferFunctionOf(system))).toBeLessThan(1e-12);
      const strict = { ...system, D: Matrix.zeros(1, 1) };
      const transfer = transferFunctionOf(strict);
      expect(transfer.num).toHaveLength(n); // one zero fewer than poles: no rounding stands for the leading zero
      expect(distance(strict, transfer)).toBeLessThan(1e-12);
    }
  });

  test("made from a transfer function gives its coefficients back, the delay as poles at 0", () => {
    const back = transferFunctionOf(stateSpaceOf(discrete));
    const expected = { num: [0.25, 1, -0.5], den: [1, -0.7, 0.15, 0.05, 0, 0] };
    expect([back.num.length, back.den.length]).toEqual([3, 6]);
    for (const [k, c] of expected.num.entries()) expect(back.num[k]).toBeCloseTo(c, 13);
    for (const [k, c] of expected.den.entries()) expect(back.den[k]).toBeCloseTo(c, 13);
  });

  test("that answers nothing has the numerator 0", () => {
    const silent = { ...randomSystem({ n: 2, m: 1, p: 1 }, 60), C: Matrix.zeros(1, 2), D: Matrix.zeros(1, 1) };
    expect(transferFunctionOf(silent).num).toEqual([0]);
  });

  test("with several inputs is refused", () => {
    expect(() => transferFunctionOf(randomSystem({ n: 2, m: 2, p: 1 }, 61))).toThrow(
      "inputs (columns of D): found 2; expected 1",
    );
  });
});
