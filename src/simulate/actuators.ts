// How actuators follow the commands of the control layer once these have arrived on chain.
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const actuatorParameters = [
  { name: "depth.commandTime", unit: "s", min: 0.001, max: 1e7, initial: 300, scale: "log", world: true, meaning: "Time constant with which incentivised depth follows the incentive." },
] as const satisfies readonly Parameter[];
