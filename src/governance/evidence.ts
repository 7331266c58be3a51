// What the proposal rests on: today's and the proposed parameters on the same fresh paths, after rounding to the chain.
import type { Family, TrialRecord } from "../study/record.ts";
import type { SeedFamily, StudySpec } from "../study/spec.ts";
import type { Values } from "./on-chain.ts";

export type Measures = TrialRecord["measures"];

/** One vector played on a family: its measures, and its paired differences to the first vector of the same play. */
export interface Played {
  readonly measures: Measures;
  readonly differences: Measures;
}

/** Plays vectors on the paths of one family. Rejects when a vector fails. */
export type Play = (vectors: readonly Values[], family: SeedFamily) => Promise<readonly Played[]>;

export interface FamilyEvidence {
  readonly family: Family;
  readonly seed: number;
  readonly paths: number;
  readonly today: Measures;
  readonly proposed: Measures;
  /** Proposed minus today, paired. */
  readonly differences: Measures;
}

export interface Evidence {
  readonly families: readonly FamilyEvidence[];
  /** Proposed minus the optimum as found, paired, on the validation family; null where the two are the same vector. */
  readonly rounding: Measures | null;
}

interface Vectors {
  readonly today: Values;
  readonly optimum: Values;
  readonly proposed: Values;
}

export async function gatherEvidence(
  scenarios: StudySpec["scenarios"],
  vectors: Vectors,
  play: Play,
): Promise<Evidence> {
  const families: FamilyEvidence[] = [];
  for (const family of ["validation", "holdout"] as const) {
    const { seed, paths } = scenarios[family];
    const [today, proposed] = await play([vectors.today, vectors.proposed], scenarios[family]);
    if (today === undefined || proposed === undefined) throw new Error("a play gives one result per vector");
    const { measures, differences } = proposed;
    families.push({ family, seed, paths, today: today.measures, proposed: measures, differences });
  }
  return { families, rounding: await roundingEffect(scenarios.validation, vectors, play) };
}

async function roundingEffect(
  family: SeedFamily,
  { optimum, proposed }: Vectors,
  play: Play,
): Promise<Measures | null> {
  if (Object.entries(optimum).every(([name, value]) => proposed[name] === value)) return null;
  const [, rounded] = await play([optimum, proposed], family);
  return rounded?.differences ?? null;
}
