// Which limits the study set, how close each parameter set comes to them, and which one binds.
import type { Measures } from "../objective/measure.ts";
import { type JudgedLimit, score } from "../objective/score.ts";
import type { TrialRecord } from "../study/record.ts";
import type { Constraint, StudySpec } from "../study/spec.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { metricNamed } from "./comparison.ts";
import { displayUnit, estimate, exact, joined } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";

/** Every limit of the study judged as the search judges it; those without a finite measure are left out. */
export function judgements(spec: Pick<StudySpec, "constraints">, measures: Measures): readonly JudgedLimit[] {
  const known = (metric: string): boolean => Number.isFinite(measures[metric]?.value ?? Number.NaN);
  const constraints = spec.constraints.filter(({ metric }) => known(metric));
  return score(measures, { losses: [], constraints }, null).limits;
}

/** The limit that is overshot most, in units of the limit; null when all are met. */
export function bindingOf(limits: readonly JudgedLimit[]): JudgedLimit | null {
  return limits.reduce<JudgedLimit | null>(
    (worst, next) => (next.violation > (worst?.violation ?? 0) ? next : worst),
    null,
  );
}

/** "at most 1 %", with the metric's unit. */
export function limitText({ limit, side }: Pick<JudgedLimit, "limit" | "side">, unit: string): string {
  const { divisor, label } = displayUnit(unit, [limit]);
  return `${side === "atMost" ? "at most" : "at least"} ${joined(exact(limit / divisor), label)}`;
}

/** Tables of every constraint and every goal for today's set and the candidate, on the freshest seeds of the candidate. */
export function limitBlocks(input: ReportInput): readonly Block[] {
  const { constraints, goals = [] } = input.record.spec;
  const goalWords = "Goals (wished for, not required; each an objective of the search)";
  return [...limitTable(input, "Constraints", constraints), ...limitTable(input, goalWords, goals)];
}

function limitTable(input: ReportInput, words: string, constraints: readonly Constraint[]): readonly Block[] {
  const { record, metricTable } = input;
  const candidate = candidateOf(record);
  if (constraints.length === 0 || candidate === null) return [];
  const { index } = candidate.trial;
  const family = (["holdout", "validation"] as const).find((name) => rescoreOf(record, index, name)) ?? "search";
  const judged = (trial: TrialRecord | null): readonly JudgedLimit[] => {
    const scored = trial === null || family === "search" ? trial : rescoreOf(record, trial.index, family);
    return judgements({ constraints }, scored?.measures ?? {});
  };
  const sets = index === 0 ? [judged(candidate.trial)] : [judged(todayOf(record)), judged(candidate.trial)];
  const head = index === 0 ? [] : [candidate.chosen ? ">Proposed" : ">Least-violating", "Met"];
  return [
    {
      kind: "table",
      caption: `${words}, ${family} seeds; a probability is judged on the worse end of its 95 % interval`,
      columns: columns("Metric", "Limit", ">Today", "Met", ...head),
      rows: limitsOf({ constraints }).map((limit) => {
        const { unit } = metricNamed(metricTable, limit.metric);
        const cells = sets.flatMap((limits) =>
          judgedCells(
            limits.find((one) => same(one, limit)),
            unit,
          ),
        );
        return [{ text: limit.metric, code: true }, cell(limitText(limit, unit)), ...cells];
      }),
    },
  ];
}

type Limit = Pick<JudgedLimit, "metric" | "limit" | "side">;

/** Every limit of a study, one side at a time. */
export function limitsOf(spec: Pick<StudySpec, "constraints">): readonly Limit[] {
  return spec.constraints.flatMap(({ metric, atMost, atLeast }) => [
    ...(atMost === undefined ? [] : [{ metric, limit: atMost, side: "atMost" as const }]),
    ...(atLeast === undefined ? [] : [{ metric, limit: atLeast, side: "atLeast" as const }]),
  ]);
}

function same(a: Limit, b: Limit): boolean {
  return a.metric === b.metric && a.side === b.side && a.limit === b.limit;
}

function judgedCells(judgement: JudgedLimit | undefined, unit: string): readonly Cell[] {
  if (judgement === undefined) return [cell("–", "muted"), cell("unknown", "muted")];
  const { divisor, label } = displayUnit(unit, [judgement.judged]);
  const value = cell(joined(estimate(judgement.judged / divisor), label));
  return [value, judgement.violation > 0 ? cell("no", "bad") : cell("yes", "good")];
}
