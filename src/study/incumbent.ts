// The trial a race is run against: the best that was played on all paths, and what it did on each of them.

import { compareEvaluations } from "../search/searcher.ts";
import type { Outcomes } from "../simulate/outcome.ts";
import { evaluationOf } from "./candidate.ts";
import type { TrialRecord } from "./record.ts";

export interface Incumbent {
  readonly trial: TrialRecord;
  /** On all paths of the search, one for each world. */
  readonly outcomes: readonly Outcomes[];
}

export interface Incumbents {
  /**
   * The best feasible trial below the index `first`, the earliest of equals; null where there is none. To be asked with
   * growing indices.
   */
  before(first: number): Promise<Incumbent | null>;
  /** Outcomes of a trial on all paths, so that it need not be played again should it become the incumbent. */
  keep(index: number, outcomes: readonly Outcomes[]): void;
}

/**
 * @param trials as recorded so far
 * @param replay plays a recorded trial again; its outcomes have the same bits, so a resumed race goes on as before
 */
export function createIncumbents(
  trials: readonly TrialRecord[],
  replay: (trial: TrialRecord) => Promise<readonly Outcomes[]>,
): Incumbents {
  let seen = 0;
  let best: TrialRecord | null = null;
  const kept = new Map<number, readonly Outcomes[]>();
  return {
    async before(first) {
      for (const trial of trials.slice(seen, first)) if (leads(trial, best)) best = trial;
      seen = first;
      if (best === null) return null;
      const outcomes = kept.get(best.index) ?? (await replay(best));
      kept.clear();
      kept.set(best.index, outcomes);
      return { trial: best, outcomes };
    },
    keep(index, outcomes) {
      kept.set(index, outcomes);
    },
  };
}

function leads(trial: TrialRecord, best: TrialRecord | null): boolean {
  if (trial.dropped !== undefined || trial.violation !== 0) return false;
  return best === null || compareEvaluations(evaluationOf(trial), evaluationOf(best)) < 0;
}
