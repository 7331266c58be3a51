// Sections 4 and 5 of the document: the measures of today and of the proposal on the same paths, and what it costs.
import { type FamilyEvidence, type Measures, statedMetrics } from "./evidence.ts";
import { type MetricTable, metricRow } from "./metric-table.ts";
import { differenceText, intervalText, markdownTable } from "./number-text.ts";
import type { ProposalBody } from "./proposal-body.ts";

/** What users and liquidity providers pay for safety: shown apart, so that it is not overlooked. The rest is risk. */
const costs: readonly string[] = [
  "capitalEfficiency",
  "collateralEfficiency",
  "liquidatedShare",
  "fundingBurden",
  "fundingVolatility",
  "fundingLargestStep",
  "lpReturn",
  "lpDrawdown",
  "depthCost",
  "parameterUpdates",
  "parameterChurn",
  "marginChurn",
];

/** Losses of others first, then prices. */
const risks: readonly string[] = [
  "insolvency",
  "insolvencyHard",
  "badDebt",
  "badDebtTail95",
  "badDebtTail99",
  "minInsurance",
  "maxDrawdown",
  "drawdownTail99",
  "drawdownQuantile99",
  "excessDrawdown",
  "exogenousDrawdown",
];

export function evidenceSection(body: ProposalBody): string {
  const { spec, evidence, metrics } = body;
  const chosenOn = spec.scenarios.families === undefined ? ", on which the trial was chosen" : "";
  const tables = evidence.families.map((family) =>
    family.family === "holdout"
      ? `${familyTitle(family)}, on which nothing was chosen:\n\n${comparisonTable(family, inOrder(metrics, false), metrics)}`
      : `${familyTitle(family)}${chosenOn} (goals of the study only; all figures are in proposal.json):\n\n${comparisonTable(family, statedMetrics(spec), metrics)}`,
  );
  return [
    "## 4. Evidence",
    "Each figure has its 95 % interval in brackets (chances: exact Clopper-Pearson; the rest: Student). The difference is " +
      'proposed minus today, paired on the same paths (pp: percentage points). "Proposed" is simulated with what acts after rounding to the chain.',
    ...tables.toReversed(),
    roundingText(evidence.rounding, metrics),
    optimismText(body),
  ].join("\n\n");
}

export function costSection({ evidence, metrics }: ProposalBody): string {
  const holdout = evidence.families.filter(({ family }) => family === "holdout");
  return [
    "## 5. What it costs",
    "What traders and liquidity providers pay, and how busy the controller is, on the holdout seeds:",
    ...holdout.map((family) => comparisonTable(family, inOrder(metrics, true), metrics)),
  ].join("\n\n");
}

function familyTitle({ family, seed, paths }: FamilyEvidence): string {
  const name = `${family[0]?.toUpperCase()}${family.slice(1)}`;
  return `${name} seeds (seed ${seed}, ${paths} paths)`;
}

/** Names of the table: the listed ones first; with what is not listed among the risks. */
function inOrder(metrics: MetricTable, cost: boolean): readonly string[] {
  const names = Object.keys(metrics);
  if (cost) return costs.filter((name) => names.includes(name));
  return [
    ...risks.filter((name) => names.includes(name)),
    ...names.filter((name) => ![...risks, ...costs].includes(name)),
  ];
}

/** Rows of some metrics with their meaning; what is zero on every path of both sets is only named. */
function comparisonTable(
  { today, proposed, differences }: Pick<FamilyEvidence, "today" | "proposed" | "differences">,
  names: readonly string[],
  metrics: MetricTable,
): string {
  const nothing = names.filter((metric) => [today, proposed].every((measures) => isZero(measures[metric])));
  const shown = names.filter((metric) => !nothing.includes(metric));
  const rows = shown.map((metric) => {
    const { unit, better, meaning } = metricRow(metrics, metric);
    const cell = (measures: Measures, text: typeof intervalText): string => {
      const measure = measures[metric];
      return measure === undefined ? "not measured" : text(measure, unit);
    };
    const difference = cell(differences, differenceText);
    return [metric, cell(today, intervalText), cell(proposed, intervalText), difference, better, meaning];
  });
  const table = markdownTable(["Metric", "Today", "Proposed", "Difference", "Better", "Meaning"], rows);
  return nothing.length === 0 ? table : `${table}\n\nZero on every path, today and proposed: ${nothing.join(", ")}.`;
}

function isZero(measure: Measures[string] | undefined): boolean {
  return measure?.value === 0 && measure.low === 0 && measure.high === 0;
}

function roundingText(rounding: Measures | null, metrics: MetricTable): string {
  if (rounding === null)
    return "Rounding to the chain: the integers stand for the optimum to the last bit, so what was searched is what acts.";
  const moved = Object.entries(rounding).filter(([, { value }]) => value !== 0);
  if (moved.length === 0)
    return (
      "Rounding to the chain, re-simulated: what acts differs from the optimum in its last digits, and no measure of any " +
      "path differs (validation seeds)."
    );
  const rows = moved.map(([metric, difference]) => [
    metric,
    differenceText(difference, metricRow(metrics, metric).unit),
  ]);
  const title = "Effect of rounding and limits, re-simulated (what acts minus the optimum as found, validation seeds):";
  return [title, markdownTable(["Metric", "Difference"], rows)].join("\n\n");
}

function optimismText({ optimism, byHand }: ProposalBody): string {
  if (byHand || optimism === null) return "Optimism of the search: not known for this trial.";
  const words =
    optimism < 0 ? "it looked better to the search than it is" : "it did not look better to the search than it is";
  return `Optimism of the search: its loss on the search's paths minus its loss on the validation paths is ${optimism.toPrecision(3)} (${words}).`;
}
