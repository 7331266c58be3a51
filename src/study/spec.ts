// A frozen study: what was asked, in SI units, with every default filled in.
import type { Parameter, Scale } from "../numeric/parameter.ts";
import type { Constraint, Goal, LossTerm } from "../objective/score.ts";
import type { Strategy } from "../search/strategy.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import type { Choice } from "./choice.ts";

export type { Constraint, Goal, LossTerm };

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

/** Ends a search whose last generations gained less than the noise. */
export interface StopRule {
  /** Generations to look back on. */
  readonly patience: number;
  /** Share of the best loss's standard error that these must have gained. */
  readonly noise: number;
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
  /** Soft goals, the objectives of a study with several; absent where only the loss counts. */
  readonly goals?: readonly Goal[];
  /** How one set is chosen from the front of such a study; absent where the lowest loss is. */
  readonly choose?: Choice;
  readonly search: {
    readonly strategy: Strategy;
    readonly trials: number;
    readonly generation: number;
    readonly seed: number;
    /** Tuned values, in the order of `tune`, that are tried right after trial 0; absent where none are. */
    readonly enqueued?: readonly (readonly number[])[];
    /** When to end before the budget is spent; absent for never. */
    readonly stop?: StopRule;
  };
  readonly scenarios: {
    readonly search: SeedFamily;
    readonly validation: SeedFamily;
    readonly holdout: SeedFamily;
    /** How many of the best candidates are re-scored on the validation family. */
    readonly rescore: number;
  };
}
