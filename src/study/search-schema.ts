// The shape of `search` in a study file: the strategy with its budget, what it begins with, and what ends or shortens it.
import { z } from "zod";
import { strategies } from "../search/strategy.ts";
import { count, quantity, seed, text } from "./schema-values.ts";

const warmStart = z.strictObject({
  results: text("Results folder of an earlier study, relative to this file"),
  best: count("How many of its best sets are tried again here").default(5),
});

const stopRule = z.strictObject({
  patience: count("Generations to look back on").default(20),
  noise: z
    .number()
    .positive()
    .default(0.25)
    .describe(
      "Ends the search once those generations lowered the best loss by less than this share of its standard error",
    ),
});

const race = z.strictObject({
  rungs: z.array(count("Paths", 2)).min(2).describe("Paths after which a candidate may be dropped; the last are all"),
  risk: quantity("Largest chance of dropping a candidate that is truly no worse than the best").default("1 %"),
});

export const search = z.strictObject({
  strategy: z.enum(strategies).default("cma-es").describe("How candidates are proposed"),
  trials: count("Candidates in all, today's parameters (trial 0) among them", 2).default(240),
  generation: count("Candidates proposed at once; 0 leaves it to the strategy", 0).default(0),
  seed: seed("Seed of the search itself").default(1),
  only: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Moves only these of the tuned parameters; the others stay as today"),
  enqueue: z
    .array(z.record(z.string(), quantity("Value of a tuned parameter")))
    .optional()
    .describe(
      "Sets that are tried right after today's, by parameter name; what is not named is as today, or at the nearest end of its range",
    ),
  warmStart: warmStart.optional().describe("Begins with the best sets of an earlier study"),
  stop: stopRule.optional().describe("Ends before the budget is spent when what is gained is below the noise"),
  race: race.optional().describe("Plays candidates rung by rung on the same paths and drops those that surely lost"),
});
