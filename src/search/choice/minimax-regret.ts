// Choosing from a front: the point whose worst objective is the least bad.
import type { Front } from "../front.ts";
import { checkFront, leastBy, normalised } from "./candidate-front.ts";

/**
 * Index of the point of least regret, the largest over the objectives of how far it is from the best of the front, as a
 * share of the front's range; of equal ones the next largest decides, and so on. Savage, "The theory of statistical
 * decision", J. Am. Stat. Assoc. 46, 1951, with objectives in place of states. A constant objective has no regret.
 * @throws UserError for an empty front, unequal lengths, values that are not finite
 */
export function leastRegret(front: Front): number {
  checkFront("choice by regret", front);
  return leastBy(
    front,
    normalised(front).map((regrets) => regrets.toSorted((a, b) => b - a)),
  );
}
