// The scenario families that a study asks for, checked at the door: what the world decides, split by mechanism.

import type { Parameter } from "../numeric/parameter.ts";
import type { Problem } from "../numeric/user-error.ts";
import type { Aggregate } from "../objective/risk-shares.ts";
import { contradictions } from "./consistency.ts";
import type { Family } from "./record.ts";
import { namedSeed } from "./seed-families.ts";
import type { Adversary, ScenarioFamily, StudySpec } from "./spec.ts";
import type { StudyInput } from "./study-schema.ts";
import { tunedParameters } from "./tuned.ts";
import { readQuantity } from "./unit-string.ts";
import { readParameter } from "./values.ts";

type Scenarios = StudySpec["scenarios"];
type Asked = Pick<StudyInput["scenarios"], "families" | "aggregate" | "adversary">;
type AskedFamily = NonNullable<Asked["families"]>[number];
type Values = Readonly<Record<string, number>>;

/** What scenario families start from. */
export interface OwnWorld {
  readonly table: readonly Parameter[];
  /** Values of the study's own world. */
  readonly values: Values;
  readonly phases: Pick<Scenarios, Family>;
}

const phaseNames = ["search", "validation", "holdout"] as const;

/** Families with their seeds; nothing where the study asks for none. */
export function scenarioFamilies(
  { families: asked, aggregate, adversary }: Asked,
  world: OwnWorld,
): { scenarios: Pick<Scenarios, "families" | "aggregate" | "adversary">; problems: Problem[] } {
  if (asked === undefined) {
    const message = "found without scenarios > families; expected both, or none of them";
    const alone = Object.entries({ aggregate, adversary }).filter(([, value]) => value !== undefined);
    return { scenarios: {}, problems: alone.map(([key]) => ({ place: `scenarios > ${key}`, message })) };
  }
  const problems = [...repeatedNames(asked), ...emptyPhases(asked)];
  const taken = phaseNames.map((phase) => world.phases[phase].seed);
  const families = asked.map((family, index): ScenarioFamily => {
    const place = `scenarios > families[${index}]`;
    const values = worldValues(family, `${place} > set`, world, problems);
    return { name: family.name, weight: family.weight, values, seeds: seedsOf(family, world.phases, taken) };
  });
  return {
    scenarios: {
      families,
      aggregate: readAggregate(aggregate, problems),
      ...(adversary === undefined ? {} : { adversary: readAdversary(adversary, asked, world, problems) }),
    },
    problems,
  };
}

function readAdversary(
  { vary, rounds, budget }: NonNullable<Asked["adversary"]>,
  asked: readonly AskedFamily[],
  { table, values }: OwnWorld,
  problems: Problem[],
): Adversary {
  const place = "scenarios > adversary > vary";
  const read = tunedParameters(table, vary, values, place);
  problems.push(...read.problems);
  if (Object.keys(vary).length === 0)
    problems.push({ place, message: "found nothing; expected at least one parameter such as shock.size" });
  asked.forEach(({ name }, index) => {
    if (!/^worst-\d+$/.test(name)) return;
    const message = `found ${name}, as the adversary calls what it adds; expected another name`;
    problems.push({ place: `scenarios > families[${index}] > name`, message });
  });
  return { vary: read.tune, rounds, budget };
}

function seedsOf({ name, use }: AskedFamily, phases: OwnWorld["phases"], taken: number[]): ScenarioFamily["seeds"] {
  const seeds = phaseNames
    .filter((phase) => use.includes(phase))
    .map((phase) => {
      const seed = namedSeed(phases[phase].seed, name, taken);
      taken.push(seed);
      return [phase, seed] as const;
    });
  return Object.fromEntries(seeds);
}

function worldValues({ set }: AskedFamily, place: string, { table, values }: OwnWorld, problems: Problem[]): Values {
  const own: Record<string, number> = {};
  for (const row of table) {
    const written = set[row.name];
    if (written === undefined) continue;
    const reading = row.world === true ? readParameter(row, written) : { ok: false as const, message: notTheWorlds };
    if (reading.ok) own[row.name] = reading.value;
    else problems.push({ place: `${place} > ${row.name}`, message: reading.message });
  }
  const known = new Set(contradictions(values).map((problem) => problem.place));
  for (const problem of contradictions({ ...values, ...own }))
    if (!known.has(problem.place)) problems.push({ ...problem, place: `${place} > ${problem.place}` });
  return own;
}

const notTheWorlds =
  "is not decided by the world; expected a parameter such as shock.size: rules and controllers stay the same";

function repeatedNames(asked: readonly AskedFamily[]): Problem[] {
  const names = asked.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return [];
    const message = `found ${name}, the name of families[${names.indexOf(name)}]; expected another`;
    return [{ place: `scenarios > families[${index}] > name`, message }];
  });
}

function emptyPhases(asked: readonly AskedFamily[]): Problem[] {
  return phaseNames.flatMap((phase) => {
    if (asked.some(({ use }) => use.includes(phase))) return [];
    const message = `found none that is used in ${phase}; expected one; add ${phase} to the \`use\` of a family`;
    return [{ place: "scenarios > families", message }];
  });
}

function readAggregate(asked: Asked["aggregate"], problems: Problem[]): Aggregate {
  if (asked === undefined) return { kind: "mean" };
  if (typeof asked === "string") return { kind: asked };
  const place = "scenarios > aggregate > cvar";
  const reading = readQuantity(asked.cvar, "");
  if (!reading.ok) problems.push({ place, message: reading.message });
  else if (!(reading.value >= 0 && reading.value < 1)) {
    const message = `found ${asked.cvar}; expected 0 % to below 100 %; 80 % is the mean of the worst 20 %`;
    problems.push({ place, message });
  } else return { kind: "cvar", level: reading.value };
  return { kind: "mean" };
}
