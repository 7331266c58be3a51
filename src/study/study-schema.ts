// The shape of a study file. Names of parameters and metrics come from the tables, so that a new row needs no change here.
import { z } from "zod";
import type { Parameter } from "../numeric/parameter.ts";
import { choices } from "./choice.ts";
import { count, quantity, seed, text } from "./schema-values.ts";
import { search } from "./search-schema.ts";

const scale = z.enum(["linear", "log", "log1p"]).describe("How the search walks through the range");
const family = z.strictObject({
  paths: count("Simulated paths", 2).optional(),
  seed: seed("Derived from scenarios > seed unless given").optional(),
});

const phase = z.enum(["search", "validation", "holdout"]);

const aggregate = z.union([z.enum(["mean", "worst"]), z.strictObject({ cvar: quantity("Level, for example 80 %") })], {
  error: "mean, worst, or { cvar: 80 % } for the mean of the worst 20 %",
});

const scenarioFamily = (table: readonly Parameter[]) =>
  z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "letters, digits and dashes, a letter first")
      .describe("Name of the mechanism"),
    weight: z.number().positive().default(1).describe("Share in the mean over families"),
    set: z.strictObject(setShape(table)).prefault({}).describe("How its world differs from the study's"),
    use: z.array(phase).min(1).default(["search", "validation", "holdout"]).describe("Where it is played"),
  });

const adversary = (table: readonly Parameter[]) =>
  z.strictObject({
    vary: z.strictObject(tuneShape(table, isUncertain)).describe("Parameters of the world, and how far they may go"),
    rounds: count("Families added at most").default(2),
    budget: count("Worlds tried per round", 4).default(40),
  });

const scenarios = (table: readonly Parameter[]) =>
  z.strictObject({
    horizon: quantity("Simulated time, for example 24 h; sets time.blocks").optional(),
    paths: count("Paths on which every candidate is judged", 2).default(64),
    seed: seed("Seed of those paths").default(2026),
    validation: family.prefault({}).describe("Paths on which the best candidates are re-scored and the choice is made"),
    holdout: family.prefault({}).describe("Paths on which only today's parameters and the choice are compared"),
    rescore: count("How many of the best candidates are re-scored", 1).default(5),
    families: z
      .array(scenarioFamily(table))
      .min(1)
      .optional()
      .describe("Worlds by mechanism, each with all these paths"),
    aggregate: aggregate.optional().describe("How the losses in the families become one; mean unless given"),
    adversary: adversary(table).optional().describe("Adds the world that hurts the best trial most, and searches on"),
  });

/** The schema of a study whose model has the parameters of `table`; limits may be set on metrics and on certificates. */
export function studySchema(
  table: readonly Parameter[],
  metricNames: readonly string[],
  certificateNames: readonly string[],
) {
  return z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "letters, digits, dots and dashes (it names a folder)")
      .describe("Name of the study; also its folder under results/"),
    description: z.string().default("").describe("What is asked, in a sentence"),
    protocol: text("Protocol file, relative to this file").optional(),
    market: text("Market profile, relative to this file").optional(),
    models: text("Identified models of the loops of structure state, relative to this file").optional(),
    forecast: text("Forecast profile, relative to this file: coefficients of the forecasters").optional(),
    set: z
      .strictObject(setShape(table))
      .prefault({})
      .describe("Fixed values by parameter name; above protocol, market and forecast"),
    tune: z.strictObject(tuneShape(table)).prefault({}).describe("What the search may move, and how far"),
    static: z
      .strictObject(tuneShape(table))
      .optional()
      .describe("Constant parameters that a second search with the same budget may move: what tuned sets must beat"),
    objective: objectiveSchema(metricNames, certificateNames).optional(),
    search: search.prefault({}),
    scenarios: scenarios(table).prefault({}),
  });
}

export type StudyInput = z.infer<ReturnType<typeof studySchema>>;

/** Hypervolumes are exact up to so many objectives. */
const MOST_GOALS = 5;

function objectiveSchema(metricNames: readonly string[], certificateNames: readonly string[]) {
  const metric = z.enum(metricNames).describe("Name of a metric");
  const loss = z.strictObject({
    metric,
    weight: z.number().positive().default(1).describe("Share of this loss in the sum"),
    scale: z
      .union([z.literal("baseline"), z.number().positive()], { error: "baseline, or a number above 0" })
      .default("baseline")
      .describe("What the value is divided by: a number, or trial 0's value"),
    power: z
      .literal([1, 2], { error: "1 or 2" })
      .optional()
      .describe("2 squares what was divided, so that the worse it is the more a change counts"),
  });
  const limit = quantity("Largest or smallest value allowed, in the metric's unit");
  const judged = z.enum([...metricNames, ...certificateNames]).describe("Name of a metric or a certificate");
  const sides = { atMost: limit.optional(), atLeast: limit.optional() };
  const constraint = z.strictObject({ metric: judged, ...sides });
  const goal = z.strictObject({ metric, ...sides });
  return z.strictObject({
    losses: z
      .array(loss)
      .min(1)
      .optional()
      .describe("Sum of weight * value / scale is minimised; with goals alone each counts once, over its limit"),
    goals: z
      .array(goal)
      .min(1)
      .max(MOST_GOALS)
      .optional()
      .describe("Limits wished for, each an objective of its own: value over limit, met at or below 1"),
    choose: z.enum(choices).optional().describe("How one set is chosen from the front that several goals leave"),
    constraints: z.array(constraint).default([]).describe("What a feasible candidate keeps"),
  });
}

function setShape(table: readonly Parameter[]) {
  return Object.fromEntries(table.map((row) => [row.name, setValue(row).optional()]));
}

function setValue({ choices, unit, meaning, min, max }: Parameter): z.ZodType<string | number> {
  if (choices !== undefined) return z.enum(choices).describe(meaning);
  return quantity(`${meaning} Unit: ${unit === "" ? "none" : unit}; from ${min} to ${max}.`);
}

function tuneShape(table: readonly Parameter[], may: (row: Parameter) => boolean = isTunable) {
  return Object.fromEntries(table.filter(may).map((row) => [row.name, tuneValue(row).optional()]));
}

/** What an adversary may move. */
function isUncertain(row: Parameter): boolean {
  return row.world === true && row.choices === undefined;
}

/** What the world decides and what is chosen by name is set, not searched. */
export function isTunable(row: Parameter): boolean {
  return row.world !== true && row.choices === undefined;
}

function tuneValue({ meaning, unit, min, max, scale: usual }: Parameter) {
  const range = { from: quantity(`Lower end; default ${min}`), to: quantity(`Upper end; default ${max}`) };
  return z
    .strictObject({ from: range.from.optional(), to: range.to.optional(), scale: scale.optional() })
    .nullable()
    .describe(`${meaning} Unit: ${unit === "" ? "none" : unit}. Default scale: ${usual}.`);
}
