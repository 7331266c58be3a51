// Plays parameter sets again, in this thread: measures and every path's outcomes, bit for bit as in the study.
import { UserError } from "../numeric/user-error.ts";
import { pairedDifferences } from "../objective/difference.ts";
import { findNonFinite } from "../objective/finite.ts";
import type { Measures } from "../objective/measure.ts";
import { measureAll } from "../objective/measures.ts";
import { kernelModule } from "../simulate/module.ts";
import { BENCHMARK_OUTPUTS, type Outcomes, outcomeNames } from "../simulate/outcome.ts";
import { openPlant } from "../simulate/plant.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { candidateVector, namedVector } from "./candidate.ts";
import { certificateMeasures } from "./certified.ts";
import { createCrew } from "./crew.ts";
import { type Evaluated, evaluate } from "./evaluate.ts";
import { measuresOf } from "./judged.ts";
import { model, wholeVector } from "./model.ts";
import type { StudyRecord, TrialRecord } from "./record.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";
import { vectorOrFailure } from "./state-feedback.ts";
import { createStop } from "./stop.ts";
import { meanOver, ownWorld, worldsOf } from "./worlds.ts";

/** Identified models of state loops: those of the study's spec. */
type Models = readonly IdentifiedModel[];

/**
 * Outcomes of every path of one vector on one family, not folded to metrics: a single path will do. Throws UserError
 * (exit 1) where one of them is no number.
 */
export function outcomesHere(
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
  models: Models = [],
): Outcomes {
  const vector = wholeVector(values, models);
  const outcomes = openPlant(kernelModule(), scenarioPlant(vector, family, 1), 0).run(vector);
  const strange = findNonFinite(outcomes);
  if (strange === null) return outcomes;
  const message = `${strange.name} is ${strange.value} on path ${strange.path} of seed ${family.seed}`;
  throw new UserError("simulation", [{ place: "non-finite-outcome", message }], 1);
}

/**
 * One vector (by parameter name, defaults where absent) on one family.
 * @param world values above those of the vector, see `wholeVector`
 */
export function playHere(
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
  models: Models = [],
  world: Readonly<Record<string, number>> = {},
): Evaluated {
  const made = vectorOrFailure(() => wholeVector(values, models, world), family.seed);
  if (!made.ok) return made;
  const { vector } = made;
  const plant = scenarioPlant(vector, family, 1);
  return evaluate(openPlant(kernelModule(), plant, 0), { vector, seed: family.seed, keepOutcomes: true });
}

/** A trial by its number. Throws UserError where there is none. */
export function recordedTrial({ trials }: StudyRecord<StudySpec>, index: number): TrialRecord {
  const trial = trials[index];
  if (trial !== undefined) return trial;
  const message = `found ${index}; expected one of the ${trials.length} recorded trials, 0 to ${trials.length - 1}`;
  throw new UserError("--trial", [{ place: "", message }]);
}

/** Full parameter values, by name, of a recorded trial. */
export function trialValues(spec: StudySpec, trial: Pick<TrialRecord, "values">): Record<string, number> {
  const vector = namedVector(spec, trial.values);
  return Object.fromEntries(model.parameters.map(({ name }, slot) => [name, vector[slot] ?? Number.NaN]));
}

/**
 * Name of the first differing measure of a trial played again, or of a failure that did not come again; null where every
 * bit is the same.
 */
export function replayMismatch(record: StudyRecord<StudySpec>, index: number): string | null {
  const trial = record.trials[index];
  if (trial === undefined) return `no trial ${index}`;
  const { spec } = record;
  const worlds = worldsOf(spec, "search");
  const results = worlds.map(({ values, seed }) =>
    playHere(trialValues(spec, trial), { seed, paths: trial.paths }, spec.models ?? [], values),
  );
  const again = measuresOf(worlds, results);
  if ("message" in again) return again.message === trial.failure?.message ? null : again.name;
  return mismatch(spec, trial, meanOver(worlds, again));
}

/** The same for a trial whose outcomes are at hand; of one that its certificates refused there is nothing else to compare. */
export function mismatchOf(spec: StudySpec, trial: TrialRecord, outcomes: Outcomes): string | null {
  return mismatch(spec, trial, measureAll(outcomes));
}

function mismatch(spec: StudySpec, trial: TrialRecord, played: Measures): string | null {
  if (trial.failure !== null) return trial.failure.name;
  const certified = certificateMeasures(spec, candidateVector(spec, trial.values));
  const again = trial.loss === null ? certified : { ...played, ...certified };
  return Object.keys(again).find((name) => !sameMeasure(again[name], trial.measures[name])) ?? null;
}

function sameMeasure(a: Measures[string] | undefined, b: Measures[string] | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return (["value", "standardError", "low", "high"] as const).every((field) => Object.is(a[field], b[field]));
}

/** One vector played on a family, and its paired differences to the first vector of the same play. */
export interface Played {
  readonly measures: Measures;
  readonly differences: Measures;
}

/**
 * Plays vectors on one family with several threads. The first decides the world, and differences are to it. null for a
 * vector whose outcomes are no numbers, in every run alike; rejects when anything else fails.
 * @param vectors full parameter values by name  @param world values above those of every vector, see `wholeVector`
 */
export async function playVectors(
  vectors: readonly Readonly<Record<string, number>>[],
  family: SeedFamily,
  workers: number,
  models: Models = [],
  world: Readonly<Record<string, number>> = {},
): Promise<readonly (Played | null)[]> {
  const cells = vectors.map((values) => wholeVector(values, models, world));
  const [first] = cells;
  if (first === undefined) return [];
  const crew = createCrew(first, [ownWorld(family)], Math.min(workers, cells.length), createStop(Infinity));
  const played = cells.map((vector) => crew.evaluate(vector, { keepOutcomes: true }));
  const results = (await Promise.all(played).finally(crew.close)).flat();
  const outcomes = results.map(outcomesOf);
  const [baseline] = outcomes;
  return results.map((result, index) => {
    const own = outcomes[index];
    if (!result.ok || own == null || baseline == null) return null;
    return { measures: result.measures, differences: index === 0 ? {} : pairedDifferences(own, baseline) };
  });
}

function outcomesOf(result: Evaluated): Outcomes | null {
  if (result.ok) return result.outcomes;
  const { name, message } = result.failure;
  if (name.startsWith("non-finite")) return null;
  throw new Error(`${name}: ${message}`);
}

/** The outputs of the benchmark plant: of every path, their means, and the standard errors of the means (n - 1). */
export interface BenchmarkTable {
  readonly paths: readonly Readonly<Record<string, number>>[];
  readonly mean: Readonly<Record<string, number>>;
  readonly standardError: Readonly<Record<string, number>>;
}

export function benchmarkTable({ paths, values }: Outcomes): BenchmarkTable {
  const names = outcomeNames.slice(0, BENCHMARK_OUTPUTS);
  const width = outcomeNames.length;
  const rows = Array.from({ length: paths }, (_, path) =>
    Object.fromEntries(names.map((name, column) => [name, values[path * width + column] ?? Number.NaN])),
  );
  const mean: Record<string, number> = {};
  const standardError: Record<string, number> = {};
  for (const name of names) {
    const column = rows.map((row) => row[name] ?? Number.NaN);
    const middle = column.reduce((sum, x) => sum + x, 0) / paths;
    const squares = column.reduce((sum, x) => sum + (x - middle) ** 2, 0);
    mean[name] = middle;
    standardError[name] = paths > 1 ? Math.sqrt(squares / (paths - 1) / paths) : 0;
  }
  return { paths: rows, mean, standardError };
}
