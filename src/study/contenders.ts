// Which recorded trials are played again on fresh paths, or first in a study that goes on from theirs.
import { compareEvaluations } from "../search/searcher.ts";
import { evaluationOf } from "./candidate.ts";
import { frontOf, spreadOver } from "./front.ts";
import type { TrialRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";

/**
 * Trial 0, then the `spec.scenarios.rescore` best others: with goals those that keep the most of the front, then fully
 * played before dropped in a race, feasible before infeasible (few search paths can leave every candidate a little short
 * of a limit that more paths show to be met), and by loss; every set of values once.
 */
export function contendersOf(
  trials: readonly TrialRecord[],
  { goals, scenarios }: Pick<StudySpec, "goals" | "scenarios">,
): TrialRecord[] {
  const count = scenarios.rescore;
  const seen = new Set<string>();
  const baseline = trials.slice(0, 1);
  for (const { values } of baseline) seen.add(values.join(" "));
  const others = trials.slice(1).filter(({ loss }) => loss !== null);
  const first = goals === undefined ? [] : spreadOver(frontOf(others), count);
  const ranked = [
    ...first,
    ...others.sort(
      (a, b) => droppedLast(a, b) || compareEvaluations(evaluationOf(a), evaluationOf(b)) || a.index - b.index,
    ),
  ];
  const chosen: TrialRecord[] = [];
  for (const trial of ranked) {
    const key = trial.values.join(" ");
    if (chosen.length === count) break;
    if (seen.has(key)) continue;
    seen.add(key);
    chosen.push(trial);
  }
  return [...baseline, ...chosen];
}

function droppedLast(a: TrialRecord, b: TrialRecord): number {
  return Number(a.dropped !== undefined) - Number(b.dropped !== undefined);
}
