// Where the budget went: what became of the trials, and how many path-plays each kind cost and saved.
import type { Family, StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { worldsOf } from "../study/worlds.ts";
import { outcomeOf } from "./counts.ts";
import { counted } from "./number-format.ts";

/** One kind of end of a trial. A path-play is one candidate on one path of one scenario family. */
export interface Spending {
  readonly name: string;
  /** Of re-scored sets, how often one was. */
  readonly trials: number;
  /** Path-plays spent on them. */
  readonly played: number;
  /** Path-plays that playing them in full would have cost besides. */
  readonly saved: number;
}

/** Kinds that occurred: played in full first, then dropped rung by rung, then those without a value, then re-scored ones. */
export function spendingOf({ spec, trials, rescored }: StudyRecord<StudySpec>): readonly Spending[] {
  const full = spec.scenarios.search.paths;
  const kinds = new Map<string, { trials: number; played: number; saved: number }>();
  const names = [...beforeRungs, ...rungNames(spec), ...afterRungs];
  for (const name of names) kinds.set(name, { trials: 0, played: 0, saved: 0 });
  for (const trial of trials) {
    const outcome = outcomeOf(trial);
    const name = outcome === "dropped" ? rungName(spec, trial.dropped?.rung ?? 0) : words[outcome];
    const worlds = worldsPlayed(spec, "search", trial.families);
    const paths = outcome === "refused" ? 0 : trial.paths;
    add(kinds, name, worlds * paths, worlds * (full - paths));
  }
  for (const { family, paths, families } of rescored) {
    add(kinds, RESCORED, worldsPlayed(spec, family, families) * paths, 0);
  }
  return [...kinds].flatMap(([name, kind]) => (kind.trials === 0 ? [] : [{ name, ...kind }]));
}

/** Paths are played once in each scenario family; what failed or was refused names none, and had those of the study. */
function worldsPlayed(spec: StudySpec, phase: Family, families: TrialRecord["families"]): number {
  return families === undefined ? worldsOf(spec, phase).length : Object.keys(families).length;
}

/** Sums over all kinds. */
export function totalOf(spending: readonly Spending[]): Omit<Spending, "name"> {
  const sum = (field: "trials" | "played" | "saved"): number =>
    spending.reduce((total, kind) => total + kind[field], 0);
  return { trials: sum("trials"), played: sum("played"), saved: sum("saved") };
}

/** What was played again on fresh seeds; not a trial of its own. */
export const RESCORED = "re-scored on fresh seeds";

const words = {
  feasible: "played in full, feasible",
  infeasible: "played in full, breaks a constraint",
  failed: "failed",
  refused: "not simulated: refused by certificates",
} as const;

const beforeRungs = [words.feasible, words.infeasible];
const afterRungs = [words.failed, words.refused, RESCORED];

function rungNames(spec: StudySpec): readonly string[] {
  return (spec.search.race?.rungs ?? []).map((_, rung) => rungName(spec, rung));
}

function rungName({ search }: StudySpec, rung: number): string {
  const paths = search.race?.rungs[rung];
  return paths === undefined ? `dropped after rung ${rung + 1}` : `dropped after ${counted(paths, "path")}`;
}

function add(
  kinds: Map<string, { trials: number; played: number; saved: number }>,
  name: string,
  played: number,
  saved: number,
): void {
  const kind = kinds.get(name) ?? { trials: 0, played: 0, saved: 0 };
  kinds.set(name, { trials: kind.trials + 1, played: kind.played + played, saved: kind.saved + saved });
}
