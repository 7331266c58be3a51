// Time of the simulation: how long a block is and how many are played.
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const clockParameters = [
  { name: "time.block", unit: "s", min: 0.01, max: 86400, initial: 12, scale: "log", world: true, meaning: "Time between two blocks." },
  { name: "time.blocks", unit: "blocks", min: 1, max: 1e7, initial: 7200, scale: "log", integer: true, world: true, meaning: "Blocks that are played." },
] as const satisfies readonly Parameter[];
