// Reads a study file and everything it names, checks all of it, and freezes it as a StudySpec.
import { dirname, resolve } from "node:path";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { plantValues } from "../protocol/normalised.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { todaysVector } from "./candidate.ts";
import { contradictions } from "./consistency.ts";
import { enqueuedSets, warmSets } from "./enqueued.ts";
import { readForecast } from "./forecast-file.ts";
import { constraintsOf, goalsOf, lossesOfGoals } from "./goals.ts";
import { readMarket } from "./market-file.ts";
import { type Model, model as wholeModel } from "./model.ts";
import { chosenModels, readModels } from "./models-file.ts";
import { readProtocol } from "./protocol-file.ts";
import { racePlan } from "./race-plan.ts";
import { scenarioFamilies } from "./scenario-families.ts";
import { chosenStrategy, searcherFor } from "./searcher-for.ts";
import { seedFamilies } from "./seed-families.ts";
import { shapeOf } from "./shape.ts";
import type { Goal, LossTerm, StudySpec, TunedParameter } from "./spec.ts";
import { staticSpec } from "./static-baseline.ts";
import type { StudyInput } from "./study-schema.ts";
import { tunedParameters } from "./tuned.ts";
import { readQuantity } from "./unit-string.ts";
import { type Layer, layeredValues } from "./values.ts";
import { readYaml } from "./yaml-file.ts";

/** A checked study with the hashes of the files it read, by path as written. */
export interface StudyFile {
  readonly path: string;
  readonly spec: StudySpec;
  readonly dataHashes: Readonly<Record<string, string>>;
}

/** Values from the command line, above everything else: texts by parameter name. */
export type Overrides = Readonly<Record<string, string>>;

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
  const refused = searchProblems(spec);
  problems.push(...(refused.length > 0 ? refused : searchProblems(staticSpec(spec))));
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

interface Findings {
  readonly dataHashes: Record<string, string>;
  readonly problems: Problem[];
}

/** Protocol below market below forecasters below the study's own values. */
function layersOf(path: string, input: StudyInput, overrides: Overrides, model: Model, findings: Findings): Layer[] {
  const set = defined(input.set);
  const market = profileLayer(path, "market", input.market, readMarket, findings);
  const forecast = profileLayer(path, "forecast", input.forecast, readForecast, findings);
  const own: Layer[] = [
    { origin: "set", place: "set > ", values: set },
    { origin: "set", place: "--set ", values: overrides },
  ];
  const price = layeredValues(model.parameters, [...market, ...own]).values["price.initial"] ?? Number.NaN;
  return [...protocolLayer(path, input.protocol, price, model, findings), ...market, ...forecast, ...own];
}

type Profile = Pick<Layer, "values"> & { readonly hash: string };

/** The values of a profile that the study names under the key `origin`. */
function profileLayer(
  path: string,
  origin: "market" | "forecast",
  name: string | undefined,
  read: (path: string) => Profile,
  findings: Findings,
): Layer[] {
  if (name === undefined) return [];
  const layers: Layer[] = [];
  attempt(`${origin} (${name})`, findings.problems, () => {
    const { values, hash } = read(resolve(dirname(path), name));
    findings.dataHashes[name] = hash;
    layers.push({ origin, place: `${origin} (${name}) > values > `, values });
  });
  return layers;
}

