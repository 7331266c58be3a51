// One control loop against closed forms: each mechanism alone, then together in the order of control 3.3 CS2.
import { describe, expect, test } from "vitest";
import {
  PID_MEMORY,
  pidDerivative,
  pidIntegral,
  pidParameters,
  pidStep,
  stressedBase,
  unwound,
} from "../../src/control/pid.ts";
import { type Sensor, sensorNames } from "../../src/control/sensors.ts";
import { setCell, useCells } from "../../src/numeric/cells.ts";

const DT = 12;
const DAY = 86400;

type Setting = Partial<Record<(typeof pidParameters)[number]["name"], number>>;

interface Loop {
  /** Plays one block and returns the command. */
  step(readings: Partial<Record<Sensor, number>>, overshoot?: number): number;
}

const PARAMETERS = 0;
const MEMORY = 8 * pidParameters.length;
const SENSORS = MEMORY + 8 * PID_MEMORY;

/** A loop in the cells, at rest at `base`. The measured sensor is `skew`, the feed-forward sensor `basis`. */
function loopOf(setting: Setting, base = 0, filtered = 0): Loop {
  const defaults: Setting = {
    sensor: sensorNames.indexOf("skew"),
    feedForwardSensor: sensorNames.indexOf("basis"),
    setpointWeight: 1,
  };
  const cells = new Float64Array((SENSORS >> 3) + sensorNames.length);
  useCells(cells);
  pidParameters.forEach((row, i) => {
    setCell(PARAMETERS + 8 * i, { ...defaults, ...setting }[row.name] ?? row.initial);
  });
  [0, filtered, 0, base].forEach((value, i) => {
    setCell(MEMORY + 8 * i, value);
  });
  return {
    step(readings, overshoot = 0) {
      useCells(cells);
      sensorNames.forEach((name, i) => {
        setCell(SENSORS + 8 * i, readings[name] ?? 0);
      });
      return pidStep(PARAMETERS, MEMORY, 8, SENSORS, base, overshoot, DT);
    },
  };
}

const steps = (loop: Loop, count: number, skew: number, overshoot = 0): number[] =>
  Array.from({ length: count }, () => loop.step({ skew }, overshoot));

describe("proportional and integral action", () => {
  test("the funding controller (F4) pays kp w + kb b + kv w t after a step of skew and basis", () => {
    const loop = loopOf({ kp: 0.02, ki: 0.04, feedForward: 0.5 });
    for (let k = 1; k <= 7200; k++) {
      const f = loop.step({ skew: 0.25, basis: -0.001 });
      const days = (k * DT) / DAY;
      expect(f).toBeCloseTo(0.02 * 0.25 - 0.5 * 0.001 + 0.04 * 0.25 * days, 14);
    }
  });

  test("heavier longs, or a mark above the index, raise the funding rate", () => {
    const gains = { kp: 0.02, ki: 0.04, feedForward: 0.5 };
    expect(loopOf(gains).step({ skew: 0.1 })).toBeGreaterThan(0);
    expect(loopOf(gains).step({ skew: -0.1 })).toBeLessThan(0);
    expect(loopOf(gains).step({ basis: 0.01 })).toBeGreaterThan(0);
    expect(loopOf(gains).step({ basis: -0.01 })).toBeLessThan(0);
  });

  test("the set point counts in full for the integral and by its weight for the proportional part", () => {
    const loop = loopOf({ kp: 2, ki: DAY / DT, setpoint: 0.5, setpointWeight: 0.4 });
    expect(loop.step({ skew: 0.6 })).toBeCloseTo(2 * (0.6 - 0.4 * 0.5) + (0.6 - 0.5), 14);
  });

  test("with unit gain and no delay a discrete integral closes the error geometrically", () => {
    // Plant y+ = y - u dt/T with u = kp y: y_n = (1 - kp dt/T)^n; the loop sees y with its sign of action.
    const loop = loopOf({ kp: 0.3 });
    let y = 1;
    for (let n = 1; n <= 50; n++) {
      y -= loop.step({ skew: y });
      expect(y).toBeCloseTo(0.7 ** n, 12);
    }
  });

  test("the integral stops at its limit", () => {
    expect(pidIntegral(0.04, 1, 0.5, DAY, 0.05)).toBe(0.05);
    expect(pidIntegral(-0.04, 1, -0.5, DAY, 0.05)).toBe(-0.05);
    expect(pidIntegral(0.01, 2, 0.5, DAY / 100, 1)).toBeCloseTo(0.02, 15);
  });
});

