// The stability of parameter sets by name: what follows from the numbers, and what simulation says of it.
import { kernelModule } from "../simulate/module.ts";
import { openPlant } from "../simulate/plant.ts";
import { analyse, confirmedBySimulation } from "../stability/analyse.ts";
import type { StabilityAnalysis } from "../stability/analysis.ts";
import { wholeVector } from "./model.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";

/** Paths with which amplification is simulated: twice as many days are played. */
const MOST_PATHS = 256;

/** A parameter set, and the identified models of its state loops. */
export interface AnalysedParameters {
  /** Full parameter values by name, defaults where absent. */
  readonly values: Readonly<Record<string, number>>;
  /** Those of the study's spec. */
  readonly models: NonNullable<StudySpec["models"]>;
}

export function stabilityOf({ values, models }: AnalysedParameters): StabilityAnalysis {
  return analyse(wholeVector(values, models));
}

/** The same analysis with what simulation says of fold, amplification and latencies, on the first paths of a family. */
export function confirmedStability(
  { values, models }: AnalysedParameters,
  analysis: StabilityAnalysis,
  { seed, paths }: SeedFamily,
): StabilityAnalysis {
  const vector = wholeVector(values, models);
  const plant = scenarioPlant(vector, { seed, paths: Math.min(paths, MOST_PATHS) }, 1);
  return confirmedBySimulation(analysis, vector, openPlant(kernelModule(), plant, 0));
}
