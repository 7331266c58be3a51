// Reads a forecast profile (configs/forecasters): coefficients of the forecasters, with whence they are and their scores.
import { z } from "zod";
import { forecastParameters } from "../control/forecast-parameters.ts";
import { nearestName, type Problem, UserError } from "../numeric/user-error.ts";
import { schemaProblems } from "./schema-problems.ts";
import { readYaml } from "./yaml-file.ts";

/** Schema of a forecast profile; the study uses `values`, people read the rest. */
export const forecastSchema = z.strictObject({
  name: z.string().min(1),
  values: z.record(z.string(), z.union([z.number(), z.string()], { error: "a number, or a text with a unit" })),
  scores: z.unknown().optional(),
  provenance: z.unknown(),
  notes: z.unknown().optional(),
});

export interface ForecastFile {
  readonly name: string;
  /** As written: numbers in the parameter's unit, or texts with a unit. */
  readonly values: Readonly<Record<string, number | string>>;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

const coefficientNames = forecastParameters.map(({ name }) => name);

/** Throws UserError with every problem of shape and every name that is no coefficient; bounds are checked with the study. */
export function readForecast(path: string): ForecastFile {
  const { data, hash } = readYaml(path);
  const parsed = forecastSchema.safeParse(data);
  if (!parsed.success) throw new UserError(path, schemaProblems(parsed.error, forecastSchema, data));
  const { name, values } = parsed.data;
  const problems = Object.keys(values).flatMap((key) => foreign(key));
  if (problems.length > 0) throw new UserError(path, problems);
  return { name, values, hash };
}

function foreign(name: string): readonly Problem[] {
  if (coefficientNames.includes(name)) return [];
  const near = /^(forecast|crunch)\./.test(name) ? nearestName(name, coefficientNames) : null;
  const remedy = near === null ? "give other parameters under `set` of the study" : `did you mean ${near}?`;
  const message = `found no coefficient of a forecaster; expected forecast.* and crunch.* only; ${remedy}`;
  return [{ place: `values > ${name}`, message }];
}
