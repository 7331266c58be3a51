// Verification C8 against the nonlinear plant: the kernel plays the funding loop with kappa = 10 and tau = 1 day, and its
// oscillation dies out or grows where the delay margin says so.
import { expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant, type Simulator } from "../../src/simulate/plant.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { channelLoops, openLoop } from "../../src/stability/loops.ts";
import { withValues } from "../../src/stability/setting.ts";
import { toleratedDelay } from "../../src/stability/tolerated-delay.ts";
import { turnover } from "../../src/stability/turnover.ts";

const DAY = 86400;
const DAYS = 18;
const PATHS = 24;
const STRIDE = 8; // blocks of 15 minutes: twelve samples a day
/** Set point of the skew after the kick: hazards then move by a third at most, where sinh is its slope to 2 %. */
const KICK = 0.06;

/** Nothing moves but the traders' book: 2 sqrt(hC hO) = 1 a day, half the slots open, 2 kF hC / 2 = 10. */
const market = {
  "time.block": 900,
  "time.blocks": 96 * DAYS,
  "price.volatility": 0,
  "jump.rate": 0,
  "depth.initial": 1e15,
  "liquidation.cap": 0,
  "funding.law": 3,
  "funding.min": -1,
  "funding.max": 1,
  "funding.integralLimit": 1,
  "traders.momentumResponse": 0,
  "traders.closeHazard": 0.5 / DAY,
  "traders.openHazard": 0.5 / DAY,
  "traders.fundingResponse": 20,
  "book.openInterestLong": 8e7,
  "book.openInterestShort": 8e7,
  "book.slots": 1500,
  "delay.command": 0,
};

/** Mean skew over the paths after the kick minus that of the same paths without, minus the new set point. */
function deviation(simulator: Simulator, vector: Float64Array): Float64Array {
  const mean = (played: Float64Array): Float64Array => {
    const trace = simulator.trace(played, STRIDE);
    const sum = new Float64Array(trace.blocks.length);
    for (let path = 0; path < PATHS; path++) {
      for (const [i, skew] of traceColumn(trace, path, "skew").entries()) sum[i] = (sum[i] ?? 0) + skew / PATHS;
    }
    return sum;
  };
  const unmoved = mean(vector);
  return mean(withValues(vector, { "funding.setpoint": KICK })).map((w, i) => w - (unmoved[i] ?? Number.NaN) - KICK);
}

/** Root mean square between two days. */
function size(values: Float64Array, from: number, to: number): number {
  const part = values.slice((from * 96) / STRIDE, (to * 96) / STRIDE);
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
}

test.each([
  { kp: 0, kv: 0.9, theory: 0.113 },
  { kp: 0.1, kv: 0.9, theory: 0.2145 },
])("C8 with kp $kp, kv $kv: simulation and delay margin agree within a block", ({ kp, kv, theory }) => {
  const base = vectorOf({ ...market, "funding.kp": kp, "funding.ki": kv });
  const { skewDecay, fundingGain } = turnover(base);
  expect(skewDecay).toBeCloseTo(1, 12);
  expect(fundingGain).toBeCloseTo(10, 12);
  const [loop] = channelLoops(base, "funding").loops;
  if (loop === undefined) throw new Error("no funding loop");
  const tolerated = toleratedDelay(openLoop(loop)).samples;
  expect(Math.abs(tolerated - theory * 96)).toBeLessThan(1); // of the specification's continuous loop, in blocks

  const simulator = openPlant(kernelModule(), createPlant(kernelModule(), base, { seed: 3, paths: PATHS }, 1), 0);
  const growth = (delay: number): number => {
    const answer = deviation(simulator, withValues(base, { "delay.command": delay }));
    return size(answer, 9, 15) / size(answer, 5, 11); // nearly two periods of some 2.2 days, four days apart
  };
  // The oscillation changes by some 10 % a period and block of delay. What is tolerated dies out and two blocks more do not,
  // so that the largest delay that is stable in simulation is the certified one or the next.
  expect(growth(tolerated)).toBeLessThan(0.95);
  expect(growth(tolerated + 2)).toBeGreaterThan(1.05);
});
