// The loop law in integers against the float law: the same trajectory and the same saturation over a day of blocks.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelNames } from "../../../src/control/channels.ts";
import { toFixed, toNumber } from "../../../src/control/fixed-point/fixed.ts";
import { pidRange } from "../../../src/control/fixed-point/pid-range.ts";
import {
  type FixedPidMemory,
  fixedPid,
  fixedPidStep,
  type PidSettings,
} from "../../../src/control/fixed-point/pid-twin.ts";
import { PID_MEMORY, pidParameters, pidStep } from "../../../src/control/pid.ts";
import { sensorNames } from "../../../src/control/sensors.ts";
import { setCell, useCells } from "../../../src/numeric/cells.ts";
import { UserError } from "../../../src/numeric/user-error.ts";
import { scatteredNumbers } from "./scattered-numbers.ts";

const DT = 12;
const BLOCKS = 7200;
const BASE = 0.05;
const MEMORY = 8 * pidParameters.length;
const SENSORS = MEMORY + 8 * PID_MEMORY;
const AT_REST: FixedPidMemory = { integral: 0n, filtered: 0n, derivative: 0n, output: 0n, gain: 0n };
const [SKEW, BASIS] = [sensorNames.indexOf("skew"), sensorNames.indexOf("basis")];

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Either sign, not so small that a gain means nothing. */
const gain = (most: number) =>
  fc.oneof(
    fc.constant(0),
    number(1e-3, most),
    number(1e-3, most).map((x) => -x),
  );
const either = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const settings: fc.Arbitrary<PidSettings> = fc
  .record({
    kp: gain(3),
    ki: gain(20),
    kd: gain(500),
    setpoint: number(-0.5, 0.5),
    setpointWeight: number(0, 1),
    filterTime: fc.oneof(fc.constant(0), number(1, 600)),
    antiWindupTime: fc.oneof(fc.constant(0), number(1, 5000)),
    integralLimit: number(0.01, 2),
    max: number(0.1, 1),
    slew: fc.oneof(fc.constant(Infinity), number(0.001, 0.2)),
    deadband: fc.oneof(fc.constant(0), number(0.0001, 0.05)),
    feedForward: number(-2, 2),
    stressRise: number(0, 3),
    stressRelief: number(0, 3),
    schedule: fc.oneof(fc.constant(0), number(0, 2)),
    bumpless: either(0, 1),
  })
  .map((own) => {
    const initial = Object.fromEntries(pidParameters.map((row) => [row.name, row.initial])) as PidSettings; // a name per row
    return { ...initial, ...own, min: -own.max, sensor: SKEW, feedForwardSensor: BASIS };
  });

interface Step {
  readonly output: number;
  /** What held the output: its bounds and its slew. */
  readonly event: string;
}

const eventOf = (high: boolean, low: boolean, slewed: boolean): string =>
  `${high ? "at max" : low ? "at min" : "inside"}${slewed ? ", slewed" : ""}`;

function floatLoop(p: PidSettings): (y: number, forward: number, overshoot: number) => Step {
  const cells = new Float64Array((SENSORS >> 3) + sensorNames.length);
  useCells(cells);
  pidParameters.forEach(({ name }, i) => {
    setCell(8 * i, p[name]);
  });
  setCell(MEMORY + 8 * 3, BASE);
  let last = BASE;
  return (y, forward, overshoot) => {
    setCell(SENSORS + 8 * SKEW, y);
    setCell(SENSORS + 8 * BASIS, forward);
    const output = pidStep(0, MEMORY, 8, SENSORS, BASE, overshoot, DT);
    const event = eventOf(output === p.max, output === p.min, output === last + p.slew || output === last - p.slew);
    last = output;
    return { output, event };
  };
}

function integerLoop(p: PidSettings): (y: number, forward: number, overshoot: number) => Step {
  const law = fixedPid(p, "funding", DT);
  const base = toFixed(BASE);
  let memory = { ...AT_REST, output: base };
  return (y, forward, overshoot) => {
    const readings = { measurement: toFixed(y), forward: toFixed(forward), base, overshoot: toFixed(overshoot) };
    const next = fixedPidStep(law, memory, readings);
    const { slew, max, min } = law;
    const slewed = slew !== null && (next.output === memory.output + slew || next.output === memory.output - slew);
    memory = next;
    return { output: toNumber(next.output), event: eventOf(next.output === max, next.output === min, slewed) };
  };
}

