// Sampled models against exact solutions and the rules that define them.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { stateSpaceOf } from "../../../src/control/linear/convert.ts";
import {
  bilinear,
  bilinearTransfer,
  zeroOrderHold,
  zeroOrderHoldTransfer,
} from "../../../src/control/linear/discretise.ts";
import { frequencyResponse, transferResponse } from "../../../src/control/linear/frequency-response.ts";
import { staticGain } from "../../../src/control/linear/poles-zeros.ts";
import { stepResponse } from "../../../src/control/linear/response.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { magnitude, subtract } from "../../../src/numeric/complex.ts";
import { exp } from "../../../src/numeric/elementary.ts";
import { cos, sin } from "../../../src/numeric/trigonometric.ts";
import { randomMatrix } from "../../oracle/random-system.ts";

const continuous = (n: number, m: number, p: number, seed: number): StateSpace => ({
  A: randomMatrix(n, n, seed).sub(Matrix.eye(n, n).mul(2)),
  B: randomMatrix(n, m, seed + 100),
  C: randomMatrix(p, n, seed + 200),
  D: randomMatrix(p, m, seed + 300),
  sampleTime: 0,
  timeUnit: "s",
});

const lag: TransferFunction = { num: [3], den: [40, 1], delay: 24, sampleTime: 0, timeUnit: "s" };

describe("zero-order hold", () => {
  test("steps exactly where the continuous model does", () => {
    const system = stateSpaceOf({ ...lag, delay: 0 });
    const samples = stepResponse(zeroOrderHold(system, 12), 10);
    for (const [k, y] of samples.entries()) expect(y.get(0, 0)).toBeCloseTo(3 * (1 - exp((-12 * k) / 40)), 14);
  });

  test("two short periods are one long period", () => {
    const system = continuous(4, 2, 2, 1);
    const [short, long] = [zeroOrderHold(system, 0.3), zeroOrderHold(system, 0.6)];
    expect(short.A.mmul(short.A).sub(long.A).norm()).toBeLessThan(1e-15 * 10);
    expect(short.A.mmul(short.B).add(short.B).sub(long.B).norm()).toBeLessThan(1e-15 * 10);
  });

  test("keeps the gain at rest", () => {
    const system = continuous(5, 2, 3, 2);
    expect(staticGain(zeroOrderHold(system, 0.7)).sub(staticGain(system)).norm()).toBeLessThan(1e-13);
  });

  test("turns a dead time of two periods into a delay of two samples", () => {
    const sampled = zeroOrderHoldTransfer(lag, 12);
    expect(sampled.delay).toBe(2);
    expect(sampled.num).toHaveLength(1);
    expect(sampled.num[0]).toBeCloseTo(3 * (1 - exp(-0.3)), 15);
    expect(sampled.den[1]).toBeCloseTo(-exp(-0.3), 15);
    expect(() => zeroOrderHoldTransfer(lag, 10)).toThrow("the nearest multiples are 20 and 30");
  });
});

describe("Tustin's rule", () => {
  const system = continuous(4, 2, 2, 3);

  test("takes the response at the warped frequency (2 / h) tan(w h / 2)", () => {
    for (const w of [0.1, 1, 4]) {
      const h = 0.5;
      const warped = ((2 / h) * sin((w * h) / 2)) / cos((w * h) / 2);
      const [sampled, exact] = [frequencyResponse(bilinear(system, h, 0), w), frequencyResponse(system, warped)];
      expect(sampled.re.sub(exact.re).norm() + sampled.im.sub(exact.im).norm()).toBeLessThan(1e-13);
    }
  });

  test("agrees with the continuous model at the matched frequency", () => {
    const w = 2.3;
    const [sampled, exact] = [frequencyResponse(bilinear(system, 0.8, w), w), frequencyResponse(system, w)];
    expect(sampled.re.sub(exact.re).norm() + sampled.im.sub(exact.im).norm()).toBeLessThan(1e-13);
    const [found, wanted] = [transferResponse(bilinearTransfer(lag, 12, 0.1), 0.1), transferResponse(lag, 0.1)];
    expect(magnitude(subtract(found, wanted))).toBeLessThan(1e-14);
  });

  test("of a transfer function is that of its states", () => {
    const second: TransferFunction = { num: [2, 1], den: [1, 0.8, 4], delay: 0, sampleTime: 0, timeUnit: "s" };
    for (const w of [0, 1, 5]) {
      const found = transferResponse(bilinearTransfer(second, 0.2, 0), w);
      const states = frequencyResponse(bilinear(stateSpaceOf(second), 0.2, 0), w);
      expect(found.re).toBeCloseTo(states.re.get(0, 0), 13);
      expect(found.im).toBeCloseTo(states.im.get(0, 0), 13);
    }
  });

  test("leaves a model without states as it is", () => {
    const gain: StateSpace = { ...continuous(0, 1, 1, 4), D: new Matrix([[5]]) };
    expect(bilinear(gain, 3, 0).D.get(0, 0)).toBe(5);
    expect(zeroOrderHold(gain, 3).sampleTime).toBe(3);
  });
});

describe("what cannot be sampled is refused", () => {
  const unstable: StateSpace = { ...continuous(1, 1, 1, 5), A: new Matrix([[4]]) };

  test("a sampled model, and no period", () => {
    expect(() => zeroOrderHold({ ...unstable, sampleTime: 1 }, 2)).toThrow("found 1; expected 0");
    expect(() => zeroOrderHold(unstable, 0)).toThrow("time between samples: found 0");
  });

  test("a pole that Tustin's rule sends to infinity", () => {
    expect(() => bilinear(unstable, 0.5, 0)).toThrow("found an eigenvalue 4");
    expect(() => bilinearTransfer({ ...lag, den: [1, -4], delay: 0 }, 0.5, 0)).toThrow("found a root at 4");
  });

  test("a matched frequency above Nyquist's", () => {
    expect(() => bilinear(unstable, 1, 3.2)).toThrow("found 3.2; expected 0 (none)");
  });
});
