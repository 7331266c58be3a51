// The plant that TB-1 tunes: BP-2 with its controller, played by our own kernel on one fixed set of paths.
import { kernelModule } from "../../../src/simulate/module.ts";
import { vectorOf } from "../../../src/simulate/parameters.ts";
import { createPlant, openPlant, type Plant, type ScenarioFamily } from "../../../src/simulate/plant.ts";
import { designValues } from "../design.ts";
import { decoded, type Merits, meritsOf } from "./problem.ts";

/** Section 1 of the specification. */
export const TUNING_FAMILY: ScenarioFamily = { seed: 2026, paths: 128 };

/** Plain object that threads share. @param workers threads that will open it */
export function createTuningPlant(family: ScenarioFamily, workers: number): Plant {
  return createPlant(kernelModule(), vectorOf(tuningValues()), family, workers);
}

/** One thread's evaluation of points of the unit cube. @param worker its number */
export function openTuningPlant(plant: Plant, worker: number): (point: Float64Array) => Merits {
  const simulator = openPlant(kernelModule(), plant, worker);
  const values = tuningValues();
  return (point) => meritsOf(simulator.run(vectorOf({ ...values, ...decoded(point) })));
}

/** `feedback: true`: funding follows the controller; its gains are the variables. */
function tuningValues(): Readonly<Record<string, number>> {
  return designValues("reference");
}
