// The front of a study with several goals: feasible sets that no other one beats in every goal.
import { survivorsByHypervolume } from "../search/hypervolume-selection.ts";
import { nondominatedIndices } from "../search/nondominated-sort.ts";
import { evaluationOf } from "./candidate.ts";
import type { RescoreRecord, TrialRecord } from "./record.ts";

type Scored = Pick<TrialRecord | RescoreRecord, "loss" | "violation" | "objectives">;

/** The non-dominated ones among the feasible, in their order; of equal ones the first. */
export function frontOf<T extends Scored>(scored: readonly T[]): T[] {
  const seen = new Set<string>();
  const feasible = scored.filter(({ violation, objectives }) => {
    if (violation !== 0 || objectives === undefined) return false;
    const key = objectives.join(" ");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const points = feasible.map(({ objectives }) => objectives ?? []);
  return nondominatedIndices(points).flatMap((index) => feasible[index] ?? []);
}

/**
 * At most `count` members that keep the most hypervolume below goals that are just met, those that meet every goal
 * first; in their order.
 */
export function spreadOver<T extends Scored>(front: readonly T[], count: number): T[] {
  const members = front.map((scored) => ({ point: noPoint, evaluation: evaluationOf(scored), scored }));
  const limits = (front[0]?.objectives ?? []).map(() => 1);
  const kept = new Set<unknown>(survivorsByHypervolume(members, count, limits));
  return members.filter((member) => kept.has(member)).map(({ scored }) => scored);
}

const noPoint = new Float64Array(0);
