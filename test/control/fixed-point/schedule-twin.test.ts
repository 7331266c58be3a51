// The gain schedule in integers against the float law: same output, same steps at the same blocks.
import fc from "fast-check";
import { expect, test } from "vitest";
import { toFixed, toNumber } from "../../../src/control/fixed-point/fixed.ts";
import {
  type FixedScheduleMemory,
  fixedSchedule,
  fixedScheduleStep,
  type ScheduleSettings,
} from "../../../src/control/fixed-point/schedule-twin.ts";
import { SCHEDULE_MEMORY, scheduleAxes, scheduledOutput } from "../../../src/control/schedule.ts";
import { setCell, useCells } from "../../../src/numeric/cells.ts";
import { scatteredNumbers } from "./scattered-numbers.ts";

const NODES = 0;
const AXES = 8 * 12;
const MEMORY = AXES + 8 * scheduleAxes.length;

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const settings: fc.Arbitrary<ScheduleSettings> = fc.record({
  volatilityCalm: fc.constant(1),
  volatilityRaised: number(1.2, 2),
  volatilityStressed: number(2.1, 4),
  skewBalanced: fc.constant(0),
  skewOneSided: number(0.2, 0.9),
  insuranceDrained: number(0, 0.5),
  insuranceFull: number(0.6, 1.2),
  hysteresis: fc.oneof(fc.constant(0), number(0.01, 0.3)),
  dwell: fc.integer({ min: 0, max: 40 }),
  outputs: fc.array(
    fc.integer({ min: -1000, max: 1000 }).map((x) => x / 1000),
    { minLength: 12, maxLength: 12 },
  ),
});

function floatSchedule(s: ScheduleSettings): (volatility: number, skew: number, insurance: number) => number {
  const cells = new Float64Array((MEMORY >> 3) + SCHEDULE_MEMORY);
  useCells(cells);
  s.outputs.forEach((output, i) => {
    setCell(NODES + 8 * i, output);
  });
  const named: Readonly<Record<string, unknown>> = { ...s };
  scheduleAxes.forEach(({ name }, i) => {
    setCell(AXES + 8 * i, Number(named[name.replace("schedule.", "")]));
  });
  return (volatility, skew, insurance) => scheduledOutput(NODES, AXES, MEMORY, 8, volatility, skew, insurance);
}

test("integers and floats agree to 1e-12 over 7,200 blocks and step at the same blocks", () => {
  let steps = 0;
  fc.assert(
    fc.property(settings, fc.integer({ min: 1, max: 2 ** 31 - 2 }), (s, seed) => {
      const float = floatSchedule(s);
      const table = fixedSchedule(s);
      const draw = scatteredNumbers(seed);
      let memory: FixedScheduleMemory | null = null;
      let [volatility, skew, insurance, last] = [1.5, 0.3, 0.8, Number.NaN];
      for (let k = 0; k < 7200; k++) {
        volatility = Math.max(0.8, volatility + 0.1 * draw());
        skew = Math.min(1, Math.max(0, skew + 0.03 * draw()));
        insurance = Math.min(1.3, Math.max(0, insurance + 0.03 * draw()));
        const asked = float(volatility, skew, insurance);
        const before: bigint | null = memory?.output ?? null;
        memory = fixedScheduleStep(table, memory, {
          volatility: toFixed(volatility),
          skew: toFixed(skew),
          insurance: toFixed(insurance),
        });
        if (Math.abs(toNumber(memory.output) - asked) > 1e-12)
          expect({ k, u: toNumber(memory.output) }).toEqual({ k, u: asked });
        const moved = k > 0 && Math.abs(asked - last) > 1e-9; // a step worth the name
        if (moved && memory.output === before) expect({ k, moved: false }).toEqual({ k, moved });
        if (moved) steps += 1;
        last = asked;
      }
    }),
    { numRuns: 8 },
  );
  expect(steps).toBeGreaterThan(300);
});

test("at a node the table's own output is asked for, to the last digit", () => {
  const outputs = Array.from({ length: 12 }, (_, i) => (i + 1) / 10);
  const table = fixedSchedule({
    ...{ volatilityCalm: 1, volatilityRaised: 2, volatilityStressed: 3, skewBalanced: 0, skewOneSided: 0.5 },
    ...{ insuranceDrained: 0.5, insuranceFull: 1, hysteresis: 0.1, dwell: 25, outputs },
  });
  [1, 2, 3].forEach((volatility, i) => {
    [0, 0.5].forEach((skew, j) => {
      [0.5, 1].forEach((insurance, l) => {
        const at = { volatility: toFixed(volatility), skew: toFixed(skew), insurance: toFixed(insurance) };
        expect(fixedScheduleStep(table, null, at).output).toBe(toFixed(outputs[4 * i + 2 * j + l] ?? Number.NaN));
      });
    });
  });
});
