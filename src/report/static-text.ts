// The best constant set beside the best tuned one: which loss is lower, and in what one is better than the other.
import type { Measure } from "../objective/measure.ts";
import type { StaticBaseline } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { STATIC } from "../study/static-baseline.ts";
import { type Finding, findingOf, metricNamed, stepText, wordsOf } from "./comparison.ts";
import { counted, displayUnit, fixed, withInterval } from "./number-format.ts";
import type { MetricRow } from "./report-input.ts";

/** @param table units of the metrics, and which way is better */
export function staticWords(baseline: StaticBaseline, spec: StudySpec, table: readonly MetricRow[]): string {
  const { best, rival, lossDifference, wins, trials } = baseline;
  const { search } = spec;
  const budget =
    trials < search.trials ? `${counted(trials, "trial")} of ${fixed(search.trials, 0)}` : counted(trials, "trial");
  if (best === null) return `Static baseline (${budget}): no constant set keeps every constraint on fresh paths.`;
  const optimum = best === 0 ? "today's set itself" : `trial ${fixed(best, 0)} of ${STATIC}/`;
  const start = `Static baseline: the best that constant parameters reach with ${budget} is ${optimum}.`;
  const beside =
    rival === null
      ? " No tuned set keeps every constraint."
      : ` ${rivalWords(rival, lossDifference)}${besideWords(baseline, spec, table)}`;
  const action = wins
    ? ` The static set is chosen: propose it by \`flyball propose RESULTS/${STATIC} --trial ${best}\`.`
    : "";
  return `${start}${beside}${action}`;
}

function rivalWords(rival: number, difference: Measure | null): string {
  const who = `the best tuned set (trial ${fixed(rival, 0)})`;
  if (difference === null) return `It was not compared with ${who} on holdout paths.`;
  const size = `loss minus the static optimum's ${lossInterval(difference)} on the holdout paths`;
  if (difference.high < 0) return `On the same paths ${who} beats it: ${size}.`;
  if (difference.low > 0) return `On the same paths ${who} is worse: ${size}.`;
  return `On the same paths ${who} does not beat it beyond its 95 % interval: ${size}.`;
}

/** What a venue is there to avoid; compared with the static optimum whether or not it is a loss of the study. */
const DAMAGE = ["maxDrawdown", "badDebt"];

/** The tuned set's paired differences, those it is better in first; says so where it prevents no damage. */
function besideWords({ differences }: StaticBaseline, { losses }: StudySpec, table: readonly MetricRow[]): string {
  const names = [...new Set([...DAMAGE, ...losses.map(({ metric }) => metric)])];
  const found = names.flatMap((name) => {
    const difference = differences[name];
    if (difference === undefined) return [];
    const row = metricNamed(table, name);
    const finding = findingOf(difference, row.better);
    const decided = finding === "better" || finding === "worse";
    const step = decided ? ` (${stepText(difference, displayUnit(row.unit, [difference.value]))})` : "";
    return [{ name, finding, words: `${wordsOf(name)}${step}` }];
  });
  if (found.length === 0) return "";
  const listed = (start: string, ...findings: readonly Finding[]): string[] => {
    const words = found.filter(({ finding }) => findings.includes(finding)).map((each) => each.words);
    return words.length === 0 ? [] : [`${start} ${words.join(", ")}`];
  };
  const parts = [
    ...listed("better in", "better"),
    ...listed("worse in", "worse"),
    ...listed("not surely different in", "undecided", "unchanged"),
  ];
  const helps = found.some(({ name, finding }) => DAMAGE.includes(name) && finding === "better");
  const plain = helps ? "" : " It improves neither drawdown nor bad debt over the static optimum.";
  return ` Beside the static optimum it is ${parts.join("; ")}.${plain}`;
}

/** "−0.31 (−0.39 to −0.23)" with the words for the interval. */
export function lossInterval({ value, low, high }: Measure): string {
  return withInterval(value, low, high).replace(" (", " (95 % interval ");
}
