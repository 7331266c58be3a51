// What the evidence shows for some metrics, in plain words: better, worse, or nothing that the paths can tell from zero.
import type { FamilyEvidence } from "./evidence.ts";
import { type MetricTable, metricRow } from "./metric-table.ts";
import { differenceText } from "./number-text.ts";

export interface Finding {
  readonly metric: string;
  readonly shown: "better" | "worse" | "nothing";
  readonly words: string;
}

/** One finding per metric, judged on the 95 % interval of the paired difference. */
export function findingsOf(
  names: readonly string[],
  { differences }: Pick<FamilyEvidence, "differences">,
  metrics: MetricTable,
): readonly Finding[] {
  return names.flatMap((metric) => {
    const difference = differences[metric];
    if (difference === undefined) return [];
    const { better, unit } = metricRow(metrics, metric);
    const side = difference.high < 0 ? "lower" : difference.low > 0 ? "higher" : null;
    const shown = side === null ? "nothing" : side === better ? "better" : "worse";
    return [{ metric, shown, words: `${metric} ${differenceText(difference, unit)}` }];
  });
}

/**
 * The summary's sentences. An interval that includes zero is called what it is.
 * @param findings about the losses  @param others about the metrics that were not minimised: told where they get worse
 */
export function verdict(
  findings: readonly Finding[],
  others: readonly Finding[],
  { paths, family }: FamilyEvidence,
): string {
  const list = (wanted: Finding["shown"]) => findings.filter(({ shown }) => shown === wanted).map(({ words }) => words);
  const [better, worse, nothing] = [list("better"), list("worse"), list("nothing")];
  const where = `On ${paths} simulated paths of the ${family} seeds, on which nothing was chosen`;
  const sentences =
    better.length > 0
      ? [`${where}, the proposal improves ${better.join("; ")}.`]
      : [`${where}, **no improvement is shown**.`];
  if (worse.length > 0) sentences.push(`It makes worse: ${worse.join("; ")}.`);
  if (nothing.length > 0) sentences.push(`These paths cannot tell a change from zero: ${nothing.join("; ")}.`);
  const price = others.filter(({ shown }) => shown === "worse").map(({ words }) => words);
  if (price.length > 0) sentences.push(`Its price, in what was not minimised: ${price.join("; ")}.`);
  sentences.push(
    "Each figure is the proposal minus today on the same paths, with its 95 % interval (pp: percentage points). All of them are conditional on " +
      "the simulated market and on the assumptions of section 7.",
  );
  return sentences.join(" ");
}
