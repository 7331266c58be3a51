// Volatility from the ranges of bars, and over a moving window.
import { expect, test } from "vitest";
import { garmanKlass, parkinson, rogersSatchell } from "../../src/market/range-volatility.ts";
import { rollingDeviation } from "../../src/market/rolling-deviation.ts";
import { normals } from "../control/identification/known-systems.ts";

/** Bars of a geometric random walk of `steps` steps each. */
function walk(bars: number, steps: number, volatility: number, drift: number) {
  const z = normals(bars * steps, 3);
  let x = 0;
  return Array.from({ length: bars }, (_, bar) => {
    const path = [x];
    for (let k = 0; k < steps; k++) {
      x += drift / steps + (volatility / Math.sqrt(steps)) * (z[bar * steps + k] ?? 0);
      path.push(x);
    }
    return {
      open: Math.exp(path[0] ?? 0),
      high: Math.exp(Math.max(...path)),
      low: Math.exp(Math.min(...path)),
      close: Math.exp(x),
    };
  });
}

test("all three find the volatility of a random walk without drift, a little less where its steps hide the extremes", () => {
  const bars = walk(400, 200, 0.02, 0);
  for (const estimate of [parkinson, garmanKlass, rogersSatchell]) {
    const ratio = estimate(bars) / 0.02;
    // 200 steps miss about 0.58 / sqrt(200) = 4 % of each extreme (7 % of the range, more in Rogers-Satchell); the error of
    // 400 bars is below 2.5 %
    expect(ratio).toBeGreaterThan(0.84);
    expect(ratio).toBeLessThan(1.02);
  }
});

test("drift swells Parkinson and leaves Rogers-Satchell", () => {
  const [still, moving] = [walk(400, 200, 0.02, 0), walk(400, 200, 0.02, 0.06)];
  expect(parkinson(moving) / parkinson(still)).toBeGreaterThan(1.5);
  expect(Math.abs(rogersSatchell(moving) / rogersSatchell(still) - 1)).toBeLessThan(0.1);
});

test("a straight move has range equal to its return", () => {
  const bar = { open: 100, high: 100 * Math.exp(0.1), low: 100, close: 100 * Math.exp(0.1) };
  expect(parkinson([bar])).toBeCloseTo(0.1 / Math.sqrt(4 * Math.LN2), 14);
  expect(garmanKlass([bar])).toBeCloseTo(0.1 * Math.sqrt(1.5 - 2 * Math.LN2), 14);
  expect(rogersSatchell([bar])).toBeCloseTo(0, 14);
});

test("a rolling deviation is that of each full window", () => {
  expect([...rollingDeviation(Float64Array.of(1, 3, 5, 5), 2)]).toEqual([Math.SQRT2, Math.SQRT2, 0]);
  expect(rollingDeviation(Float64Array.of(1, 3), 3)).toHaveLength(0);
});
