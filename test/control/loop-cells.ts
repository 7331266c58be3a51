// A loop laid out in cells, with the tables of all structures: for tests that close it on a plant of their own.
import { COMPENSATOR_NUMBERS } from "../../src/control/compensator.ts";
import { governanceParameters } from "../../src/control/governance-delay.ts";
import { LOOP_MEMORY, loopStep } from "../../src/control/loop.ts";
import { loopParameters, structureNames } from "../../src/control/loop-parameters.ts";
import { OUTPUT } from "../../src/control/pid.ts";
import { scheduleAxes } from "../../src/control/schedule.ts";
import { type Sensor, sensorNames } from "../../src/control/sensors.ts";
import { useCells } from "../../src/numeric/cells.ts";

export type Setting = Readonly<Record<string, number>>;

export interface Situation {
  readonly base: number;
  readonly overshoot: number;
  readonly dt: number;
  readonly seed: number;
  readonly path: number;
  readonly loop: number;
}

/** The signature of `loopStep`, compiled by either compiler. */
export type LoopStep = typeof loopStep;

const START = 1024;
const AXES = START + 8 * loopParameters.length;
const PROCESS = AXES + 8 * scheduleAxes.length;
const COEFFICIENTS = PROCESS + 8 * governanceParameters.length;
const MEMORY = COEFFICIENTS + 8 * COMPENSATOR_NUMBERS;
const SENSORS = MEMORY + 8 * LOOP_MEMORY;
const CELLS = SENSORS / 8 + sensorNames.length;

export const structure = (name: (typeof structureNames)[number]): number => structureNames.indexOf(name);

/** Values of the tables by name, and the compensator's numbers where there are any. */
export function fillCells(
  cells: Float64Array,
  setting: Setting,
  output: number,
  numbers: ArrayLike<number> = [],
): void {
  for (const [at, table] of [
    [START, loopParameters],
    [AXES, scheduleAxes],
    [PROCESS, governanceParameters],
  ] as const)
    table.forEach((row, i) => {
      cells[at / 8 + i] = setting[row.name] ?? row.initial;
    });
  cells.set(Array.from(numbers), COEFFICIENTS / 8);
  cells[MEMORY / 8 + OUTPUT] = output;
}

/** One block at the addresses of `fillCells`. */
export function stepCells(
  step: LoopStep,
  cells: Float64Array,
  readings: Partial<Record<Sensor, number>>,
  now: Situation,
): number {
  sensorNames.forEach((name, i) => {
    cells[SENSORS / 8 + i] = readings[name] ?? 0;
  });
  const { base, overshoot, dt, seed, path, loop } = now;
  return step(START, AXES, PROCESS, COEFFICIENTS, MEMORY, 8, SENSORS, base, overshoot, dt, seed, path, loop);
}

/** A loop of the TypeScript laws, at rest at `situation.base`. */
export function loopInCells(
  setting: Setting,
  situation: Situation,
  numbers: ArrayLike<number> = [],
): (readings: Partial<Record<Sensor, number>>, overshoot?: number) => number {
  const cells = new Float64Array(CELLS);
  fillCells(cells, setting, situation.base, numbers);
  return (readings, overshoot = situation.overshoot) => {
    useCells(cells);
    return stepCells(loopStep, cells, readings, { ...situation, overshoot });
  };
}
