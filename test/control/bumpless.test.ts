// Scheduled gains without a jump: what the proportional part gains or loses, the integral takes up.
import { describe, expect, test } from "vitest";
import { bumplessIntegral } from "../../src/control/pid.ts";
import { loopInCells, type Setting, type Situation } from "./loop-cells.ts";

const rest: Situation = { base: 0, overshoot: 0, dt: 12, seed: 1, path: 0, loop: 0 };
const law: Setting = { kp: 2, ki: 86400 / 12 / 100, sensor: 3, setpoint: 0.1, setpointWeight: 0.5, schedule: 1 };

describe("a change of the gains", () => {
  test("leaves the output where it was but for the integral of this block", () => {
    const step = loopInCells({ ...law, bumpless: 1 }, rest);
    const before = step({ skew: 0.4 }, 0);
    const after = step({ skew: 0.4 }, 1.5);
    expect(after - before).toBeCloseTo((2.5 * (0.4 - 0.1)) / 100, 14);
    expect(step({ skew: 0.4 }, 0) - after).toBeCloseTo((0.4 - 0.1) / 100, 14);
  });

  test("without it the output jumps by the change of the proportional part", () => {
    const step = loopInCells(law, rest);
    const before = step({ skew: 0.4 }, 0);
    expect(step({ skew: 0.4 }, 1.5) - before).toBeCloseTo(1.5 * 2 * (0.4 - 0.05) + (2.5 * 0.3) / 100, 14);
  });

  test("does nothing in the first block, and nothing without integral action", () => {
    expect(bumplessIntegral(0.3, 2, 0, 1.5, 0.4)).toBe(0.3);
    const step = loopInCells({ ...law, ki: 0, bumpless: 1 }, rest);
    step({ skew: 0.4 }, 0);
    expect(step({ skew: 0.4 }, 1)).toBeCloseTo(4 * 0.35, 14);
  });
});
