// What a study will take: path-steps, memory and disk counted, time from a short measured run of today's parameters.
import { kernelModule } from "../simulate/module.ts";
import { createPlant, openPlant, plantBytes } from "../simulate/plant.ts";
import { todaysVector } from "./candidate.ts";
import type { StudySpec } from "./spec.ts";

/** Bytes a trial takes on disk, with room to spare. */
export const TRIAL_BYTES = 6000;

/** Paths of the measured run: the kernel plays them in one go. */
const SAMPLE = 8;
/** How long is measured, ms. */
const SAMPLE_TIME = 400;
/** Blocks of the measured run at most. */
const SAMPLE_BLOCKS = 20_000;

export interface Cost {
  /** Paths times blocks of one trial on the search family. */
  readonly stepsPerTrial: number;
  /** Paths times blocks of the whole study, the re-scoring included. */
  readonly steps: number;
  /** Shared memory of the largest scenario set with the threads' scratch areas, bytes. */
  readonly memory: number;
  /** Bytes on disk. */
  readonly disk: number;
}

export function costOf(spec: StudySpec, workers: number): Cost {
  const { search, validation, holdout, rescore } = spec.scenarios;
  const vector = todaysVector(spec);
  const blocks = spec.values["time.blocks"] ?? 1;
  const again = Math.min(rescore, spec.search.trials - 1) + 1;
  const steps = (spec.search.trials * search.paths + again * validation.paths + 2 * holdout.paths) * blocks;
  const bytes = [search, validation, holdout].map(({ paths }) => plantBytes(kernelModule(), vector, paths, workers));
  return {
    stepsPerTrial: search.paths * blocks,
    steps,
    memory: Math.max(...bytes),
    disk: spec.search.trials * TRIAL_BYTES,
  };
}

/** Seconds per path and block on one thread, measured on today's parameters. */
export function secondsPerStep(spec: StudySpec): number {
  const blocks = Math.min(spec.values["time.blocks"] ?? 1, SAMPLE_BLOCKS);
  const sampled = todaysVector({ ...spec, values: { ...spec.values, "time.blocks": blocks } });
  const plant = createPlant(kernelModule(), sampled, { seed: spec.scenarios.search.seed, paths: SAMPLE }, 1);
  const simulator = openPlant(kernelModule(), plant, 0);
  const begin = performance.now();
  let fastest = Infinity; // of several runs: the engine compiles the kernel better while it runs
  while (performance.now() - begin < SAMPLE_TIME) {
    const start = performance.now();
    simulator.play(sampled, 0, SAMPLE);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest / 1000 / (SAMPLE * blocks);
}
