// What a study will take: path-steps, memory and disk counted, time from a short measured run of today's parameters.
import { kernelModule } from "../simulate/module.ts";
import { createPlant, openPlant, plantBytes } from "../simulate/plant.ts";
import { valueIn } from "../stability/setting.ts";
import { todaysVector } from "./candidate.ts";
import type { Family } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import { inWorld, worldsOf } from "./worlds.ts";

/** Bytes a trial takes on disk for itself and for each of its scenario families, with room to spare. */
const TRIAL_BYTES = 6000;

/** Paths of the measured run: the kernel plays them in one go. */
const SAMPLE = 8;
/** How long is measured, ms. */
const SAMPLE_TIME = 400;
/** Blocks of the measured run at most. */
const SAMPLE_BLOCKS = 20_000;

export interface Cost {
  /** Paths times blocks of one trial in all worlds of the search. */
  readonly stepsPerTrial: number;
  /** Paths times blocks of the whole study, re-scoring and rounds included; a race and an adversary may need fewer. */
  readonly steps: number;
  /** Shared memory of the scenario sets of the largest phase with the threads' scratch areas, bytes. */
  readonly memory: number;
  /** Bytes on disk. */
  readonly disk: number;
}

export function costOf(spec: StudySpec, workers: number): Cost {
  const again = Math.min(spec.scenarios.rescore, spec.search.trials - 1);
  const searches = spec.static === undefined ? 1 : 2;
  const search = costIn(spec, "search", workers);
  const validation = costIn(spec, "validation", workers);
  const holdout = costIn(spec, "holdout", workers);
  const { rounds = 0, budget = 0 } = spec.scenarios.adversary ?? {};
  const blocks = spec.values["time.blocks"] ?? 1;
  const added = (phase: Family): number => spec.scenarios[phase].paths * blocks;
  const inRound = (round: number): number =>
    searches * spec.search.trials * (search.steps + round * added("search")) +
    (1 + searches * again) * (validation.steps + round * added("validation")) +
    (1 + searches) * holdout.steps;
  const whole = Array.from({ length: 1 + rounds }, (_, round) => inRound(round));
  const hunts = rounds * budget * 2 * added("search"); // each world with the best set and with today's
  return {
    stepsPerTrial: search.steps,
    steps: whole.reduce((sum, steps) => sum + steps, hunts),
    memory: Math.max(search.bytes, validation.bytes, holdout.bytes),
    disk: diskBytes(spec),
  };
}

/** What the record of the search will take, and that of a static one beside it. */
export function diskBytes({ search, scenarios, static: constant }: StudySpec): number {
  const searches = constant === undefined ? 1 : 2;
  return searches * search.trials * TRIAL_BYTES * (1 + (scenarios.families?.length ?? 0));
}

/** One candidate in all worlds of a phase. */
function costIn(spec: StudySpec, phase: Family, workers: number): { steps: number; bytes: number } {
  const today = todaysVector(spec);
  const worlds = worldsOf(spec, phase).map((world) => ({ paths: world.paths, vector: inWorld(today, world) }));
  return {
    steps: worlds.reduce((sum, { paths, vector }) => sum + paths * valueIn(vector, "time.blocks"), 0),
    bytes: worlds.reduce((sum, { paths, vector }) => sum + plantBytes(kernelModule(), vector, paths, workers), 0),
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
