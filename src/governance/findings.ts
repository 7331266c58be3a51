// What the evidence shows for each loss, in plain words: better, worse, or nothing that the paths can tell from zero.
import type { LossTerm } from "../study/spec.ts";
import type { FamilyEvidence } from "./evidence.ts";
import { differenceText } from "./number-text.ts";

/** Which way is better for a metric. */
export type Better = Readonly<Record<string, "lower" | "higher">>;

export interface Finding {
  readonly metric: string;
  readonly shown: "better" | "worse" | "nothing";
  readonly words: string;
}

/** One finding per loss of the study, judged on the 95 % interval of the paired difference. */
export function findingsOf(losses: readonly LossTerm[], evidence: FamilyEvidence, better: Better): readonly Finding[] {
  return losses.flatMap(({ metric }) => {
    const difference = evidence.differences[metric];
    if (difference === undefined) return [];
    const side = difference.high < 0 ? "lower" : difference.low > 0 ? "higher" : null;
    const shown = side === null ? "nothing" : side === (better[metric] ?? "lower") ? "better" : "worse";
    return [{ metric, shown, words: `${metric} ${differenceText(difference)}` }];
  });
}

/** The summary's sentences. An interval that includes zero is called what it is. */
export function verdict(findings: readonly Finding[], evidence: FamilyEvidence): string {
  const of = (shown: Finding["shown"]) => findings.filter((finding) => finding.shown === shown);
  const list = (shown: Finding["shown"]) =>
    of(shown)
      .map(({ words }) => words)
      .join("; ");
  const where = `On ${evidence.paths} paths of the ${evidence.family} seeds, which nothing was chosen on`;
  const sentences: string[] = [];
  if (of("better").length > 0) sentences.push(`${where}, the proposal improves ${list("better")}.`);
  else sentences.push(`${where}, **no improvement is shown**.`);
  if (of("nothing").length > 0) {
    sentences.push(`Not distinguishable from zero, so no improvement is shown there: ${list("nothing")}.`);
  }
  if (of("worse").length > 0) sentences.push(`It makes worse: ${list("worse")}.`);
  sentences.push("All figures are conditional on the scenario set and on the assumptions of section 7.");
  return sentences.join(" ");
}
