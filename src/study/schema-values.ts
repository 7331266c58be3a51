// The kinds of values that the keys of a study file hold.
import { z } from "zod";

export const text = (meaning: string) => z.string().min(1).describe(meaning);

/** A value with its unit: read in the unit of what it is for. */
export const quantity = (meaning: string) =>
  z.union([z.number(), z.string()], { error: "a number, or a text with a unit such as 25 bp" }).describe(meaning);

export const count = (meaning: string, least = 1) => z.int().min(least).max(1e9).describe(meaning);

/** A 32-bit word. */
export const seed = (meaning: string) =>
  z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .describe(meaning);