function protocolLayer(
  path: string,
  name: string | undefined,
  price: number,
  model: Model,
  findings: Findings,
): Layer[] {
  if (name === undefined) return [];
  const layers: Layer[] = [];
  attempt(`protocol (${name})`, findings.problems, () => {
    const names = model.parameters.map((row) => row.name);
    const { protocol, hash } = readProtocol(resolve(dirname(path), name), names);
    findings.dataHashes[name] = hash;
    layers.push({ origin: "protocol", place: `protocol (${name}) > `, values: plantValues(protocol, price) });
  });
  return layers;
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

/** The tuned parameters that `search > only` leaves. */
function movedOnly({ tune, search: { only } }: StudyInput, problems: Problem[]): StudyInput["tune"] {
  if (only === undefined) return tune;
  for (const name of only.filter((one) => !Object.hasOwn(tune, one))) {
    const message = `found ${name}; expected names of \`tune\`: ${Object.keys(tune).join(", ")}`;
    problems.push({ place: "search > only", message });
  }
  return Object.fromEntries(Object.entries(tune).filter(([name]) => only.includes(name)));
}

/** The ranges of the static search; nothing where the study asks for none. */
function staticOf(
  { static: asked }: StudyInput,
  values: Readonly<Record<string, number>>,
  model: Model,
  problems: Problem[],
): Pick<StudySpec, "static"> {
  if (asked === undefined) return {};
  const { tune, problems: own } = tunedParameters(model.parameters, asked, values, "static");
  problems.push(...own);
  if (Object.keys(asked).length === 0)
    problems.push({ place: "static", message: "found nothing; expected at least one parameter, or no such key" });
  return { static: tune };
}

/** The search as asked, with the sets it begins with. */
function searchOf(
  path: string,
  input: StudyInput,
  tune: readonly TunedParameter[],
  findings: Findings,
): StudySpec["search"] {
  const { only: _, enqueue = [], warmStart, stop, race: __, ...rest } = input.search;
  const { sets, problems } = enqueuedSets(enqueue, tune);
  const { plan, problems: raceProblems } = racePlan(input);
  findings.problems.push(...problems, ...raceProblems);
  const warm: number[][] = [];
  if (warmStart !== undefined) {
    attempt(`search > warmStart > results (${warmStart.results})`, findings.problems, () => {
      const earlier = warmSets(dirname(path), warmStart, tune);
      findings.dataHashes[warmStart.results] = earlier.hash;
      warm.push(...earlier.sets);
    });
  }
  if (stop !== undefined && input.objective?.goals !== undefined) {
    const message = "found beside objective > goals; expected one loss to watch; leave it out";
    findings.problems.push({ place: "search > stop", message });
  }
  const enqueued = [...sets, ...warm];
  const begins = enqueued.length === 0 ? {} : { enqueued };
  const chosen = chosenStrategy(rest, tune, input.objective?.goals?.length ?? 0);
  return { ...rest, ...chosen, ...begins, ...(stop === undefined ? {} : { stop }), ...plan };
}

/** The losses as written, without the power where it is left out; those of the goals where none are. */
function lossesOf({ objective }: StudyInput, goals: readonly Goal[]): readonly LossTerm[] {
  if (objective?.losses === undefined) return lossesOfGoals(goals);
  return objective.losses.map(({ power, ...term }) => (power === undefined ? term : { ...term, power }));
}

/** Goals with the rule that chooses from their front: the loss where the study writes one, else the knee. */
function choiceOf(
  { objective }: StudyInput,
  goals: readonly Goal[],
  problems: Problem[],
): Pick<StudySpec, "goals" | "choose"> {
  if (goals.length > 0)
    return { goals, choose: objective?.choose ?? (objective?.losses === undefined ? "knee" : "loss") };
  if (objective?.choose !== undefined && objective.choose !== "loss") {
    const message = `found ${objective.choose} without goals; expected goals to choose between; name them under objective > goals`;
    problems.push({ place: "objective > choose", message });
  }
  return {};
}

/** Whether the state loops of today's parameters have models and stable loops. */
function compensatorProblems(spec: StudySpec): readonly Problem[] {
  const problems: Problem[] = [];
  attempt("set", problems, () => void todaysVector(spec));
  return problems;
}

/** Runs a reader; its problems are listed under `place` beside those of the study. */
function attempt(place: string, problems: Problem[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) {
      problems.push({ place: problem.place === "" ? place : `${place} > ${problem.place}`, message: problem.message });
    }
  }
}

/** `scenarios > horizon` in whole blocks, rounded to the nearest. */
function withHorizon(
  input: StudyInput,
  values: Readonly<Record<string, number>>,
  problems: Problem[],
): Record<string, number> {
  const { horizon } = input.scenarios;
  if (horizon === undefined) return { ...values };
  const place = "scenarios > horizon";
  const reading = readQuantity(horizon, "s");
  if (!reading.ok) problems.push({ place, message: reading.message });
  if (input.set["time.blocks"] !== undefined) {
    problems.push({ place, message: "found beside set > time.blocks; expected only one of them" });
  }
  const blocks = Math.round((reading.ok ? reading.value : 0) / (values["time.block"] ?? 1));
  if (reading.ok && !(blocks >= 1 && blocks <= 1e7)) {
    problems.push({
      place,
      message: `found ${horizon}, ${blocks} blocks; expected 1 to 10000000 blocks of time.block`,
    });
  }
  return { ...values, "time.blocks": blocks };
}

/** What the search itself would refuse. */
function searchProblems(spec: StudySpec | null): readonly Problem[] {
  if (spec === null || spec.tune.length === 0) return [];
  try {
    searcherFor(spec, spec.search.trials, null);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

function defined(set: Readonly<Record<string, number | string | undefined>>): Record<string, number | string> {
  const entries = Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(entries);
}
