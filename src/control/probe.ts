// A probe: one actuator, or the outside price, is shaken by a pseudo-random binary sequence, to learn how the plant answers.
// Shared subset. Specification: control 3.4 (b), paired perturbation experiments.
import { addressedUniform } from "../numeric/addressed-uniform.ts";
// #region parameters (tsc only; the kernel build drops the table)

import type { Parameter } from "../numeric/parameter.ts";

/** What is shaken: what is in force in a block, after all delays. */
const targets = ["none", "margin", "maintenance", "funding", "depth", "cap", "price"] as const;

// biome-ignore format: one parameter is one line
export const probeParameters = [
  { name: "probe.target", unit: "", min: 0, max: targets.length - 1, initial: 0, scale: "linear", world: true, choices: targets, meaning: "What an experiment shakes: an actuator as it is in force, or the log of the outside price. Outcomes that count actuators see them unshaken." },
  { name: "probe.amplitude", unit: "", min: 0, max: 1, initial: 0, scale: "linear", world: true, meaning: "Size of the perturbation, in the unit of its target." },
  { name: "probe.start", unit: "blocks", min: 0, max: 1e7, initial: 0, scale: "linear", integer: true, world: true, meaning: "First block that is shaken: before it the market settles." },
  { name: "probe.hold", unit: "blocks", min: 1, max: 1e6, initial: 1, scale: "log", integer: true, world: true, meaning: "Blocks that each sign of the perturbation lasts, counted from probe.start." },
  { name: "probe.seed", unit: "", min: 0, max: 2147483647, initial: 1, scale: "linear", integer: true, world: true, meaning: "Seed of the signs; the same for all paths." },
] as const satisfies readonly Parameter[];
// #endregion

/** Random stream of the signs. */
const STREAM: i32 = 21;

/** Sign number `chip` of the sequence, +1 or -1. */
export function probeSign(seed: i32, chip: i32): f64 {
  return addressedUniform(seed, 0, STREAM, chip, 0) < 0.5 ? -1 : 1;
}
