// The 24 noiseless functions of BBOB, the benchmark on which searches are compared, with COCO's instances.
//
// Hansen, Finck, Ros, Auger, "Real-parameter black-box optimization benchmarking 2009: noiseless functions definitions",
// INRIA RR-6829, 2009. Each instance of a function has its own best point, best loss and rotations.
import { bentCigar, differentPowers, discus, rotatedEllipsoid, sharpRidge } from "./ill-conditioned.ts";
import { attractiveSector, rosenbrock, rotatedRosenbrock, stepEllipsoid } from "./moderate.ts";
import { griewankRosenbrock, rotatedRastrigin, schaffers, weierstrass } from "./multimodal.ts";
import { bestLoss } from "./random.ts";
import type { Landscape, Recipe } from "./recipe.ts";
import { buecheRastrigin, ellipsoid, linearSlope, rastrigin, sphere } from "./separable.ts";
import { gallagher, katsuura, lunacek, schwefel } from "./weak-structure.ts";

interface Entry {
  readonly name: string;
  readonly recipe: Recipe;
  /** Seed of instance 0 where it is not the function's number. */
  readonly seed?: number;
}

const entries: readonly Entry[] = [
  { name: "sphere", recipe: sphere },
  { name: "ellipsoid", recipe: ellipsoid },
  { name: "Rastrigin", recipe: rastrigin },
  { name: "Büche-Rastrigin", recipe: buecheRastrigin, seed: 3 },
  { name: "linear slope", recipe: linearSlope },
  { name: "attractive sector", recipe: attractiveSector },
  { name: "step ellipsoid", recipe: stepEllipsoid },
  { name: "Rosenbrock", recipe: rosenbrock },
  { name: "Rosenbrock rotated", recipe: rotatedRosenbrock },
  { name: "ellipsoid rotated", recipe: rotatedEllipsoid },
  { name: "discus", recipe: discus },
  { name: "bent cigar", recipe: bentCigar },
  { name: "sharp ridge", recipe: sharpRidge },
  { name: "different powers", recipe: differentPowers },
  { name: "Rastrigin rotated", recipe: rotatedRastrigin },
  { name: "Weierstrass", recipe: weierstrass },
  { name: "Schaffers F7", recipe: schaffers(10) },
  { name: "Schaffers F7, ill-conditioned", recipe: schaffers(1000), seed: 17 },
  { name: "Griewank-Rosenbrock", recipe: griewankRosenbrock },
  { name: "Schwefel", recipe: schwefel },
  { name: "Gallagher, 101 peaks", recipe: gallagher({ count: 101, condition: Math.sqrt(1000), extent: 5 }) },
  { name: "Gallagher, 21 peaks", recipe: gallagher({ count: 21, condition: 1000, extent: 4.9 }) },
  { name: "Katsuura", recipe: katsuura },
  { name: "Lunacek bi-Rastrigin", recipe: lunacek },
];

export interface BbobProblem extends Landscape {
  readonly name: string;
  readonly bestLoss: number;
}

/** @param number 1 to 24 @param dimension >= 2 @param instance >= 0 */
export function bbobProblem(number: number, dimension: number, instance: number): BbobProblem {
  const entry = entries[number - 1];
  if (entry === undefined) throw new RangeError(`BBOB has the functions 1 to 24: found ${number}`);
  const seed = (entry.seed ?? number) + 10_000 * instance;
  return { name: entry.name, bestLoss: bestLoss(seed), ...entry.recipe(dimension, seed) };
}
