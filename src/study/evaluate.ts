// One candidate on one family of paths: outcomes folded to measures, or a named failure. The same in every thread.
import { findNonFinite } from "../objective/finite.ts";
import type { Measures } from "../objective/measure.ts";
import { measureAll } from "../objective/measures.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import type { Simulator } from "../simulate/plant.ts";
import type { Failure } from "./record.ts";

export interface Job {
  /** Full parameter vector of the model. */
  readonly vector: Float64Array;
  /** Seed of the family, for the record of a failure. */
  readonly seed: number;
  /** True where the outcomes of every path are wanted back, for paired differences. */
  readonly keepOutcomes: boolean;
}

/** A union and not an exception: what is thrown loses its fields between threads. */
export type Evaluated = { readonly ok: true; readonly measures: Measures; readonly outcomes: Outcomes | null } | Failed;

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}

/** Never throws. */
export function evaluate(simulator: Pick<Simulator, "run">, { vector, seed, keepOutcomes }: Job): Evaluated {
  try {
    const outcomes = simulator.run(vector);
    const strange = findNonFinite(outcomes);
    if (strange !== null) {
      const message = `${strange.name} is ${strange.value} on path ${strange.path} of seed ${seed}`;
      return failed("non-finite-outcome", message, seed, strange.path);
    }
    const measures = measureAll(outcomes);
    const nameless = Object.entries(measures).find(([, { value }]) => !Number.isFinite(value));
    if (nameless !== undefined) return failed("non-finite-measure", `${nameless[0]} is ${nameless[1].value}`, seed, -1);
    return { ok: true, measures, outcomes: keepOutcomes ? outcomes : null };
  } catch (error) {
    return failed("evaluation-error", error instanceof Error ? error.message : String(error), seed, -1);
  }
}

/** A failure as a result. `path` is -1 where it is not one path's fault. */
export function failed(name: string, message: string, seed: number, path: number): Failed {
  return { ok: false, failure: { name, message, seed, path } };
}
