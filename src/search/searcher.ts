// The contract between a study and a search strategy: ask for points of the unit cube, tell what they cost.

/** What a strategy learns about one point. Lower is better; a failed point has both numbers infinite. */
export interface Evaluation {
  /** Scalar loss; +Infinity when the evaluation failed. */
  readonly loss: number;
  /** Total constraint violation, >= 0; 0 means feasible. +Infinity when the evaluation failed. */
  readonly violation: number;
  /** One value per objective for multi-objective strategies; the scalar loss alone otherwise. */
  readonly objectives: readonly number[];
  /** Values of the constraints, each feasible at or below 0, for strategies that price them; others need none. */
  readonly constraints?: readonly number[];
  /**
   * Standard error of the loss, >= 0, for strategies that weigh noise point by point; others need none. Studies tell none:
   * on the same paths a point has the same loss again.
   */
  readonly noise?: number;
}

/**
 * A strategy over the unit cube. It never learns what it optimises; lower is better. Deterministic: the same seed and
 * the same told values give the same asked points, so a study is resumed by replaying it.
 */
export interface Searcher {
  /** The next generation: points of the unit cube, each of the searcher's dimension. Empty when it is done. */
  ask(): readonly Float64Array[];
  /** One evaluation per point of the last `ask`, in its order. */
  tell(results: readonly Evaluation[]): void;
}

/** Order of candidates: feasible before infeasible, then by loss, infeasible ones by violation; 0 for equal ones. */
export function compareEvaluations(a: Evaluation, b: Evaluation): number {
  if (a.violation !== b.violation && (a.violation > 0 || b.violation > 0)) return a.violation - b.violation;
  return a.loss === b.loss ? 0 : a.loss - b.loss; // of two failed ones the difference would be NaN
}
