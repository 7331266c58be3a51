// A frozen study: what was asked, in SI units, with every default filled in.
import type { Parameter, Scale } from "../numeric/parameter.ts";
import type { SoftGoal } from "../objective/goal.ts";
import type { Constraint, LossTerm } from "../objective/score.ts";
import type { Strategy } from "../search/strategy.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";

export type { Constraint, LossTerm, SoftGoal };

/** A parameter the search may move, in SI units. */
export interface TunedParameter {
  readonly parameter: Parameter;
  readonly from: number;
  readonly to: number;
  readonly scale: Scale;
  /** Value today; what trial 0 uses. */
  readonly today: number;
}

export interface SeedFamily {
  /** 32-bit word. */
  readonly seed: number;
  readonly paths: number;
}

export interface StudySpec {
  readonly name: string;
  readonly description: string;
  /** Normalised protocol file as written in the study (relative to it), or null for a bare plant. */
  readonly protocol: string | null;
  readonly market: string | null;
  /** Identified models of the state loops that a models file knows; absent where the study names none. */
  readonly models?: readonly IdentifiedModel[];
  readonly forecast: string | null;
  /** Full parameter vector of trial 0, by name, SI units, every parameter of the model present. */
  readonly values: Readonly<Record<string, number>>;
  /** Where each non-default value came from: "protocol", "market", "forecast", "set" (the study) or "default". */
  readonly origins: Readonly<Record<string, "protocol" | "market" | "forecast" | "set" | "default">>;
  readonly tune: readonly TunedParameter[];
  readonly losses: readonly LossTerm[];
  readonly constraints: readonly Constraint[];
  /** Soft goals, each an objective of its own; absent where the loss alone is minimised. */
  readonly goals?: readonly SoftGoal[];
  readonly search: {
    readonly strategy: Strategy;
    readonly trials: number;
    readonly generation: number;
    readonly seed: number;
    /** Paths in rungs, worse candidates dropped after each with a bounded risk; absent where all paths are played. */
    readonly race?: { readonly rungs: readonly number[]; readonly risk: number };
  };
  readonly scenarios: {
    readonly search: SeedFamily;
    readonly validation: SeedFamily;
    readonly holdout: SeedFamily;
    /** How many of the best candidates are re-scored on the validation family. */
    readonly rescore: number;
  };
}
