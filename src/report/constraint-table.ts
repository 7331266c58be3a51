// Which limits the study set, how close each parameter set comes to them, and which one binds.
import type { Measures } from "../objective/measure.ts";
import type { Constraint, StudySpec } from "../study/spec.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { metricNamed } from "./comparison.ts";
import { displayUnit, estimate, exact, joined } from "./number-format.ts";
import type { MetricRow, ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";

/** One constraint judged on one set of measures. */
export interface Judgement {
  readonly constraint: Constraint;
  /** The number that is judged: the upper 95 % limit of a probability, the estimate of anything else. */
  readonly judged: number;
  /** How far it lies beyond its limit, as a share of the limit's size; 0 or less is within. */
  readonly excess: number;
}

/** Constraints judged; those whose metric has no measure are left out. */
export function judgements(spec: StudySpec, measures: Measures, table: readonly MetricRow[]): readonly Judgement[] {
  return spec.constraints.flatMap((constraint) => {
    const measure = measures[constraint.metric];
    if (measure === undefined) return [];
    const probability = metricNamed(table, constraint.metric).unit === "probability";
    const judged = !probability ? measure.value : constraint.atMost === undefined ? measure.low : measure.high;
    return [{ constraint, judged, excess: excessOf(constraint, judged) }];
  });
}

/** The constraint that lies furthest beyond its limit; null when all are met. */
export function bindingOf(all: readonly Judgement[]): Judgement | null {
  return all.reduce<Judgement | null>((worst, next) => (next.excess > (worst?.excess ?? 0) ? next : worst), null);
}

/** "at most 1 %", with the metric's unit. */
export function limitText(constraint: Constraint, unit: string): string {
  const parts = [
    ...(constraint.atMost === undefined ? [] : [`at most ${bound(constraint.atMost, unit)}`]),
    ...(constraint.atLeast === undefined ? [] : [`at least ${bound(constraint.atLeast, unit)}`]),
  ];
  return parts.join(" and ");
}

/** A table of every constraint for today's set and the candidate on the freshest seeds both were scored on. */
export function constraintBlocks(input: ReportInput): readonly Block[] {
  const { record, metricTable } = input;
  const candidate = candidateOf(record);
  if (record.spec.constraints.length === 0 || candidate === null) return [];
  const family = (["holdout", "validation"] as const).find((name) => rescoreOf(record, candidate.trial.index, name));
  const of = (trial: number): Measures | undefined =>
    family === undefined ? undefined : rescoreOf(record, trial, family)?.measures;
  const today = of(0) ?? (family === undefined ? todayOf(record)?.measures : undefined) ?? {};
  const other = of(candidate.trial.index) ?? candidate.trial.measures;
  const head =
    candidate.trial.index === 0 ? [] : [`>${candidate.word === "proposed" ? "Proposed" : "Least-violating"}`, "Met"];
  return [
    {
      kind: "table",
      caption: `Constraints on the ${family ?? "search"} family; a probability is judged on the limit of its 95 % interval`,
      columns: columns("Metric", "Limit", ">Today", "Met", ...head),
      rows: record.spec.constraints.map((constraint) => {
        const { unit } = metricNamed(metricTable, constraint.metric);
        const one: StudySpec = { ...record.spec, constraints: [constraint] };
        const sets = candidate.trial.index === 0 ? [today] : [today, other];
        const judged = sets.flatMap((measures) => judgedCells(judgements(one, measures, metricTable)[0], unit));
        return [{ text: constraint.metric, code: true }, cell(limitText(constraint, unit)), ...judged];
      }),
    },
  ];
}

function judgedCells(judgement: Judgement | undefined, unit: string): readonly Cell[] {
  if (judgement === undefined) return [cell("–", "muted"), cell("unknown", "muted")];
  const { divisor, label } = displayUnit(unit, [judgement.judged]);
  const value = cell(joined(estimate(judgement.judged / divisor), label));
  return [value, judgement.excess > 0 ? cell("no", "bad") : cell("yes", "good")];
}

function bound(limit: number, unit: string): string {
  const { divisor, label } = displayUnit(unit, [limit]);
  return joined(exact(limit / divisor), label);
}

function excessOf({ atMost, atLeast }: Constraint, judged: number): number {
  const over = atMost === undefined ? -Infinity : (judged - atMost) / (Math.abs(atMost) || 1);
  const under = atLeast === undefined ? -Infinity : (atLeast - judged) / (Math.abs(atLeast) || 1);
  return Math.max(over, under);
}
