// What gets worse although the study did not ask about it: metrics outside the loss, judged on fresh seeds.
import { candidateOf, freshestOf } from "./candidate.ts";
import { findingOf, stepLabel, wordsOf } from "./comparison.ts";
import { displayUnit, estimate, joined } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, paragraph } from "./section.ts";

/** One paragraph, or none where nothing was tested or nothing got worse. */
export function sideEffectBlocks({ record, metricTable }: ReportInput): readonly Block[] {
  const candidate = candidateOf(record);
  const fresh = candidate === null || !candidate.chosen ? null : freshestOf(record, candidate.trial.index);
  if (fresh === null) return [];
  const judged = new Set(record.spec.losses.map((term) => term.metric));
  const worse = metricTable.flatMap(({ name, unit, better }) => {
    const difference = fresh.differences[name];
    if (judged.has(name) || difference === undefined || findingOf(difference, better) !== "worse") return [];
    const { divisor, label } = displayUnit(unit, [difference.value]);
    const size = joined(estimate(Math.abs(difference.value) / divisor), stepLabel(label));
    return [`${wordsOf(name)} (${difference.value > 0 ? "up" : "down"} ${size})`];
  });
  if (worse.length === 0) return [];
  return [paragraph(`Not part of the loss, but measurably worse with the proposed set: ${worse.join(", ")}.`)];
}
