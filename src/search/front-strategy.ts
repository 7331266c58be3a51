// The searches for whole fronts by name: how large their populations are, and which objectives they can take.
import type { CoordinateKind } from "./coordinate-kind.ts";
import type { Front } from "./front.ts";
import { createNsga2 } from "./nsga2.ts";
import { createNsga3 } from "./nsga3.ts";
import { simplexDirections } from "./reference-directions.ts";
import type { Searcher } from "./searcher.ts";
import { createSmsEgo, SMS_EGO_DEFAULTS } from "./sms-ego.ts";
import { createSmsEmoa, SMS_EMOA_DEFAULTS } from "./sms-emoa.ts";

export const frontStrategies = ["nsga2", "nsga3", "sms-emoa", "sms-ego"] as const;

export type FrontStrategy = (typeof frontStrategies)[number];

export function isFrontStrategy(strategy: string): strategy is FrontStrategy {
  return frontStrategies.some((name) => name === strategy);
}

/** Objectives that each can take at most: hypervolumes are exact, and affordable, up to five. */
export const MOST_OBJECTIVES: Readonly<Record<FrontStrategy, number>> = {
  nsga2: 15,
  nsga3: 15,
  "sms-emoa": 5,
  "sms-ego": 5,
};

export interface FrontSearch {
  readonly dimension: number;
  readonly objectives: number;
  readonly seed: number;
  /** Points of a generation; 0 for the strategy's default. */
  readonly generation: number;
  readonly trials: number;
  readonly start: Float64Array | null;
  readonly kinds?: readonly CoordinateKind[];
}

/** The usual size of a genetic population, and about as many directions. */
const POPULATION = 100;

/**
 * A searcher for the front of objectives that are met at or below 1; only sms-emoa knows that limit, the others cover
 * the whole front.
 */
export function createFrontSearcher(strategy: FrontStrategy, options: FrontSearch): Searcher {
  const { generation, objectives } = options;
  const population = generation === 0 ? POPULATION : generation;
  switch (strategy) {
    case "nsga2":
      return createNsga2({ ...options, population });
    case "nsga3":
      return createNsga3({ ...options, population, directions: directionsWithin(population, objectives) });
    case "sms-emoa":
      return createSmsEmoa({
        ...options,
        ...SMS_EMOA_DEFAULTS,
        generation: generation === 0 ? SMS_EMOA_DEFAULTS.generation : generation,
        limits: Array<number>(objectives).fill(1),
      });
    case "sms-ego":
      return createSmsEgo({
        ...options,
        ...SMS_EGO_DEFAULTS,
        generation: generation === 0 ? SMS_EGO_DEFAULTS.generation : generation,
      });
  }
}

/** The finest single layer of at most `count` directions, or the corners alone where even they are more. */
function directionsWithin(count: number, objectives: number): Front {
  let directions = simplexDirections(objectives, 1);
  for (let partitions = 2; ; partitions++) {
    const finer = simplexDirections(objectives, partitions);
    if (finer.length > count) return directions;
    directions = finer;
  }
}
