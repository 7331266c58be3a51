// The bound on the gap against the cascade played block by block, and against its closed form in a simple market.
import { expect, test } from "vitest";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { gapBounds, gapNorm, worstGapNorm } from "../../src/stability/gap-bound.ts";
import { operatingPoints } from "../../src/stability/operating-point.ts";
import { gainAt } from "../../src/stability/slow-block.ts";

/** Gap after every block when the outside price makes the moves: sales, arbitrage and index as the kernel has them, linear. */
function gaps(outside: (k: number) => number, blocks: number, gain: number): number[] {
  const [late, share, permanent, weight, seen] = [2, 1 - Math.exp(-12 / 300), 0.3, 0.8, 3];
  const [risk, gap, found] = [new Array<number>(blocks).fill(0), [] as number[], [] as number[]];
  let [displacement, now, sold] = [0, 0, 0];
  for (let k = 0; k < blocks; k++) {
    risk[k] = outside(k) + displacement + weight * now; // what the start of block k shows
    const release = gain * (k >= late ? (risk[k - late] ?? 0) : 0);
    const closed = share * (gap[k - seen] ?? 0); // of the gap at the end of block k - seen
    now += release - sold - closed;
    displacement += permanent * closed;
    sold = release;
    gap.push(now);
    found.push(now);
  }
  return found;
}

const market = vectorOf({
  "arbitrage.basisTime": 300,
  "arbitrage.delay": 3,
  "arbitrage.permanentShare": 0.3,
  "oracle.markWeight": 0.8,
  "delay.oracle": 1,
  "delay.keeper": 1,
});

test.each([0.3, 0.6, 0.9])("the worst path of the outside price reaches the bound: loop gain %d", (gain) => {
  const blocks = 3000;
  const impulse = gaps((k) => (k === 0 ? 1 : 0), blocks, gain);
  const norm = gapNorm(market, gain);
  const sum = impulse.reduce((total, h) => total + Math.abs(h), 0);
  expect(norm).toBeGreaterThan(sum * (1 - 1e-12));
  expect(norm).toBeLessThan(sum * (1 + 2e-6)); // the accuracy asked of the norm
  const worst = gaps((k) => Math.sign(impulse[blocks - 1 - k] ?? 0), blocks, gain);
  expect(worst.at(-1)).toBeCloseTo(sum, 9);
});

test("there is no bound where the mark alone decides and a sale releases more than itself", () => {
  const markOnly = vectorOf({ "oracle.markWeight": 1 });
  expect(gapNorm(markOnly, 0.9)).toBeLessThan(Infinity);
  expect(gapNorm(markOnly, 1.01)).toBe(Infinity);
  expect(gapNorm(markOnly, 0)).toBe(0);
});

test("every point has the bound of its own loop gain, and the worst is the largest", () => {
  const deep = vectorOf({ "depth.initial": 2e10 });
  const bounds = gapBounds(deep);
  expect(bounds.map(({ point }) => point)).toEqual(operatingPoints.map(({ name }) => name));
  for (const [i, point] of operatingPoints.entries()) expect(bounds[i]?.gain).toBe(gainAt(deep, point));
  expect(worstGapNorm(deep)).toBe(Math.max(...bounds.map(({ norm }) => norm ?? Infinity)));
});
