// What state feedback weighs and how far it trusts its measurement: the rows of a loop of structure `state`. The gains follow
// from them by `stability/compensator.ts`.
//
// Costs are integrals over days of y^2, of the integral of y (in y days) squared, of u^2 and of du/dt (per day) squared; only
// their ratios count, and so with the two noises. The weights of a sampled design follow, whatever the block time.
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const stateParameters = [
  { name: "outputWeight", unit: "1/y^2", min: 1e-6, max: 1e6, initial: 1, scale: "log", meaning: "State feedback: cost of a deviation of the measurement from its set point, squared." },
  { name: "integralWeight", unit: "1/y^2/day^2", min: 0, max: 1e6, initial: 1, scale: "log1p", meaning: "State feedback: cost of the deviation's integral over days, squared; 0 leaves offsets alone." },
  { name: "inputWeight", unit: "1/u^2", min: 1e-6, max: 1e9, initial: 1, scale: "log", meaning: "State feedback: cost of the output's deviation from rest, squared." },
  { name: "rateWeight", unit: "day^2/u^2", min: 1e-12, max: 1e6, initial: 1e-4, scale: "log", meaning: "State feedback: cost of the output's change per day, squared." },
  { name: "processNoise", unit: "u", min: 1e-6, max: 1e6, initial: 1, scale: "log", meaning: "State feedback: size of what disturbs the plant, as if it came through the output." },
  { name: "measurementNoise", unit: "y", min: 1e-6, max: 1e6, initial: 0.1, scale: "log", meaning: "State feedback: size of the measurement's noise, relative to processNoise." },
] as const satisfies readonly Parameter[];
