// One candidate on one family of paths: outcomes folded to measures, or a named failure. The same in every thread.
import { findNonFinite } from "../objective/finite.ts";
import type { Measures } from "../objective/measure.ts";
import { measureAll } from "../objective/measures.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import type { PathRange, Simulator } from "../simulate/plant.ts";
import type { Failure } from "./record.ts";

export interface Job {
  /** Full parameter vector of the model. */
  readonly vector: Float64Array;
  /** Seed of the family, for the record of a failure. */
  readonly seed: number;
  /** True where the outcomes of every path are wanted back, for paired differences. */
  readonly keepOutcomes: boolean;
  /** Paths to play; left out for all of the family. */
  readonly range?: PathRange;
}

/** A union and not an exception: what is thrown loses its fields between threads. */
export type Evaluated = { readonly ok: true; readonly measures: Measures; readonly outcomes: Outcomes | null } | Failed;

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}

/** Never throws. */
export function evaluate(simulator: Pick<Simulator, "run">, job: Job): Evaluated {
  try {
    return folded(simulator.run(job.vector, job.range), job);
  } catch (error) {
    return failed("evaluation-error", error instanceof Error ? error.message : String(error), job.seed, -1);
  }
}

/** Outcomes that were played, the first of them on path `range.first` (0 unless given). */
export function folded(outcomes: Outcomes, { seed, keepOutcomes, range }: Omit<Job, "vector">): Evaluated {
  const strange = findNonFinite(outcomes);
  if (strange !== null) {
    const path = (range?.first ?? 0) + strange.path;
    return failed(
      "non-finite-outcome",
      `${strange.name} is ${strange.value} on path ${path} of seed ${seed}`,
      seed,
      path,
    );
  }
  const measures = measureAll(outcomes);
  const nameless = Object.entries(measures).find(([, { value }]) => !Number.isFinite(value));
  if (nameless !== undefined) return failed("non-finite-measure", `${nameless[0]} is ${nameless[1].value}`, seed, -1);
  return { ok: true, measures, outcomes: keepOutcomes ? outcomes : null };
}

/** What a candidate did on every path. Throws where it failed, or where its outcomes were not asked for. */
export function outcomesOf(result: Evaluated | undefined): Outcomes {
  if (result?.ok === true && result.outcomes !== null) return result.outcomes;
  throw new Error(result?.ok === false ? `${result.failure.name}: ${result.failure.message}` : "no outcomes were kept");
}

/** A failure as a result. `path` is -1 where it is not one path's fault. */
export function failed(name: string, message: string, seed: number, path: number): Failed {
  return { ok: false, failure: { name, message, seed, path } };
}
