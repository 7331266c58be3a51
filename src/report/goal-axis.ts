// The soft goals of a study as axes and as words.
import type { StudySpec } from "../study/spec.ts";
import { metricNamed } from "./comparison.ts";
import { limitText } from "./constraint-table.ts";
import type { MetricRow } from "./report-input.ts";

/** One objective of a study with several. */
export interface GoalAxis {
  readonly metric: string;
  /** "at most 3 %": where its normalised value is 1. */
  readonly wish: string;
}

/** In the order of `objectives` of a trial; empty for a study of one loss. */
export function goalAxes({ goals = [] }: StudySpec, table: readonly MetricRow[]): readonly GoalAxis[] {
  return goals.map(({ metric, atMost, atLeast }) => {
    const side = atMost === undefined ? "atLeast" : "atMost";
    const wish = limitText({ limit: atMost ?? atLeast ?? Number.NaN, side }, metricNamed(table, metric).unit);
    return { metric, wish };
  });
}