describe("derivative action", () => {
  test("answers a ramp with kd times its slope, approached as the filtered derivative of a first-order lag", () => {
    const [kp, kd] = [0.5, 600];
    const lag = kd / (8 * kp); // s: derivative time over N = 8
    const loop = loopOf({ kp, kd, filterTime: 0 });
    const slope = 1e-4; // per second
    for (let k = 1; k <= 200; k++) {
      const y = slope * k * DT;
      const derivative = loop.step({ skew: y }) - kp * y;
      // Backward Euler of a lag: the gap shrinks by lag/(lag + dt) each sample.
      expect(derivative).toBeCloseTo(kd * slope * (1 - (lag / (lag + DT)) ** k), 12);
    }
  });

  test("after a step it decays to nothing, and its sum is the step: no derivative is lost", () => {
    let [d, sum] = [0, 0];
    for (let k = 0; k < 400; k++) {
      d = pidDerivative(d, 30, k === 0 ? 2 : 0, 50, DT);
      sum += d * DT;
    }
    expect(d).toBeLessThan(1e-9);
    expect(sum).toBeCloseTo(30 * 2, 6);
  });

  test("the filter in front lets a step through as 1 - exp(-t/Tf)", () => {
    // Without proportional gain the derivative lags by one sample (lag = dt), so its sum lags by one halving.
    const [kd, filterTime] = [7, 100];
    const loop = loopOf({ kd, filterTime });
    const outputs = steps(loop, 300, 1);
    const sum = outputs.reduce((total, u) => total + u * DT, 0);
    expect(sum).toBeCloseTo(kd, 6);
    expect(outputs[0]).toBeCloseTo(((kd / DT) * (1 - Math.exp(-DT / filterTime))) / 2, 12);
  });

  test("does not kick at the start: the filter begins at the first measurement", () => {
    expect(loopOf({ kd: 100 }, 0, 0.3).step({ skew: 0.3 })).toBe(0);
  });
});

