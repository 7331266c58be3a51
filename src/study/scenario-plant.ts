// The plant of a seed family, or a clear refusal where its scenario set does not fit into the memory there is.
import { type Problem, UserError } from "../numeric/user-error.ts";
import { kernelModule } from "../simulate/module.ts";
import { slotOf } from "../simulate/parameters.ts";
import { createPlant, type Plant, plantBytes } from "../simulate/plant.ts";
import { todaysVector } from "./candidate.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";
import { inWorld, worldsOf } from "./worlds.ts";

/** The kernel addresses its memory with 32 bits. */
const LARGEST = 2 ** 32;

/** Subject of the refusal that depends on the machine and not on what was asked. */
export const machineMemory = "memory of this machine";

/** Throws UserError where the scenario set is too large for the kernel or for this machine. */
export function scenarioPlant(vector: Float64Array, family: SeedFamily, workers: number): Plant {
  const problem = tooLarge("paths", vector, family.paths, workers);
  if (problem !== null) throw new UserError("scenarios", [problem]);
  try {
    return createPlant(kernelModule(), vector, family, workers);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `found ${sizeWords(vector, family.paths, workers)}; it does not give that much; ${remedy}`;
    throw new UserError(machineMemory, [{ place: "scenarios > paths", message }]);
  }
}

/** Throws UserError unless every scenario set of all three phases can be addressed: before the night, not after it. */
export function refuseOversize(spec: StudySpec, workers: number): void {
  const vector = todaysVector(spec);
  const problems = (["search", "validation", "holdout"] as const).flatMap((name) => {
    const place = name === "search" ? "scenarios > paths" : `scenarios > ${name} > paths`;
    return worldsOf(spec, name).flatMap((world) => {
      const where = world.name === null ? place : `${place}, family ${world.name}`;
      return tooLarge(where, inWorld(vector, world), world.paths, workers) ?? [];
    });
  });
  if (problems.length > 0) throw new UserError(`study ${spec.name}`, problems);
}

function tooLarge(place: string, vector: Float64Array, paths: number, workers: number): Problem | null {
  if (plantBytes(kernelModule(), vector, paths, workers) <= LARGEST) return null;
  return { place, message: `found ${sizeWords(vector, paths, workers)}; expected at most 4.3 GB; ${remedy}` };
}

function sizeWords(vector: Float64Array, paths: number, workers: number): string {
  const gigabytes = plantBytes(kernelModule(), vector, paths, workers) / 1e9;
  const blocks = vector[slotOf("time.blocks") ?? -1] ?? Number.NaN;
  return `${paths} paths of ${blocks} blocks, which take ${gigabytes.toPrecision(3)} GB`;
}

const remedy = "use fewer paths, a shorter horizon or longer blocks";
