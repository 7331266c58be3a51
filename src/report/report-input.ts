// What a report is made from: the record of a study, the fans simulated for it, and the words of the metric table.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import type { Fans } from "./fan.ts";
import type { StabilityInput } from "./stability-input.ts";

/** One row of the metric table of the objective. */
export interface MetricRow {
  readonly name: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly meaning: string;
}

export interface ReportInput {
  readonly record: StudyRecord<StudySpec>;
  /** Fan charts of trial 0 and of the chosen trial on validation seeds; null where they were not simulated. */
  readonly fans: { readonly baseline: Fans; readonly best: Fans | null } | null;
  /** What follows from today's parameters and from the chosen trial's without simulating them; null where not analysed. */
  readonly stability: StabilityInput | null;
  readonly metricTable: readonly MetricRow[];
  /** The one command that reproduces the study. */
  readonly reproduce: string;
}
