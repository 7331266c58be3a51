// What the proposal rests on: today's and the proposed parameters on the same fresh paths, after rounding to the chain.
import type { Parameter } from "../numeric/parameter.ts";
import { UserError } from "../numeric/user-error.ts";
import { certificateMeasures } from "../study/certified.ts";
import { wholeVector } from "../study/model.ts";
import type { Family, TrialRecord } from "../study/record.ts";
import type { SeedFamily, StudySpec } from "../study/spec.ts";
import type { Values } from "./on-chain.ts";
import { type Nudge, nudgedVectors } from "./sensitivity.ts";
import type { Stress } from "./stress.ts";

export type Measures = TrialRecord["measures"];

/** One vector played on a family: its measures, and its paired differences to the first vector of the same play. */
export interface Played {
  readonly measures: Measures;
  readonly differences: Measures;
}

/**
 * Plays vectors on the paths of one family; null for one that the model cannot play. Rejects when anything else fails.
 * @param world values above those of the vectors, which were not made for it
 */
export type Play = (
  vectors: readonly Values[],
  family: SeedFamily,
  world: Values,
) => Promise<readonly (Played | null)[]>;

/** Today and proposal side by side. */
export interface Comparison {
  readonly today: Measures;
  readonly proposed: Measures;
  /** Proposed minus today, paired. */
  readonly differences: Measures;
}

export interface FamilyEvidence extends Comparison {
  readonly family: Family;
  readonly seed: number;
  readonly paths: number;
}

/** The goals' metrics when one proposed value is off by a fifth, minus those of the proposal; null where it cannot be played. */
export interface NudgeEvidence extends Nudge {
  readonly differences: Measures | null;
}

/** The goals' metrics in a harsher world; null where it cannot be played. */
export interface StressEvidence extends Stress {
  readonly comparison: Comparison | null;
}

export interface Evidence {
  readonly families: readonly FamilyEvidence[];
  /** Proposed minus the optimum as found, paired, on the validation family; null where the two are the same vector. */
  readonly rounding: Measures | null;
  /** On the validation family. */
  readonly sensitivity: readonly NudgeEvidence[];
  /** On the validation family. */
  readonly stresses: readonly StressEvidence[];
}

interface Vectors {
  readonly today: Values;
  readonly optimum: Values;
  readonly proposed: Values;
}

/** The study's own world. */
const OWN: Values = {};

/** @param worlds harsher worlds to compare in */
export async function gatherEvidence(
  spec: StudySpec,
  vectors: Vectors,
  worlds: readonly Stress[],
  simulate: Play,
): Promise<Evidence> {
  const play = certifying(spec, simulate);
  const { validation } = spec.scenarios;
  const families: FamilyEvidence[] = [];
  for (const family of ["validation", "holdout"] as const) {
    const { seed, paths } = spec.scenarios[family];
    families.push({
      family,
      seed,
      paths,
      ...played(await compared(vectors, spec.scenarios[family], OWN, play), family),
    });
  }
  const goals = statedMetrics(spec);
  const tuned = spec.tune.map(({ parameter }) => parameter);
  return {
    families,
    rounding: await roundingEffect(validation, vectors, play),
    sensitivity: await sensitivity(tuned, vectors.proposed, goals, (asked) => play(asked, validation, OWN)),
    stresses: await stressTests(worlds, goals, (world) => compared(vectors, validation, world, play)),
  };
}

/** What the study names in its losses, constraints and goals, each once. */
export function statedMetrics({ losses, constraints, goals = [] }: StudySpec): readonly string[] {
  return [...new Set([...losses, ...constraints, ...goals].map(({ metric }) => metric))];
}

/** Adds the certificates that the study's constraints name: they need no path. */
function certifying(spec: StudySpec, simulate: Play): Play {
  return async (vectors, family, world) => {
    const results = await simulate(vectors, family, world);
    return results.map((result, index) => {
      const values = vectors[index];
      if (result === null || values === undefined) return result;
      return {
        ...result,
        measures: { ...result.measures, ...certificateMeasures(spec, wholeVector(values, [], world)) },
      };
    });
  };
}

async function compared(
  { today, proposed }: Pick<Vectors, "today" | "proposed">,
  family: SeedFamily,
  world: Values,
  play: Play,
): Promise<Comparison | null> {
  const [before, after] = await play([today, proposed], family, world);
  if (before == null || after == null) return null;
  return { today: before.measures, proposed: after.measures, differences: after.differences };
}

/** What a proposal cannot do without. */
function played<T>(result: T | null | undefined, family: Family): T {
  if (result != null) return result;
  const message =
    "today's or the proposed parameters have outcomes that are no numbers; choose another trial with --trial";
  throw new UserError("evidence", [{ place: `${family} seeds`, message }], 1);
}

async function roundingEffect(
  family: SeedFamily,
  { optimum, proposed }: Vectors,
  play: Play,
): Promise<Measures | null> {
  if (Object.entries(optimum).every(([name, value]) => proposed[name] === value)) return null;
  const [, rounded] = await play([optimum, proposed], family, OWN);
  return played(rounded, "validation").differences;
}

async function sensitivity(
  tuned: readonly Parameter[],
  proposed: Values,
  goals: readonly string[],
  play: (vectors: readonly Values[]) => Promise<readonly (Played | null)[]>,
): Promise<readonly NudgeEvidence[]> {
  const nudges = nudgedVectors(tuned, proposed);
  const vectors = nudges.map(({ parameter, value }) => ({ ...proposed, [parameter]: value }));
  const [, ...results] = await play([proposed, ...vectors]);
  return nudges.map((nudge, index) => {
    const differences = results[index]?.differences;
    return { ...nudge, differences: differences === undefined ? null : only(differences, goals) };
  });
}

async function stressTests(
  worlds: readonly Stress[],
  goals: readonly string[],
  compare: (world: Values) => Promise<Comparison | null>,
): Promise<readonly StressEvidence[]> {
  const results: StressEvidence[] = [];
  for (const stress of worlds) {
    const found = await compare(stress.world);
    const comparison =
      found === null
        ? null
        : {
            today: only(found.today, goals),
            proposed: only(found.proposed, goals),
            differences: only(found.differences, goals),
          };
    results.push({ ...stress, comparison });
  }
  return results;
}

function only(measures: Measures, names: readonly string[]): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([name]) => names.includes(name)));
}
