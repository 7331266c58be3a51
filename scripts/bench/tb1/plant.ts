// The plant that TB-1 tunes: BP-2 with its controller, played by our own kernel on one fixed set of paths.
import { kernelModule } from "../../../src/simulate/module.ts";
import { vectorOf } from "../../../src/simulate/parameters.ts";
import { createPlant, type ScenarioFamily } from "../../../src/simulate/plant.ts";
import { designValues } from "../design.ts";
import type { TuningPlant } from "./open-plant.ts";

/** Section 1 of the specification. */
export const TUNING_FAMILY: ScenarioFamily = { seed: 2026, paths: 128 };

/** `feedback: true`: funding follows the controller; its gains are the variables. @param workers threads that will open it */
export function createTuningPlant(family: ScenarioFamily, workers: number): TuningPlant {
  const values = designValues("reference");
  return { plant: createPlant(kernelModule(), vectorOf(values), family, workers), values };
}
