// The benchmark plants in the model's own parameters, and their golden values.
import { readFileSync } from "node:fs";
import { kernelModule } from "../../src/simulate/module.ts";
import { type Outcomes, outcomeNames } from "../../src/simulate/outcome.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant, type Simulator } from "../../src/simulate/plant.ts";

export type Values = Readonly<Record<string, number>>;

export function golden(name: string): ReturnType<typeof JSON.parse> {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8"));
}

/** BP-1: one shock, fixed book, no randomness, no controller. */
export const BP1: Values = {
  "time.blocks": 600,
  "price.volatility": 0,
  "jump.rate": 0,
  "shock.size": -0.05,
  "shock.block": 10,
  "liquidity.withdrawalSlope": 0,
  "arbitrage.indexTime": Number.POSITIVE_INFINITY,
  "traders.closeHazard": 0,
  "traders.openHazard": 0,
  "book.leverage": 1,
  "insurance.initial": 1e6,
  "liquidation.cap": Number.POSITIVE_INFINITY,
  "liquidation.lastSlot": 1,
  "funding.law": 3,
};

const funding: Values = { "funding.law": 3, "funding.kp": 0.02, "funding.ki": 0.04, "funding.feedForward": 0.5 };
const reference: Values = { ...funding, "margin.stressRise": 1, "depth.stressRise": 1, "cap.stressRelief": 1 };

/** The nine designs of BP-2. */
export const BP2_DESIGNS: Readonly<Record<string, Values>> = {
  static: {},
  reference,
  imrOnly: { "funding.law": 3, "margin.stressRise": 1 },
  mmrUp: { "funding.law": 3, "maintenance.stressRise": 0.5 },
  fundingOnly: funding,
  depthOnly: { "funding.law": 3, "depth.stressRise": 1 },
  capOnly: { "funding.law": 3, "cap.stressRelief": 2 },
  referenceLag50: { ...reference, "delay.command": 50 },
  infiniteDepth: { "depth.initial": 1e15 },
};

/** One thread's simulator for a plant. */
export function simulatorOf(values: Values, seed: number, paths: number): { simulator: Simulator; vector: Float64Array } {
  const vector = vectorOf(values);
  const plant = createPlant(kernelModule(), vector, { seed, paths }, 1);
  return { simulator: openPlant(kernelModule(), plant, 0), vector };
}

export function simulate(values: Values, seed: number, paths: number): Outcomes {
  const { simulator, vector } = simulatorOf(values, seed, paths);
  return simulator.run(vector);
}

/** One path's outcomes by name. */
export function outcomesOf(outcomes: Outcomes, path: number): Record<string, number> {
  const width = outcomeNames.length;
  return Object.fromEntries(outcomeNames.map((name, i) => [name, outcomes.values[path * width + i] ?? Number.NaN]));
}

/** Relative distance; 0 for equal numbers. */
export function relative(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
