// CPU time of the kernel alone on one thread, per path and block.
import { kernelModule } from "../../src/simulate/module.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant, type ScenarioFamily } from "../../src/simulate/plant.ts";

export interface KernelTimer {
  /** Making the scenario set, ns per path and block; done once for a whole study. */
  readonly generation: number;
  /** Plays every path once; rows of outcomes, path by path, overwritten by the next call. */
  readonly play: () => Float64Array;
  /** One repetition: ns of CPU per path and block. */
  readonly repetition: () => number;
}

/** A repetition plays the paths as often as it takes to fill this time, s. */
const SHORTEST = 0.05;
/** Time for the engine to finish compiling the kernel, s. */
const WARM_UP = 0.3;

/** Generates the scenario set and warms the kernel up. */
export function createKernelTimer(values: Readonly<Record<string, number>>, family: ScenarioFamily): KernelTimer {
  const vector = vectorOf(values);
  const steps = family.paths * (values["time.blocks"] ?? Number.NaN);
  createPlant(kernelModule(), vectorOf({ ...values, "time.blocks": 1 }), { ...family, paths: 1 }, 1); // compiles
  const start = cpuSeconds();
  const plant = createPlant(kernelModule(), vector, family, 1);
  const generation = ((cpuSeconds() - start) * 1e9) / steps;
  const simulator = openPlant(kernelModule(), plant, 0);
  const play = (): Float64Array => simulator.play(vector, 0, family.paths);
  const { seconds, count } = secondsFor(play, WARM_UP);
  const plays = Math.max(1, Math.ceil(SHORTEST / (seconds / count)));
  const repetition = (): number => {
    const begin = cpuSeconds();
    for (let i = 0; i < plays; i++) play();
    return ((cpuSeconds() - begin) * 1e9) / (plays * steps);
  };
  return { generation, play, repetition };
}

/** CPU time of this process so far, s. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e-6;
}

/** Calls `work` for at least so long; CPU time it took and number of calls. */
function secondsFor(work: () => void, least: number): { readonly seconds: number; readonly count: number } {
  const start = cpuSeconds();
  let count = 0;
  do {
    work();
    count += 1;
  } while (cpuSeconds() - start < least);
  return { seconds: cpuSeconds() - start, count };
}
