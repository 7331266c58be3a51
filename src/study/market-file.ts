// Reads a market profile (configs/markets): values of world parameters with where they come from.
import { z } from "zod";
import { UserError } from "../numeric/user-error.ts";
import { schemaProblems } from "./schema-problems.ts";
import { readYaml } from "./yaml-file.ts";

/** Schema of a market profile; the study uses `values`, people read the rest. */
export const marketSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  values: z.record(z.string(), z.union([z.number(), z.string()], { error: "a number, or a text with a unit" })),
  estimates: z.unknown().optional(),
  methods: z.unknown().optional(),
  provenance: z.unknown(),
  notes: z.unknown().optional(),
});

export interface MarketFile {
  readonly name: string;
  /** As written: numbers in the parameter's unit, or texts with a unit. */
  readonly values: Readonly<Record<string, number | string>>;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

/** Throws UserError with every problem of shape; names and bounds are checked with the study that reads it. */
export function readMarket(path: string): MarketFile {
  const { data, hash } = readYaml(path);
  const parsed = marketSchema.safeParse(data);
  if (!parsed.success) throw new UserError(path, schemaProblems(parsed.error, marketSchema, data));
  return { name: parsed.data.name, values: parsed.data.values, hash };
}
