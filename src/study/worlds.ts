// The worlds a candidate is played in: one per scenario family of a phase, or the study's own alone.
import type { Measures } from "../objective/measure.ts";
import { pooledMeasures } from "../objective/pooled.ts";
import { riskShares } from "../objective/risk-shares.ts";
import { withValues } from "../stability/setting.ts";
import type { Family } from "./record.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";

export interface World extends SeedFamily {
  /** Name of the scenario family; null for the study's own world. */
  readonly name: string | null;
  /** Share in the mean over the worlds of its phase; the shares sum to 1. */
  readonly weight: number;
  /** Values above those of every candidate, SI units. */
  readonly values: Readonly<Record<string, number>>;
}

/** The study's own world, on one family of paths. */
export function ownWorld({ seed, paths }: SeedFamily): World {
  return { name: null, weight: 1, values: {}, seed, paths };
}

/** In the order of the study file. */
export function worldsOf({ scenarios }: Pick<StudySpec, "scenarios">, phase: Family): readonly World[] {
  const { families } = scenarios;
  if (families === undefined) return [ownWorld(scenarios[phase])];
  const { paths } = scenarios[phase];
  const used = families.flatMap(({ seeds, ...family }) => {
    const seed = seeds[phase];
    return seed === undefined ? [] : [{ ...family, seed, paths }];
  });
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  return used.map((world) => ({ ...world, weight: world.weight / total }));
}

/**
 * A candidate's vector in a world. Its compensators and certificates are those of the study's own world: a controller
 * does not know which family it is in.
 */
export function inWorld(vector: Float64Array, { values }: Pick<World, "values">): Float64Array {
  return withValues(vector, values);
}

/** How much each world counts in the loss of a candidate with these losses, in their order. */
export function sharesOf(spec: Pick<StudySpec, "scenarios">, worlds: readonly World[], losses: readonly number[]) {
  const weights = worlds.map(({ weight }) => weight);
  return riskShares(losses, weights, spec.scenarios.aggregate ?? { kind: "mean" });
}

/** Mean by weight over the worlds; measures of the study's own world are left as they are. */
export function meanOver(worlds: readonly World[], measures: readonly Measures[]): Measures {
  const [own] = measures;
  if (own !== undefined && worlds[0]?.name === null) return own;
  return pooledMeasures(
    measures,
    worlds.map(({ weight }) => weight),
  );
}