describe("over 7,200 blocks of any gains", () => {
  test("integers and floats agree to 1e-9 of the largest output, with the same saturation at every block", () => {
    let saturated = 0;
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 2 ** 31 - 2 }), (p, seed) => {
        const [float, integer] = [floatLoop(p), integerLoop(p)];
        const draw = scatteredNumbers(seed);
        let [y, worst, largest] = [0, 0, 0];
        for (let k = 0; k < BLOCKS; k++) {
          y = 0.99 * y + 0.1 * draw();
          const [forward, overshoot] = [0.2 * draw(), Math.max(0, 3 * draw())];
          const [a, b] = [float(y, forward, overshoot), integer(y, forward, overshoot)];
          if (a.event !== b.event) expect({ k, ...b }).toEqual({ k, ...a });
          if (a.event !== "inside") saturated += 1;
          worst = Math.max(worst, Math.abs(a.output - b.output));
          largest = Math.max(largest, Math.abs(a.output));
        }
        expect(worst).toBeLessThanOrEqual(1e-9 * largest);
      }),
      { numRuns: 8 },
    );
    expect(saturated).toBeGreaterThan(1000); // the comparison of events is not empty
  });
});

test("the output rounds against the trader: never below the exact sum where it rises, never above where it falls", () => {
  const p = { ...withDefaults(), kp: 1 / 3, max: 1, min: -1 };
  const readings = { measurement: 10n, forward: 0n, base: 0n, overshoot: 0n }; // kp y = 3.33e-18
  const output = Object.fromEntries(
    channelNames.map((channel) => [channel, fixedPidStep(fixedPid(p, channel, DT), AT_REST, readings).output]),
  );
  expect(output).toEqual({ margin: 4n, maintenance: 4n, funding: 4n, depth: 3n, cap: 4n });
  const falling = fixedPidStep(fixedPid(p, "funding", DT), AT_REST, { ...readings, measurement: -10n });
  expect(falling.output).toBe(-4n);
});

describe("proof against overflow", () => {
  const ranges = { measurement: 10n ** 18n, forward: 10n ** 18n, base: 10n ** 18n, overshoot: 20n * 10n ** 18n };

  test("no trajectory leaves the proven ranges, whatever the loop reads within its own", () => {
    fc.assert(
      fc.property(
        settings,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), ...[0, 1, 2, 3].map(() => number(-1, 1))), {
          maxLength: 40,
        }),
        (p, rows) => {
          const law = fixedPid(p, "margin", DT);
          const proven = pidRange(law, ranges);
          let memory = AT_REST;
          const extreme = (x: number): bigint => (x < 0 ? -(10n ** 18n) : 10n ** 18n);
          const size = (x: bigint): bigint => (x < 0n ? -x : x);
          // Each reading stands for a while, so that filter and derivative have the time to add up.
          for (const [blocks, y = 0, forward = 0, base = 0, stress = 0] of rows) {
            const readings = {
              measurement: extreme(y),
              forward: extreme(forward),
              base: extreme(base),
              overshoot: stress > 0 ? ranges.overshoot : toFixed(-stress),
            };
            for (let block = 0; block < blocks; block++) {
              memory = fixedPidStep(law, memory, readings);
              expect(size(memory.integral) <= proven.integral).toBe(true);
              expect(size(memory.derivative) <= proven.derivative).toBe(true);
              expect(size(memory.output) <= proven.output).toBe(true);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a loop without bounds, or with numbers too large for a word, is refused by name", () => {
    const free = fixedPid({ ...withDefaults(), ki: 1 }, "margin", DT);
    expect(() => pidRange(free, ranges)).toThrow(UserError);
    expect(() => pidRange(free, ranges)).toThrow(/integralLimit: found no limit/);
    expect(() => pidRange(free, ranges)).toThrow(/min: found no limit/);
    const huge = fixedPid({ ...withDefaults(), kp: 1e20, min: -1, max: 1 }, "margin", DT);
    expect(() => pidRange(huge, { ...ranges, measurement: 10n ** 42n })).toThrow(
      /asked: found up to 2\^\d+; expected below 2\^127/,
    );
    const fast = fixedPid({ ...withDefaults(), min: -1, max: 1, slew: 1e59 }, "margin", DT); // 1e77 is above 2^255
    expect(() => pidRange(fast, ranges)).toThrow(/products: found up to 2\^256; expected below 2\^255/);
    expect(() => fixedPidStep(fast, AT_REST, { measurement: 0n, forward: 0n, base: 0n, overshoot: 0n })).toThrow(
      "does not fit 256 bits",
    );
  });
});

function withDefaults(): PidSettings {
  return Object.fromEntries(pidParameters.map((row) => [row.name, row.initial])) as PidSettings; // a name per row
}
