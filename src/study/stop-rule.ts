// When a search may end before its budget is spent: what it still gains is below the noise of what it has.
import { score } from "../objective/score.ts";
import { compareEvaluations } from "../search/searcher.ts";
import { evaluationOf } from "./candidate.ts";
import type { TrialRecord } from "./record.ts";
import type { StopRule, StudySpec } from "./spec.ts";

export interface Watch {
  /** Takes the trials of the next generation; true once the rule says that more are not worth their cost. */
  next(trials: readonly TrialRecord[]): boolean;
}

/**
 * Follows the best feasible loss generation by generation. Its noise is the standard error of the loss on the search
 * paths, its terms taken as independent: a lower loss that fresh paths could not tell from the old one is no gain. Never
 * ends while nothing is feasible. It depends on recorded trials alone, so a resumed search ends where it would have.
 */
export function watch(rule: StopRule | undefined, spec: StudySpec, baseline: TrialRecord | undefined): Watch {
  let best = baseline;
  const history: number[] = [];
  return {
    next(trials) {
      for (const trial of trials) {
        if (best === undefined || compareEvaluations(evaluationOf(trial), evaluationOf(best)) < 0) best = trial;
      }
      if (rule === undefined) return false;
      const feasible = best?.violation === 0 && best.loss !== null;
      history.push(feasible ? (best?.loss ?? Infinity) : Infinity);
      const before = history.at(-1 - rule.patience);
      if (before === undefined || !Number.isFinite(before) || best === undefined) return false;
      return before - (best.loss ?? Infinity) < rule.noise * noiseOf(best, spec, baseline);
    },
  };
}

/** Standard error of a trial's loss on the search paths. */
function noiseOf({ measures }: TrialRecord, spec: StudySpec, baseline: TrialRecord | undefined): number {
  const { terms } = score(measures, { losses: spec.losses, constraints: [] }, baseline?.measures ?? null);
  const squares = terms.map(({ metric, slope }) => (slope * (measures[metric]?.standardError ?? 0)) ** 2);
  return Math.sqrt(squares.reduce((sum, x) => sum + x, 0));
}
