// Gains with 18 decimals keep a stable loop stable and its latency margin; coarse ones are found out by the scan.
import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { tolerableDelay } from "../../../src/control/analysis/delay-margin.ts";
import { quantisationScan, quantisedGains } from "../../../src/control/fixed-point/quantisation.ts";
import { series } from "../../../src/control/linear/connect.ts";
import { delayed } from "../../../src/control/linear/delays.ts";
import { type PidGains, pidModel } from "../../../src/control/linear/pid-model.ts";
import type { StateSpace } from "../../../src/control/linear/state-space.ts";

const DT = 12;
const LIMIT = 20_000;

/** Skew that decays within `days` and falls by `kappa` per day and unit of funding, commands five blocks late. */
function fundingLoop(days: number, kappa: number): (gains: PidGains) => StateSpace {
  const block = DT / 86400;
  const plant: StateSpace = {
    A: new Matrix([[1 - block / days]]),
    B: new Matrix([[kappa * block]]),
    C: new Matrix([[1]]),
    D: Matrix.zeros(1, 1),
    sampleTime: DT,
    timeUnit: "s",
  };
  return (gains) => series(pidModel(gains, DT), delayed(plant, 6));
}

const gains: fc.Arbitrary<PidGains> = fc.record({
  kp: fc.double({ min: 0, max: 3, noNaN: true }),
  ki: fc.double({ min: 0.001, max: 30, noNaN: true }),
  kd: fc.constant(0),
  filterTime: fc.constant(24),
  setpointWeight: fc.constant(1),
});

test("18 decimals change neither stability nor the latency that any stable loop tolerates", () => {
  let stable = 0;
  fc.assert(
    fc.property(
      gains,
      fc.double({ min: 0.05, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      (g, days, kappa) => {
        const loopOf = fundingLoop(days, kappa);
        const exact = tolerableDelay(loopOf(g), LIMIT);
        const [rounded] = quantisationScan(loopOf, g, DT, [18], LIMIT);
        expect(rounded?.isStable).toBe(exact.isStable);
        if (exact.isStable) stable += 1;
        // The margin is a whole number: it can only differ where it lies within rounding of one.
        expect(Math.abs((rounded?.samples ?? Number.NaN) - exact.samples)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 60 },
  );
  expect(stable).toBeGreaterThan(20);
});

test("the scan finds the number of decimals at which an integral gain is lost", () => {
  const g = { kp: 0.02, ki: 0.04, kd: 0, filterTime: 24, setpointWeight: 1 };
  const scan = quantisationScan(fundingLoop(1 / 6, 40), g, DT, [3, 6, 9, 18], LIMIT);
  expect(scan.map(({ gains: { ki } }) => ki > 0)).toEqual([false, true, true, true]); // 5.6e-6 a block
  expect(scan.every(({ isStable }) => isStable)).toBe(true);
  expect(scan[3]?.gains.ki).toBeCloseTo(0.04, 12);
  expect(scan[3]?.samples).toBe(tolerableDelay(fundingLoop(1 / 6, 40)(g), LIMIT).samples);
});

test("rounding moves every gain by at most half a unit", () => {
  fc.assert(
    fc.property(gains, fc.integer({ min: 2, max: 12 }), (g, decimals) => {
      const rounded = quantisedGains(g, decimals, DT);
      const half = 0.5 * 10 ** -decimals * (1 + 1e-9);
      expect(Math.abs(rounded.kp - g.kp)).toBeLessThanOrEqual(half);
      expect(Math.abs(rounded.ki - g.ki) * (DT / 86400)).toBeLessThanOrEqual(half + 1e-15);
    }),
  );
});
