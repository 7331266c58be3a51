// The guardrail of the maintenance margin and its loop gain against their formulas.
import { expect, test } from "vitest";
import {
  guardBand,
  largestRaise,
  MARGIN_LOOP_LIMIT,
  marginLoopGain,
  volatilitySensitivity,
} from "../../src/control/margin-guardrail.ts";

test("a raise by the limit liquidates the allowed share of depth: rho dm/(1 - m) = cLiq D", () => {
  const [m, share, depth, density] = [0.04, 0.001, 5e8, 3e8];
  expect((density * largestRaise(m, share, depth, density)) / (1 - m)).toBeCloseTo(share * depth, 6);
});

test("where nothing lies at the threshold a raise is free", () => {
  expect(largestRaise(0.04, 0.001, 5e8, 0)).toBe(Number.POSITIVE_INFINITY);
});

test("density is measured over a quarter percent, or over all that a large raise sweeps", () => {
  expect(guardBand(0.04, 1e-4)).toBe(0.0025);
  expect(guardBand(0.04, 0.0096)).toBeCloseTo(0.01, 15);
});

test("the sensitivity is the slope of the volatility estimate in the size of the last return", () => {
  const [keep, dt, r, variance] = [0.98, 12, 0.004, 2e-8];
  const estimate = (size: number): number => Math.sqrt((keep * variance + ((1 - keep) * size * size) / dt) * 31536000);
  const slope = (estimate(r + 1e-7) - estimate(r - 1e-7)) / 2e-7;
  // Central difference of a smooth function: error of the order 1e-7 of the slope.
  expect(volatilitySensitivity(keep, -r, estimate(r), dt) / slope).toBeCloseTo(1, 6);
});

test("the loop gain is judged against three tenths", () => {
  expect(marginLoopGain(0.02, 0.5, 0.05, 10)).toBeCloseTo((0.02 * 0.5 * 10) / 0.95, 15);
  expect(marginLoopGain(0.02, 0.5, 0.05, 10)).toBeLessThan(MARGIN_LOOP_LIMIT);
});
