// How much each scenario family counts in the loss of a candidate: the mean, the worst, the mean of the worst share.

/** `cvar` is the mean of the worst share 1 - level, by weight, with level in [0, 1). */
export type Aggregate =
  | { readonly kind: "mean" }
  | { readonly kind: "worst" }
  | { readonly kind: "cvar"; readonly level: number };

/**
 * Shares with the sum 1; the aggregated loss is the sum of share times loss. The family at the border of the worst
 * share counts with the part that is left of it (R. T. Rockafellar & S. Uryasev, Conditional value-at-risk for general
 * loss distributions, 2002); of equal losses the first come first. The aggregate is the largest such sum over all
 * shares that it allows (P. Artzner et al., Coherent measures of risk, 1999): with the shares of one candidate the
 * losses of another give at most its own aggregate.
 * @param weights with the sum 1, one per loss
 */
export function riskShares(
  losses: readonly number[],
  weights: readonly number[],
  aggregate: Aggregate,
): readonly number[] {
  switch (aggregate.kind) {
    case "mean":
      return weights;
    case "worst": {
      const worst = losses.indexOf(Math.max(...losses));
      return losses.map((_, family) => (family === worst ? 1 : 0));
    }
    case "cvar":
      return tailShares(losses, weights, 1 - aggregate.level);
  }
}

function tailShares(losses: readonly number[], weights: readonly number[], tail: number): number[] {
  const shares = losses.map(() => 0);
  const worstFirst = losses.map((loss, family) => ({ loss, family })).sort((a, b) => b.loss - a.loss);
  let left = 1;
  for (const { family } of worstFirst) {
    const share = Math.min(left, (weights[family] ?? Number.NaN) / tail);
    shares[family] = share;
    left -= share;
  }
  return shares;
}
