// Section 3 of the document: what was minimised, which limits were set, and whether they are kept.
import type { Constraint } from "../study/spec.ts";
import type { Measures } from "./evidence.ts";
import { type MetricTable, metricRow } from "./metric-table.ts";
import { intervalText, markdownTable, numberText, quantityText } from "./number-text.ts";
import type { ProposalBody } from "./proposal-body.ts";

export function goalSection({ spec, metrics, evidence }: ProposalBody): string {
  const losses = spec.losses.map(({ metric, weight, scale, power }) => {
    const { better, unit, meaning } = metricRow(metrics, metric);
    const divisor = scale === "baseline" ? "today's value" : quantityText(scale, unit);
    return [metric, better, numberText(weight), power === 2 ? `${divisor}, squared` : divisor, meaning];
  });
  const holdout = evidence.families.find(({ family }) => family === "holdout");
  const rows = spec.constraints.flatMap((limit) =>
    limitsOf(limit, metrics).map(({ words, broken }) => {
      const cell = (measures: Measures | undefined) => judgement(measures, limit.metric, metrics, broken);
      return [words, cell(holdout?.today), cell(holdout?.proposed), metricRow(metrics, limit.metric).meaning];
    }),
  );
  return [
    "## 3. Objective and constraints",
    "Minimised is the sum over these metrics of weight times value over divisor, with the sign turned where higher is better:",
    markdownTable(["Metric", "Better", "Weight", "Divisor", "Meaning"], losses),
    ...goalWords(spec, metrics),
    ...(rows.length === 0
      ? ["The study sets no constraints."]
      : [
          `Limits, as they turn out on the ${holdout?.paths} paths of the holdout seeds (a chance is judged on the worse end of its 95 % interval):`,
          markdownTable(["Limit", "Today", "Proposed", "Meaning"], rows),
        ]),
  ].join("\n\n");
}

/** Nothing where only the sum counts. */
function goalWords({ goals = [], choose }: ProposalBody["spec"], metrics: MetricTable): readonly string[] {
  if (goals.length === 0) return [];
  const words = goals.flatMap((goal) => limitsOf(goal, metrics).map((side) => side.words));
  return [`Goals, each an objective of its own: ${words.join("; ")}. Chosen from their front by the rule: ${choose}.`];
}

/** One sentence: are the study's limits kept by the proposal on the holdout seeds? */
export function keptText({ spec, metrics, evidence }: ProposalBody): string {
  const holdout = evidence.families.find(({ family }) => family === "holdout");
  const limits = spec.constraints.flatMap((limit) => limitsOf(limit, metrics).map((side) => ({ ...limit, ...side })));
  if (limits.length === 0) return "The study sets no constraints.";
  const broken = limits.filter(({ metric, broken }) => {
    const measure = holdout?.proposed[metric];
    return measure === undefined || broken(measure);
  });
  if (broken.length === 0) return "On the holdout seeds the proposal keeps every constraint of the study.";
  return `**On the holdout seeds the proposal breaks a constraint of the study: ${broken.map(({ words }) => words).join("; ")}.**`;
}

type Measure = Measures[string];

interface Side {
  readonly words: string;
  readonly broken: (measure: Measure) => boolean;
}

function limitsOf({ metric, atMost, atLeast }: Constraint, metrics: MetricTable): readonly Side[] {
  const { unit, kind } = metricRow(metrics, metric);
  const chance = kind === "probability";
  const sides: Side[] = [];
  if (atMost !== undefined) {
    const broken = ({ value, high }: Measure) => (chance ? high : value) > atMost;
    sides.push({ words: `${metric} at most ${quantityText(atMost, unit)}`, broken });
  }
  if (atLeast !== undefined) {
    const broken = ({ value, low }: Measure) => (chance ? low : value) < atLeast;
    sides.push({ words: `${metric} at least ${quantityText(atLeast, unit)}`, broken });
  }
  return sides;
}

function judgement(
  measures: Measures | undefined,
  metric: string,
  metrics: MetricTable,
  broken: Side["broken"],
): string {
  const measure = measures?.[metric];
  if (measure === undefined) return "not measured";
  return `${intervalText(measure, metricRow(metrics, metric).unit)}, ${broken(measure) ? "**broken**" : "kept"}`;
}
