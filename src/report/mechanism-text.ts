// The worlds of a study in words: its scenario families, what becomes of their losses, and its adversary.
import type { Adversary, StudySpec } from "../study/spec.ts";
import { counted, exact } from "./number-format.ts";

/** One line per scenario family and one for what becomes of their losses; none where the study has no families. */
export function mechanismLines({
  families,
  aggregate = { kind: "mean" },
  adversary,
}: StudySpec["scenarios"]): string[] {
  if (families === undefined) return [];
  const lines = families.map(({ name, weight, values, seeds }) => {
    const set = Object.entries(values).map(([parameter, value]) => `${parameter} ${plain(value)}`);
    const world = set.length === 0 ? "the study's world" : set.join(", ");
    const phases = Object.entries(seeds).map(([phase, seed]) => `${phase} (seed ${seed})`);
    return `family ${name}, weight ${weight}, in ${phases.join(", ")}: ${world}`;
  });
  const share = aggregate.kind === "cvar" ? ` of the worst ${exact(100 * (1 - aggregate.level))} %` : "";
  const together = `each on all paths of the study; loss: ${aggregate.kind}${share}; constraints hold in every family; values in SI units`;
  return [...lines, together, ...(adversary === undefined ? [] : [adversaryLine(adversary)])];
}

/** The seed of a score, where its paths had one: scenario families have seeds of their own. */
export function seedText({ families }: StudySpec["scenarios"], seed: number): string {
  return families === undefined ? String(seed) : "of each family";
}

function adversaryLine({ vary, rounds, budget }: Adversary): string {
  const ranges = vary.map(({ parameter, from, to }) => `${parameter.name} ${plain(from)} to ${plain(to)}`).join(", ");
  const most = `up to ${counted(rounds, "round")} of ${counted(budget, "world")} and a further search`;
  return `adversary over ${ranges}: ${most}`;
}

function plain(value: number): string {
  return Number.isFinite(value) ? exact(value) : value > 0 ? "inf" : "−inf";
}
