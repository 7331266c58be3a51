// The stability of parameter sets by name: what follows from the numbers, and what simulation says of it.
import { kernelModule } from "../simulate/module.ts";
import { openPlant } from "../simulate/plant.ts";
import { analyse, confirmedBySimulation } from "../stability/analyse.ts";
import type { StabilityAnalysis } from "../stability/analysis.ts";
import { wholeVector } from "./model.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily } from "./spec.ts";

/** Paths with which amplification is simulated: twice as many days are played. */
const MOST_PATHS = 256;

/** @param values full parameter values by name, defaults where absent */
export function stabilityOf(values: Readonly<Record<string, number>>): StabilityAnalysis {
  return analyse(wholeVector(values));
}

/** The same analysis with what simulation says of fold, amplification and latencies, on the first paths of a family. */
export function confirmedStability(
  values: Readonly<Record<string, number>>,
  analysis: StabilityAnalysis,
  { seed, paths }: SeedFamily,
): StabilityAnalysis {
  const vector = wholeVector(values);
  const plant = scenarioPlant(vector, { seed, paths: Math.min(paths, MOST_PATHS) }, 1);
  return confirmedBySimulation(analysis, vector, openPlant(kernelModule(), plant, 0));
}
