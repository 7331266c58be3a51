// What a search is asked to do: its strategy by name and the numbers that all strategies share.
import type { CmaEsOptions } from "./cma-es.ts";
import type { CoordinateKind } from "./coordinate-kind.ts";
import { frontStrategies } from "./front-strategy.ts";

/** By name; `auto` picks one of the others. */
export const strategies = [
  "auto",
  "cma-es",
  "bipop-cma-es",
  "sep-cma-es",
  "lra-cma-es",
  "sobol",
  "latin-hypercube",
  "random",
  "pattern-search",
  "assisted-cma-es",
  ...frontStrategies,
  "turbo",
] as const;

export type Strategy = (typeof strategies)[number];

export interface SearchOptions {
  readonly strategy: Strategy;
  /** Number of tuned parameters. */
  readonly dimension: number;
  /** Values that are minimised at once, each met at or below 1; left out for 1, the loss. */
  readonly objectives?: number;
  /** 32-bit word. */
  readonly seed: number;
  /** Points per generation (of the first run, for cma-es and its kin); 0 for the strategy's default. */
  readonly generation: number;
  /** Points asked in all. */
  readonly trials: number;
  /** Where to start, a point of the unit cube (today's parameters); null for the centre. Designs ignore it. */
  readonly start: Float64Array | null;
  /** What each coordinate stands for; left out where all are continuous. */
  readonly kinds?: readonly CoordinateKind[];
  /** How cma-es and its kin meet constraints; left out for feasible first. */
  readonly constraints?: CmaEsOptions["constraints"];
  /** True where evaluating a point twice gives two values: cma-es and its kin then ask some points twice. */
  readonly noisy?: boolean;
}
