// Section 6 of the document: values a fifth off, and harsher worlds.
import { type NudgeEvidence, type StressEvidence, statedMetrics } from "./evidence.ts";
import { type MetricTable, metricRow } from "./metric-table.ts";
import { changeText, differenceText, intervalText, markdownTable, numberText } from "./number-text.ts";
import type { Values } from "./on-chain.ts";
import type { ProposalBody } from "./proposal-body.ts";

export function robustnessSection({ spec, metrics, evidence, proposed }: ProposalBody): string {
  const { seed, paths } = spec.scenarios.validation;
  const goals = statedMetrics(spec);
  return [
    "## 6. Sensitivity",
    `All of this section is simulated on the validation seeds (seed ${seed}, ${paths} paths), for the goals of the study.`,
    nudgeText(evidence.sensitivity, proposed, goals, metrics),
    stressText(evidence.stresses, goals, metrics),
    "Stability margins of a linearised loop are not part of this document.",
  ].join("\n\n");
}

function nudgeText(
  sensitivity: readonly NudgeEvidence[],
  proposed: Values,
  goals: readonly string[],
  metrics: MetricTable,
): string {
  if (sensitivity.length === 0)
    return "Every proposed value is zero or at the end of its range, so that none can be moved by a fifth.";
  const rows = sensitivity.map(({ parameter, value, differences }) => [
    parameter,
    `${numberText(value)} (${changeText(proposed[parameter] ?? Number.NaN, value)})`,
    ...goals.map((metric) => {
      const difference = differences?.[metric];
      return difference === undefined
        ? "cannot be simulated"
        : differenceText(difference, metricRow(metrics, metric).unit);
    }),
  ]);
  return [
    "One proposed value at a time moved by a fifth (less where its range ends); difference to the proposal, paired:",
    markdownTable(["Parameter", "Value", ...goals], rows),
  ].join("\n\n");
}

function stressText(stresses: readonly StressEvidence[], goals: readonly string[], metrics: MetricTable): string {
  if (stresses.length === 0) return "No harsher world was simulated.";
  const rows = stresses.flatMap(({ name, comparison }) => {
    if (comparison === null) return [[name, "cannot be simulated", "", "", ""]];
    return goals.map((metric, index) => {
      const { unit } = metricRow(metrics, metric);
      const cells = [comparison.today, comparison.proposed].map((measures) => {
        const measure = measures[metric];
        return measure === undefined ? "not measured" : intervalText(measure, unit);
      });
      const difference = comparison.differences[metric];
      return [
        index === 0 ? name : "",
        metric,
        ...cells,
        difference === undefined ? "not measured" : differenceText(difference, unit),
      ];
    });
  });
  return [
    "Today and the proposal in worlds harsher than the study's, which neither was tuned for:",
    markdownTable(["World", "Metric", "Today", "Proposed", "Difference"], rows),
  ].join("\n\n");
}