describe("guardrails", () => {
  test("bounds hold, and an output outside them is brought inside at once", () => {
    expect(loopOf({ kp: 1, max: 0.1 }).step({ skew: 5 })).toBe(0.1);
    expect(loopOf({ kp: 1, min: -0.1 }).step({ skew: -5 })).toBe(-0.1);
    expect(loopOf({ kp: 1, max: 0.1, slew: 0.001 }, 0.2).step({ skew: 0 })).toBe(0.1);
  });

  test("the output moves by the slew per block towards what is asked", () => {
    const outputs = steps(loopOf({ kp: 1, slew: 0.25 }), 6, 1);
    expect(outputs).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  test("changes within the dead band are not sent; a larger one is sent in full", () => {
    const loop = loopOf({ kp: 1, deadband: 0.1 });
    expect(loop.step({ skew: 0.1 })).toBe(0);
    expect(loop.step({ skew: 0.11 })).toBe(0.11);
    expect(loop.step({ skew: 0.02 })).toBe(0.11);
    expect(loop.step({ skew: -0.05 })).toBe(-0.05);
  });

  test("the dead band does not leak the integral: small errors add up until they are sent", () => {
    const loop = loopOf({ ki: DAY / DT, deadband: 0.35, antiWindupTime: DT });
    expect(steps(loop, 5, 0.1).map((u) => Number(u.toFixed(12)))).toEqual([0, 0, 0, 0.4, 0.4]);
  });
});

describe("anti-windup", () => {
  const pinned = { kp: 0.1, ki: 10, max: 0.05 };

  /** Blocks until the output leaves the bound after the skew has turned from 1 to -1, having been 1 for `blocks`. */
  function blocksToLeave(setting: Setting, blocks: number): number {
    const loop = loopOf(setting);
    steps(loop, blocks, 1);
    for (let k = 1; k <= 20_000; k++) if (loop.step({ skew: -1 }) < 0.05) return k;
    return Number.POSITIVE_INFINITY;
  }

  test("without it a loop that was pinned for long stays pinned for as long, with it a few blocks", () => {
    expect(blocksToLeave({ ...pinned, kp: 0 }, 1000)).toBeGreaterThan(950);
    expect(blocksToLeave({ ...pinned, antiWindupTime: 60 }, 1000)).toBe(1);
    expect(blocksToLeave({ ...pinned, kp: 0, antiWindupTime: 60 }, 1000)).toBeLessThan(12);
  });

  test("back-calculation settles where the growth of a block equals what is pulled back", () => {
    // I = I + c + (u - (I + c)) dt/Tt at rest: I + c - u = c Tt/dt.
    const [ki, time] = [10, 60];
    const c = (ki * DT) / DAY;
    let integral = 0;
    for (let k = 0; k < 500; k++) {
      const asked = pidIntegral(integral, ki, 1, DT, Number.POSITIVE_INFINITY);
      integral = unwound(asked, asked, Math.min(asked, 0.05), DT, time);
    }
    expect(integral + c - 0.05).toBeCloseTo((c * time) / DT, 12);
  });

  test("a loop without integral action has nothing to pull back: leaving a bound leaves no offset", () => {
    const loop = loopOf({ kp: 0.1, max: 0.05, antiWindupTime: 60 });
    steps(loop, 100, 1);
    expect(loop.step({ skew: 0.3 })).toBeCloseTo(0.03, 15);
  });

  test("a time below the block time pulls back in full, and a time of zero not at all", () => {
    expect(unwound(0.3, 0.3, 0.05, DT, 1)).toBeCloseTo(0.05, 15);
    expect(unwound(0.3, 0.3, 0.05, DT, 0)).toBe(0.3);
  });
});

describe("feed-forward and schedules", () => {
  test("feed-forward acts without feedback gains, on its own sensor", () => {
    expect(loopOf({ feedForward: 0.5 }, 0.2).step({ basis: 0.1, skew: 9 })).toBeCloseTo(0.25, 15);
  });

  test("the base follows stress: margins of the benchmark rise as 1 + overshoot, its cap falls as 1/(1 + overshoot)", () => {
    expect(stressedBase(0.05, 1, 0, 0.6)).toBeCloseTo(0.08, 15);
    expect(stressedBase(0.01, 0, 1, 0.6)).toBeCloseTo(0.00625, 15);
    expect(loopOf({ stressRise: 1, max: 0.1 }, 0.05).step({}, 3)).toBe(0.1);
    expect(loopOf({ stressRelief: 2, min: 0.001 }, 0.01).step({}, 0.5)).toBeCloseTo(0.005, 15);
  });

  test("the schedule raises all gains alike: the derivative keeps its time constant", () => {
    const gains = { kp: 0.4, ki: 50, kd: 20, filterTime: 30 };
    const scheduled = loopOf({ ...gains, schedule: 0.5 });
    const outputs = steps(scheduled, 20, 0.7, 2).map((u) => u / 2); // gain 1 + 0.5 * 2
    const plain = loopOf(gains);
    steps(plain, 20, 0.7).forEach((u, k) => {
      expect(outputs[k]).toBeCloseTo(u, 12);
    });
  });

  test("a loop at rest without stress gives its base", () => {
    expect(loopOf({ kp: 3, ki: 4, kd: 5 }, 0.05).step({ skew: 0 })).toBe(0.05);
  });
});
