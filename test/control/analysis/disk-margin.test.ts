// Disk margins: the changes they guarantee keep loops stable, and the one on their edge does not.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { closedLoop, isStableClosed } from "../../../src/control/analysis/closed-loop.ts";
import { diskMargin, multivariableDiskMargin } from "../../../src/control/analysis/disk-margin.ts";
import { loopMargins } from "../../../src/control/analysis/loop-margins.ts";
import { isStable } from "../../../src/control/analysis/stability.ts";
import { transferResponse } from "../../../src/control/linear/frequency-response.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";
import { amplified, numbers, stableSystem } from "./random-loops.ts";

const third: TransferFunction = { num: [4], den: [1, 3, 3, 1], delay: 0, sampleTime: 0, timeUnit: "s" };

test("the disk lies inside the classical margins, and its two ranges belong to one alpha", () => {
  const { alpha, gain, phase } = diskMargin(third);
  const margins = loopMargins(third);
  expect(gain.high).toBeLessThanOrEqual(margins.gainIncrease);
  expect(phase).toBeLessThanOrEqual(margins.phaseMargin);
  expect(gain.low * gain.high).toBeCloseTo(1, 14);
  expect((2 + alpha) / (2 - alpha)).toBeCloseTo(gain.high, 14);
  expect(Math.cos(phase)).toBeCloseTo((1 + gain.low * gain.high) / (gain.low + gain.high), 12); // e^(j phase) and both gains lie on one circle
});

test("the Nyquist curve touches the disk's circle and does not enter it", () => {
  const { circle, frequency } = diskMargin(third);
  const away = (w: number): number => {
    const L = transferResponse(third, w);
    return Math.sqrt((L.re - (circle?.centre ?? 0)) ** 2 + L.im ** 2) / (circle?.radius ?? 0);
  };
  expect(away(frequency)).toBeCloseTo(1, 9);
  for (let i = 1; i < 2000; i++) expect(away(0.002 * i)).toBeGreaterThan(1 - 1e-12);
});

test("a factor on the edge of the disk, at its frequency, puts L onto -1: the margin cannot be larger", () => {
  const { alpha, frequency } = diskMargin(third);
  const L = transferResponse(third, frequency);
  // f = -1/L = (1 + d/2) / (1 - d/2) for d = 2 (f - 1) / (f + 1) = 2 (1 + L) / (1 - L).
  const size = (2 * Math.hypot(1 + L.re, L.im)) / Math.hypot(1 - L.re, L.im);
  expect(size).toBeCloseTo(alpha, 9);
});

test("one channel: eigenvalues and branch and bound find the same margin", () => {
  const draw = numbers(4);
  for (let k = 0; k < 12; k++) {
    const loop = amplified(stableSystem(2 + (k % 4), 1, 0.9, draw), 0.25);
    const [one, all] = [diskMargin(loop), multivariableDiskMargin(loop)];
    if (isStableClosed(loop)) expect(one.alpha / all.alpha).toBeCloseTo(1, 8);
    else expect([one.alpha, all.alpha]).toEqual([0, 0]);
  }
});

test("several channels: every gain inside the range, different in each channel, keeps the loop stable", () => {
  const draw = numbers(8);
  let tried = 0;
  for (let k = 0; k < 12; k++) {
    const loop = amplified(stableSystem(4, 2, 0.85, draw), 0.15);
    const { alpha, gain } = multivariableDiskMargin(loop);
    if (alpha === 0) continue;
    tried++;
    for (let i = 0; i < 8; i++) {
      const factors = [0, 1].map(() => gain.low + Math.abs(draw()) * (Math.min(gain.high, 50) - gain.low));
      const changed = { ...loop, C: Matrix.mul(Matrix.diag(factors).mmul(loop.C), 1 - 1e-9) };
      expect(isStable(closedLoop(changed))).toBe(true);
    }
  }
  expect(tried).toBeGreaterThan(4);
});

test("a loop that is unstable when closed has margin 0", () => {
  expect(diskMargin({ ...third, num: [9] })).toMatchObject({ alpha: 0, gain: { low: 1, high: 1 }, phase: 0 });
});
