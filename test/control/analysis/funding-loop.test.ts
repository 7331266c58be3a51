// The funding loop of verification C8 and the worked example of control 3.6: the tables of the specification, row by row.
import { expect, test } from "vitest";
import { isStableClosed } from "../../../src/control/analysis/closed-loop.ts";
import { tolerableDelay } from "../../../src/control/analysis/delay-margin.ts";
import { loopMargins } from "../../../src/control/analysis/loop-margins.ts";
import { peakSensitivity } from "../../../src/control/analysis/peak-sensitivity.ts";
import type { TransferFunction } from "../../../src/control/linear/transfer-function.ts";

/** kappa without unit, kp per day, kv per day^2, tau in days. */
interface FundingLoop {
  readonly kappa: number;
  readonly kp: number;
  readonly kv: number;
  readonly tau: number;
}

const BLOCK = 1 / 96; // days: 15 minutes
const DEGREE = Math.PI / 180;
const MINUTE = 1 / 1440; // days

/** L(s) = kappa (kp s + kv) / (s (s + 1/tau)). */
function continuous({ kappa, kp, kv, tau }: FundingLoop): TransferFunction {
  return { num: [kappa * kp, kappa * kv], den: [1, 1 / tau, 0], delay: 0, sampleTime: 0, timeUnit: "day" };
}

/** The same by Euler's rule: s is (z - 1) / BLOCK. */
function euler({ kappa, kp, kv, tau }: FundingLoop): TransferFunction {
  const [p, i, leak] = [kappa * kp * BLOCK, kappa * kv * BLOCK * BLOCK, BLOCK / tau];
  return { num: [p, i - p], den: [1, leak - 2, 1 - leak], delay: 0, sampleTime: BLOCK, timeUnit: "day" };
}

// biome-ignore format: one row of the table is one line
const table = [
  { loop: { kappa: 10, kp: 0, kv: 0.09, tau: 1 }, phase: 54.0, delay: 1.294, peak: 1.43, scan: 1.281 },
  { loop: { kappa: 10, kp: 0, kv: 0.9, tau: 1 }, phase: 18.9, delay: 0.113, peak: 3.2, scan: 0.094 },
  { loop: { kappa: 10, kp: 0.1, kv: 0.9, tau: 1 }, phase: 36.9, delay: 0.2145, peak: 1.66, scan: 0.198 },
  { loop: { kappa: 10, kp: 0.3, kv: 0.9, tau: 1 }, phase: 66.2, delay: 0.31, peak: 1.01, scan: 0.302 },
] as const;

test.each(table)(
  "C8: kappa $loop.kappa, kp $loop.kp, kv $loop.kv, tau $loop.tau",
  ({ loop, phase, delay, peak, scan }) => {
    const margins = loopMargins(continuous(loop));
    expect(Math.abs(margins.phaseMargin / DEGREE - phase)).toBeLessThan(0.05); // the table has one decimal
    expect(Math.abs(margins.delayMargin - delay)).toBeLessThan(0.0005); // three decimals
    expect(margins.phaseMargin / (margins.gainCrossovers[0]?.frequency ?? 0)).toBeCloseTo(margins.delayMargin, 12);
    expect(Math.abs(peakSensitivity(continuous(loop)).sensitivity.value - peak)).toBeLessThan(0.005); // two decimals
    const tolerated = tolerableDelay(euler(loop), 500);
    expect(tolerated.isStable).toBe(true);
    expect(Math.abs(tolerated.time - scan)).toBeLessThan(0.0005); // three decimals, a block is 0.0104
  },
);

test("C8: without leak and proportional part the loop is a double integrator that no delay leaves stable", () => {
  const loop = { kappa: 10, kp: 0, kv: 0.09, tau: Infinity };
  const margins = loopMargins(continuous(loop));
  expect(margins.phaseMargin).toBe(0);
  expect(margins.delayMargin).toBe(0);
  expect(isStableClosed(continuous(loop))).toBe(false);
  expect(peakSensitivity(continuous(loop)).sensitivity.value).toBeGreaterThan(1e8); // infinite, found to 1e-9 in frequency
  expect(tolerableDelay(euler(loop), 10)).toMatchObject({ isStable: false, samples: 0, firstUnstable: 0 });
});

// biome-ignore format: one row of the table is one line
const worked = [
  { loop: { kappa: 40, kp: 0.02, kv: 0.04, tau: 1 / 6 }, phase: 95, delay: 6.2, decimals: 0.05 },
  { loop: { kappa: 200, kp: 0.02, kv: 0.04, tau: 1 / 6 }, phase: 114, delay: 1.2, decimals: 0.05 },
  { loop: { kappa: 200, kp: 0.4, kv: 0.8, tau: 1 / 6 }, phase: 93, delay: 29 * MINUTE, decimals: 0.5 * MINUTE },
] as const;

test.each(worked)("control 3.6: kappa $loop.kappa, kp $loop.kp", ({ loop, phase, delay, decimals }) => {
  const margins = loopMargins(continuous(loop));
  expect(Math.abs(margins.phaseMargin / DEGREE - phase)).toBeLessThan(0.5);
  expect(Math.abs(margins.delayMargin - delay)).toBeLessThan(decimals);
});

test("dead time in the loop uses up the delay margin one for one", () => {
  const loop = continuous({ kappa: 10, kp: 0.1, kv: 0.9, tau: 1 });
  const margin = loopMargins(loop).delayMargin;
  for (const share of [0.25, 0.9]) {
    const late = { ...loop, delay: share * margin };
    expect(loopMargins(late).delayMargin).toBeCloseTo((1 - share) * margin, 12);
    expect(isStableClosed(late)).toBe(true);
  }
  expect(isStableClosed({ ...loop, delay: 1.001 * margin })).toBe(false);
});
