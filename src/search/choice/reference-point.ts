// Choosing from a front: the point that comes closest to wishes, one for each objective.
import { UserError } from "../../numeric/user-error.ts";
import { boundsOf, type Front, type Objectives } from "../front.ts";
import { checkFront, checkLength, leastBy } from "./candidate-front.ts";

/** Share of the sum in the score: small enough to decide between near ties only, large enough to shun weak optima. */
const AUGMENTATION = 1e-6;

/**
 * Index of the point that minimises the augmented achievement scalarising function max_k s_k + rho sum_k s_k with
 * s_k = weight_k (f_k - wish_k) / range_k: wishes that cannot be met are missed evenly, wishes that can are beaten
 * evenly. Wierzbicki, "The use of reference objectives in multiobjective optimization", 1980. A constant objective has
 * range 1.
 * @param wishes one value for each objective, in its unit  @param weights positive; all 1 for even
 * @throws UserError for an empty front, lengths that differ, a weight that is not positive
 */
export function closestToWishes(front: Front, wishes: Objectives, weights: Objectives): number {
  const subject = "choice by a reference point";
  checkFront(subject, front);
  const problems = [...checkLength("wishes", wishes, front), ...checkLength("weights", weights, front)];
  for (const [k, wish] of wishes.entries()) {
    if (!Number.isFinite(wish))
      problems.push({ place: `wishes > ${k}`, message: `found ${wish}; expected a finite number` });
  }
  for (const [k, weight] of weights.entries()) {
    if (!(weight > 0 && weight < Infinity)) {
      problems.push({ place: `weights > ${k}`, message: `found ${weight}; expected a positive number; 1 is even` });
    }
  }
  if (problems.length > 0) throw new UserError(subject, problems);
  const { ideal, nadir } = boundsOf(front);
  const scores = front.map((point) => {
    const missed = point.map((value, k) => {
      const range = (nadir[k] ?? 0) - (ideal[k] ?? 0);
      return ((weights[k] ?? 1) * (value - (wishes[k] ?? 0))) / (range > 0 ? range : 1);
    });
    return [Math.max(...missed) + AUGMENTATION * missed.reduce((sum, value) => sum + value, 0)];
  });
  return leastBy(front, scores);
}
