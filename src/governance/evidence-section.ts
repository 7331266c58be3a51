// Sections 4 and 5 of the document: the measures of today and of the proposal on the same paths, and what it costs.
import type { FamilyEvidence, Measures } from "./evidence.ts";
import { differenceText, intervalText, markdownTable } from "./number-text.ts";
import type { ProposalBody } from "./proposal-body.ts";

/** What users and liquidity providers pay for safety: shown apart, so that it is not overlooked. */
const costs: ReadonlySet<string> = new Set([
  "capitalEfficiency",
  "collateralEfficiency",
  "fundingBurden",
  "fundingVolatility",
  "fundingLargestStep",
  "parameterChurn",
  "parameterUpdates",
  "marginChurn",
  "depthCost",
  "lpReturn",
  "lpDrawdown",
  "liquidatedShare",
]);

export function evidenceSections(body: ProposalBody): readonly string[] {
  const tables = (wanted: (metric: string) => boolean) =>
    body.evidence.families.map((family) => familyTable(family, wanted));
  return [
    [
      "## 4. Evidence",
      "Value with its 95 % interval; the difference is paired on the same paths (proposed minus today). Probabilities have exact " +
        "(Clopper-Pearson) intervals. The proposed set is the one that acts after rounding to the chain.",
      ...tables((metric) => !costs.has(metric)),
      roundingText(body.evidence.rounding),
      optimismText(body),
    ].join("\n\n"),
    ["## 5. What it costs", ...tables((metric) => costs.has(metric))].join("\n\n"),
  ];
}

function familyTable(evidence: FamilyEvidence, wanted: (metric: string) => boolean): string {
  const { family, seed, paths, today, proposed, differences } = evidence;
  const rows = Object.entries(proposed)
    .filter(([metric]) => wanted(metric))
    .map(([metric, measure]) => {
      const [before, difference] = [today[metric], differences[metric]];
      return [
        metric,
        before === undefined ? "-" : intervalText(before),
        intervalText(measure),
        difference === undefined ? "-" : differenceText(difference),
      ];
    });
  const title = `${family} seeds: seed ${seed}, ${paths} paths.`;
  return [title, markdownTable(["Metric", "Today", "Proposed", "Difference"], rows)].join("\n\n");
}

function roundingText(rounding: Measures | null): string {
  if (rounding === null) return "Rounding to the chain and its limits changed nothing: the optimum itself acts.";
  const moved = Object.entries(rounding).filter(([, { value }]) => value !== 0);
  if (moved.length === 0)
    return "Rounding to the chain and its limits moved values, but no measure (validation seeds, re-simulated).";
  const rows = moved.map(([metric, difference]) => [metric, differenceText(difference)]);
  const title = "Effect of rounding and limits (what acts minus the optimum as found, validation seeds, re-simulated):";
  return [title, markdownTable(["Metric", "Difference"], rows)].join("\n\n");
}

function optimismText({ optimism, byHand }: ProposalBody): string {
  if (byHand || optimism === null) return "Optimism of the search: not known for this trial.";
  return `Optimism of the search (search loss minus loss on fresh seeds; negative: it looked better than it is): ${optimism}.`;
}
