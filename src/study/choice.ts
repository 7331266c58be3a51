// How one set is chosen from a front: rules by name.
import { kneeOf } from "../search/choice/knee.ts";
import { lexicographicBest } from "../search/choice/lexicographic.ts";
import { leastRegret } from "../search/choice/minimax-regret.ts";
import { closestToWishes } from "../search/choice/reference-point.ts";

export const choices = ["loss", "knee", "reference-point", "lexicographic", "minimax-regret"] as const;

export type Choice = (typeof choices)[number];

/** A member of a front. */
export interface Option {
  readonly loss: number;
  /** Goals, each met at or below 1. */
  readonly objectives: readonly number[];
}

/** Index of the chosen one. @param front not empty, none dominated, objectives of one length */
export function chosenFrom(front: readonly Option[], rule: Choice): number {
  const objectives = front.map((option) => option.objectives);
  const count = objectives[0]?.length ?? 0;
  const ones = Array.from({ length: count }, () => 1);
  switch (rule) {
    case "loss":
      return leastLoss(front, () => true);
    case "knee":
      return kneeOf(objectives);
    case "reference-point":
      return closestToWishes(objectives, ones, ones);
    case "lexicographic": {
      const unmet = objectives.map((values) => values.map((value) => Math.max(value, 1)));
      const priorities = ones.map((_, objective) => ({ objective, tolerance: 0 }));
      const best = unmet[lexicographicBest(unmet, priorities)];
      return leastLoss(front, (index) => unmet[index]?.every((value, k) => value === best?.[k]) ?? false);
    }
    case "minimax-regret":
      return leastRegret(objectives);
  }
}

/** The first of several. */
function leastLoss(front: readonly Option[], among: (index: number) => boolean): number {
  const indices = Array.from(front.keys()).filter(among);
  return indices.reduce((best, i) => ((front[i]?.loss ?? 0) < (front[best]?.loss ?? 0) ? i : best), indices[0] ?? 0);
}
