// Human governance (CS6): how wrong, how late, in which order.
import { describe, expect, test } from "vitest";
import { proposedOutput } from "../../src/control/governance-delay.ts";
import { loopInCells, type Setting, type Situation, structure } from "./loop-cells.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const rest: Situation = { base: 1, overshoot: 0, dt: HOUR, seed: 11, path: 0, loop: 2 };
/** The law asks for 1 + skew, at once. */
const law: Setting = { structure: structure("governance"), kp: 1, sensor: 3, setpointWeight: 0 };
const exact: Setting = { ...law, "governance.amplitudeError": 0, "governance.wrongSign": 0 };

/** Outputs hour by hour while the skew is what `skewAt` says. */
function outputs(setting: Setting, hours: number, skewAt: (hour: number) => number, path = 0): number[] {
  const step = loopInCells(setting, { ...rest, path });
  return Array.from({ length: hours }, (_, hour) => step({ skew: skewAt(hour) }));
}

const firstChange = (series: readonly number[]): number => series.findIndex((u) => u !== 1);

describe("a proposal", () => {
  test("made in the first block takes effect three to seven days later, evenly spread over them", () => {
    const waits = Array.from({ length: 400 }, (_, path) =>
      firstChange(outputs({ ...exact, "governance.period": 1000 * DAY }, 170, () => 0.5, path)),
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(72);
    expect(Math.max(...waits)).toBeLessThanOrEqual(168);
    // Uniform on 96 h: mean 120 h, standard error 96/sqrt(12 * 400) = 1.4 h; and waits are rounded up to whole hours.
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(Math.abs(mean - 120.5)).toBeLessThan(4 * 1.4);
    expect(waits.filter((wait) => wait < 96).length).toBeGreaterThan(60);
    expect(waits.filter((wait) => wait > 144).length).toBeGreaterThan(60);
  });

  test("takes effect in the very block in which its delay is over", () => {
    const setting = { ...exact, "governance.period": 1000 * DAY, "governance.longestDelay": 3 * DAY };
    expect(firstChange(outputs(setting, 100, () => 0.5))).toBe(72);
  });

  test("aims at what was asked when it was made, not when it takes effect", () => {
    const series = outputs({ ...exact, "governance.period": 1000 * DAY }, 169, (hour) => (hour === 0 ? 0.25 : 9));
    expect(series.at(-1)).toBe(1.25);
  });

  test("misjudges the change by a factor of mean 1, and 2 % of the time its sign", () => {
    const changes = Array.from({ length: 2000 }, (_, path) => {
      const setting = { ...law, "governance.period": 1000 * DAY, "governance.longestDelay": 0 };
      return (outputs({ ...setting, "governance.shortestDelay": 0 }, 2, () => 0.5, path).at(-1) ?? 0) - 1;
    });
    const wrong = changes.filter((change) => change < 0).length;
    expect(Math.abs(wrong - 40)).toBeLessThan(4 * Math.sqrt(40));
    const logs = changes.map((change) => Math.log(Math.abs(change) / 0.5));
    const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
    const deviation = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length);
    expect(Math.abs(mean + 0.045)).toBeLessThan((4 * 0.3) / Math.sqrt(2000));
    expect(Math.abs(deviation - 0.3)).toBeLessThan((4 * 0.3) / Math.sqrt(4000));
  });

  test("that is mistaken moves as far the other way", () => {
    expect(proposedOutput(1, 1.5, 0, 0, -1)).toBe(0.5);
    expect(proposedOutput(1, 1.5, 0.3, 0, 1)).toBeCloseTo(1 + 0.5 * Math.exp(-0.045), 14);
  });
});

describe("several proposals", () => {
  test("take effect in the order in which they were made", () => {
    // One a day, aiming at 1 + its number; the present output enters only through the change, which is exact here.
    const setting = { ...exact, "governance.period": DAY, "governance.longestDelay": 4 * DAY };
    for (let path = 0; path < 20; path++) {
      const series = outputs(setting, 20 * 24, (hour) => Math.floor(hour / 24), path);
      expect(series.every((u, hour) => hour === 0 || u >= (series[hour - 1] ?? 0))).toBe(true);
      expect(series.at(-1)).toBeGreaterThan(15);
    }
  });

  test("wait four at most: a fifth is not made", () => {
    const setting = { ...exact, "governance.period": DAY, "governance.shortestDelay": 7 * DAY };
    const steps = new Set(outputs(setting, 18 * 24, (hour) => 1 + Math.floor(hour / 24)));
    // Those of days 0 to 3, enacted on days 7 to 10; the next are those of days 7 to 10, enacted from day 14 on.
    expect([...steps]).toEqual([1, 2, 3, 4, 5, 9, 10, 11, 12]);
  });
});

test("bounds and slew hold for what was voted, too", () => {
  const setting = { ...exact, "governance.shortestDelay": 0, "governance.longestDelay": 0, max: 1.4, slew: 0.25 };
  expect(outputs(setting, 5, () => 2)).toEqual([1, 1.25, 1.4, 1.4, 1.4]);
});
