// Ms and Mt against closed forms, a second algorithm and plain evaluation.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { closedLoop, isStableClosed } from "../../../src/control/analysis/closed-loop.ts";
import { hInfinityNorm } from "../../../src/control/analysis/h-infinity-norm.ts";
import { peakSensitivity } from "../../../src/control/analysis/peak-sensitivity.ts";
import { transferResponse } from "../../../src/control/linear/frequency-response.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { add, magnitude } from "../../../src/numeric/complex.ts";
import { amplified, continuousSystem, delayed, numbers, stableSystem } from "./random-loops.ts";

test("a second-order loop w^2 / (s (s + 2 d w)) has the peaks of the textbook", () => {
  // |T|max = 1 / (2 d sqrt(1 - d^2)) at w sqrt(1 - 2 d^2) (Astrom and Murray, Feedback Systems, 2021, section 7.3).
  const [w, d] = [0.01, 0.2];
  const loop: TransferFunction = { num: [w * w], den: [1, 2 * d * w, 0], delay: 0, sampleTime: 0, timeUnit: "s" };
  const { complementary } = peakSensitivity(loop);
  expect(complementary.value).toBeCloseTo(1 / (2 * d * Math.sqrt(1 - d * d)), 12);
  expect(complementary.frequency / (w * Math.sqrt(1 - 2 * d * d))).toBeCloseTo(1, 6); // a maximum is flat: root of rounding
});

test("Ms of random loops is the H-infinity norm of S, Mt that of T", () => {
  const draw = numbers(2);
  let stable = 0;
  for (let k = 0; k < 12; k++) {
    const plant =
      k % 2 === 0 ? delayed(stableSystem(2 + (k % 4), 1, 0.9, draw), k % 3) : continuousSystem(4, 1, 0.1, draw);
    const loop = amplified(plant, 0.3);
    if (!isStableClosed(loop)) continue;
    stable++;
    const S = closedLoop(loop);
    const { sensitivity, complementary } = peakSensitivity(loop);
    expect(sensitivity.value / hInfinityNorm(S).value).toBeCloseTo(1, 9); // the norm is found to 1e-10
    const T = { ...S, C: Matrix.mul(S.C, -1), D: Matrix.eye(1).sub(S.D) };
    expect(complementary.value / hInfinityNorm(T).value).toBeCloseTo(1, 9);
  }
  expect(stable).toBeGreaterThan(6);
});

test("with hundreds of samples of delay no frequency of a fine grid is nearer to -1 than Ms says", () => {
  const loop: TransferFunction = {
    num: [0.0012, -0.00119],
    den: [1, -1.995, 0.995],
    delay: 300,
    sampleTime: 12,
    timeUnit: "s",
  };
  const { value, frequency } = peakSensitivity(loop).sensitivity;
  const size = (w: number): number => 1 / magnitude(add({ re: 1, im: 0 }, transferResponse(loop, w)));
  expect(size(frequency) / value).toBeCloseTo(1, 9); // the response itself loses digits to (z - 1)^2
  for (let i = 1; i <= 6000; i++) expect(size((i * Math.PI) / 6000 / 12)).toBeLessThanOrEqual(value * (1 + 1e-9));
});

test("without gain S is 1 and T is 0; dead time behind direct feedthrough reaches 1 / (1 - |D|)", () => {
  const none = peakSensitivity({ num: [0], den: [1, 1], delay: 0, sampleTime: 0, timeUnit: "s" });
  expect(none.sensitivity.value).toBe(1);
  expect(none.complementary.value).toBe(0);
  const late = peakSensitivity({ num: [0.5, 0.25], den: [1, 1], delay: 3, sampleTime: 0, timeUnit: "s" });
  expect(late.sensitivity).toEqual({ value: expect.closeTo(2, 12), frequency: Infinity });
});
