// Reads a study file and everything it names, checks all of it, and freezes it as a StudySpec.
import { dirname, resolve } from "node:path";
import { type Problem, UserError } from "../numeric/user-error.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { movedOnly, searchOf, searchProblems, staticOf } from "./asked-search.ts";
import { todaysVector } from "./candidate.ts";
import { contradictions } from "./consistency.ts";
import { attempt, type Findings } from "./findings.ts";
import { choiceOf, constraintsOf, goalsOf, lossesOf } from "./goals.ts";
import { withHorizon } from "./horizon.ts";
import { type Model, model as wholeModel } from "./model.ts";
import { chosenModels, readModels } from "./models-file.ts";
import { scenarioFamilies } from "./scenario-families.ts";
import { seedFamilies } from "./seed-families.ts";
import { shapeOf } from "./shape.ts";
import type { StudySpec } from "./spec.ts";
import type { StudyInput } from "./study-schema.ts";
import { tunedParameters } from "./tuned.ts";
import { layersOf, type Overrides } from "./value-layers.ts";
import { layeredValues } from "./values.ts";
import { readYaml } from "./yaml-file.ts";

/** A checked study with the hashes of the files it read, by path as written. */
export interface StudyFile {
  readonly path: string;
  readonly spec: StudySpec;
  readonly dataHashes: Readonly<Record<string, string>>;
}

/** Throws UserError with all problems of the study and of the files it names. */
export function readStudy(path: string, overrides: Overrides = {}, model: Model = wholeModel): StudyFile {
  return studyOf(path, readYaml(path).data, overrides, model);
}

/** The same for data that were already parsed; `path` is what relative file names start from. */
export function studyOf(path: string, data: unknown, overrides: Overrides = {}, model: Model = wholeModel): StudyFile {
  const { input, problems } = shapeOf(data, model);
  if (input === null) throw new UserError(path, problems);
  const dataHashes: Record<string, string> = {};
  const layers = layersOf(path, input, overrides, model, { dataHashes, problems });
  const { values: layered, origins, problems: valueProblems } = layeredValues(model.parameters, layers);
  problems.push(...valueProblems);
  const values = withHorizon(input, layered, problems);
  if (problems.length === 0) problems.push(...contradictions(values));
  const { tune, problems: tuneProblems } = tunedParameters(model.parameters, movedOnly(input, problems), values);
  const { constraints, problems: limitProblems } = constraintsOf(input.objective?.constraints ?? [], [
    ...model.metrics,
    ...model.certificates,
  ]);
  const { goals, problems: goalProblems } = goalsOf(input.objective?.goals ?? [], model.metrics);
  const { families, problems: seedProblems } = seedFamilies(input.scenarios);
  const world = { table: model.parameters, values, phases: families };
  const { scenarios, problems: familyProblems } = scenarioFamilies(input.scenarios, world);
  problems.push(...tuneProblems, ...limitProblems, ...goalProblems, ...seedProblems, ...familyProblems);
  const spec: StudySpec = {
    name: input.name,
    description: input.description,
    protocol: input.protocol ?? null,
    market: input.market ?? null,
    ...modelsOf(path, input, values, { dataHashes, problems }),
    forecast: input.forecast ?? null,
    values,
    origins: input.scenarios.horizon === undefined ? origins : { ...origins, "time.blocks": "set" },
    tune,
    ...staticOf(input, values, model, problems),
    losses: lossesOf(input, goals),
    constraints,
    ...choiceOf(input, goals, problems),
    search: searchOf(path, input, tune, { dataHashes, problems }),
    scenarios: { ...families, rescore: input.scenarios.rescore, ...scenarios },
  };
  problems.push(...searchProblems(spec));
  if (problems.length === 0) problems.push(...compensatorProblems(spec));
  if (problems.length > 0) throw new UserError(path, problems);
  return { path, spec, dataHashes };
}

/** Throws UserError unless the study says what to tune and what for. */
export function requireSearch({ path, spec }: StudyFile): void {
  const problems: Problem[] = [];
  if (spec.tune.length === 0)
    problems.push({ place: "tune", message: "found nothing; expected at least one parameter to search" });
  if (spec.losses.length === 0)
    problems.push({ place: "objective", message: "found nothing; expected losses to minimise, or goals to meet" });
  if (problems.length > 0) throw new UserError(path, problems);
}

/** The identified models that the state loops of the study use; nothing where it names no file. */
function modelsOf(
  path: string,
  { models: name }: StudyInput,
  values: Readonly<Record<string, number>>,
  findings: Findings,
): Pick<StudySpec, "models"> {
  if (name === undefined) return {};
  const found: IdentifiedModel[] = [];
  attempt(`models (${name})`, findings.problems, () => {
    const file = readModels(resolve(dirname(path), name));
    findings.dataHashes[name] = file.hash;
    const { models, problems } = chosenModels(file.models, values);
    if (problems.length > 0) throw new UserError(name, problems);
    found.push(...models);
  });
  return { models: found };
}

/** Whether the state loops of today's parameters have models and stable loops. */
function compensatorProblems(spec: StudySpec): readonly Problem[] {
  const problems: Problem[] = [];
  attempt("set", problems, () => void todaysVector(spec));
  return problems;
}
