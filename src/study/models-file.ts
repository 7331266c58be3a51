// Reads a file of identified models and chooses the one of each state loop of a study.
import { z } from "zod";
import { channelNames } from "../control/channels.ts";
import { structureNames } from "../control/loop-parameters.ts";
import { sensorNames } from "../control/sensors.ts";
import { log } from "../numeric/elementary.ts";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { experimentOutputs } from "../stability/experiment.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { schemaProblems } from "./schema-problems.ts";
import { readYaml } from "./yaml-file.ts";

const matrix = z.array(z.array(z.number()));
const share = z.number().nullable();

const modelSchema = z.strictObject({
  channel: z.enum([...channelNames, "price"]),
  output: z.enum(experimentOutputs),
  point: z.strictObject({ name: z.string(), volatility: z.number(), skew: z.number(), depth: z.number().positive() }),
  method: z.enum(["era", "subspace"]).nullable(),
  order: z.int().min(0),
  A: matrix,
  B: matrix,
  C: matrix,
  D: matrix,
  sampleTime: z.number().positive(),
  stride: z.int().min(1),
  fit: share,
  nonlinearity: z.strictObject({ scaling: z.number(), asymmetry: z.number() }).nullable(),
  verdict: z.strictObject({ accepted: z.boolean(), words: z.string() }),
});

/** Schema of a models file. */
export const modelsSchema = z.strictObject({ models: z.array(modelSchema) });

export interface ModelsFile {
  readonly models: readonly IdentifiedModel[];
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

/** Throws UserError with every problem of shape. */
export function readModels(path: string): ModelsFile {
  const { data, hash } = readYaml(path);
  const parsed = modelsSchema.safeParse(data);
  if (!parsed.success) throw new UserError(path, schemaProblems(parsed.error, modelsSchema, data));
  const problems = parsed.data.models.flatMap(sizeProblems);
  if (problems.length > 0) throw new UserError(path, problems);
  return { models: parsed.data.models, hash };
}

/**
 * For every loop of structure `state` the model from its actuator to its sensor at the point nearest to where the study
 * starts: normal volatility, its own skew, its own depth. Loops that the file does not know keep their analytic model.
 * @param values every parameter's value by name
 */
export function chosenModels(
  models: readonly IdentifiedModel[],
  values: Readonly<Record<string, number>>,
): { readonly models: readonly IdentifiedModel[]; readonly problems: readonly Problem[] } {
  const at = (name: string): number => values[name] ?? Number.NaN;
  const [long, short] = [at("book.openInterestLong"), at("book.openInterestShort")];
  const skew = (long - short) / (long + short);
  const chosen = channelNames
    .filter((channel) => structureNames[at(`${channel}.structure`)] === "state")
    .flatMap((channel) => {
      const sensor = sensorNames[at(`${channel}.sensor`)];
      const known = models.filter((record) => record.channel === channel && record.output === sensor);
      return known.toSorted((a, b) => distance(a, skew) - distance(b, skew)).slice(0, 1);
    });
  const problems = chosen
    .filter(({ verdict }) => !verdict.accepted)
    .map(({ channel, output, point, verdict }) => ({
      place: `${channel} to ${output} at ${point.name}`,
      message: `found a model that was refused (${verdict.words}); expected an accepted one; identify it again or leave models out`,
    }));
  return { models: chosen, problems };
}

function distance({ point }: IdentifiedModel, skew: number): number {
  return Math.abs(log(Math.max(point.volatility, 1e-3))) + Math.abs(point.skew - skew) + Math.abs(log(point.depth));
}

/** What the shape of plain rows leaves open: matrices that fit one another. */
function sizeProblems({ order, A, B, C, D }: IdentifiedModel, index: number): Problem[] {
  const [one, n] = [order === 0 ? 0 : 1, order];
  const sizes = [
    ["A", A, n, n],
    ["B", B, n, 1],
    ["C", C, one, n],
    ["D", D, one, 1],
  ] as const;
  return sizes
    .filter(([, rows, height, width]) => rows.length !== height || rows.some((row) => row.length !== width))
    .map(([name, rows, height, width]) => ({
      place: `models[${index}] > ${name}`,
      message: `found ${rows.length} x ${rows[0]?.length ?? 0}; expected ${height} x ${width} for order ${order}`,
    }));
}
