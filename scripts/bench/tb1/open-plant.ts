// One thread's view of the plant that TB-1 tunes: what a point of the unit cube is worth there.
import { kernelModule } from "../../../src/simulate/module.ts";
import { vectorOf } from "../../../src/simulate/parameters.ts";
import { openPlant, type Plant } from "../../../src/simulate/plant.ts";
import { decoded, type Merits, meritsOf } from "./problem.ts";

/** Plain object that threads share. */
export interface TuningPlant {
  readonly plant: Plant;
  /** Parameter values, those of the variables among them. */
  readonly values: Readonly<Record<string, number>>;
}

/** @param worker number of the thread */
export function openTuningPlant({ plant, values }: TuningPlant, worker: number): (point: Float64Array) => Merits {
  const simulator = openPlant(kernelModule(), plant, worker);
  return (point) => meritsOf(simulator.run(vectorOf({ ...values, ...decoded(point) })));
}
