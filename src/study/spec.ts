// A frozen study: what was asked, in SI units, with every default filled in.
import type { Parameter, Scale } from "../numeric/parameter.ts";
import type { Aggregate } from "../objective/risk-shares.ts";
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

/** Scenarios of one mechanism: the study's world with other values. */
export interface ScenarioFamily {
  readonly name: string;
  /** Above 0; relative to the other families played with it. */
  readonly weight: number;
  /** What differs from the study's own values, SI units; the world decides all of it. */
  readonly values: Readonly<Record<string, number>>;
  /** Seed of its paths for the search, validation and holdout; absent where it is not played. */
  readonly seeds: Readonly<Partial<Record<"search" | "validation" | "holdout", number>>>;
}

/** After a search, the world that hurts its best trial most becomes a family, and the search goes on. */
export interface Adversary {
  /** Parameters of the world and how far they may go; `today` is the study's own value. */
  readonly vary: readonly TunedParameter[];
  /** Families added at most. */
  readonly rounds: number;
  /** Worlds tried per round. */
  readonly budget: number;
}

/** Candidates are played rung by rung and dropped once they are surely worse than the best one. */
export interface RacePlan {
  /** Paths after which a candidate may be dropped, growing; the last is all of them. */
  readonly rungs: readonly number[];
  /** Largest chance, per candidate and over all rungs, of dropping one that is truly no worse. */
  readonly risk: number;
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
  /** Constant parameters that a search with the same budget may move, for comparison; absent where none is asked for. */
  readonly static?: readonly TunedParameter[];
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
    /** Absent where every candidate is played on every path. */
    readonly race?: RacePlan;
    /** Values the search starts from, in the order of `tune`; absent where it starts from today's. */
    readonly start?: readonly number[];
  };
  readonly scenarios: {
    readonly search: SeedFamily;
    readonly validation: SeedFamily;
    readonly holdout: SeedFamily;
    /** How many of the best candidates are re-scored on the validation family. */
    readonly rescore: number;
    /** Each has as many paths as said above; absent where every path is drawn from the study's own world. */
    readonly families?: readonly ScenarioFamily[];
    /** How a candidate's losses in the families become one; there with `families`. */
    readonly aggregate?: Aggregate;
    /** Absent where the families stay those that were asked for. */
    readonly adversary?: Adversary;
  };
}
