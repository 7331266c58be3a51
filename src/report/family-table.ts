// What the scenario families are, and loss and metrics over them as [best, worst]: how far a set depends on its market.
import type { Measures } from "../objective/measure.ts";
import type { TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, todayOf } from "./candidate.ts";
import { metricNamed } from "./comparison.ts";
import { mechanismLines } from "./mechanism-text.ts";
import { displayUnit, estimate } from "./number-format.ts";
import type { MetricRow, ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";

/** None where the study has no families. */
export function familyBlocks(input: ReportInput): readonly Block[] {
  const items = mechanismLines(input.record.spec.scenarios);
  return [...familyTable(input), ...(items.length === 0 ? [] : [{ kind: "list", items } as const])];
}

/** None where the sets were played in fewer than two families. */
function familyTable({ record, metricTable }: ReportInput): readonly Block[] {
  const candidate = candidateOf(record);
  const today = todayOf(record);
  const trials = [today, candidate?.trial ?? null].flatMap((trial) => trial ?? []);
  const sets = trials.filter((trial, place) => place === 0 || trial.index !== trials[0]?.index);
  const families = Object.keys(sets[0]?.families ?? {});
  if (families.length < 2) return [];
  const words = sets.map((trial) => (trial === today ? "Today" : candidate?.chosen ? "Proposed" : "Least-violating"));
  return [
    {
      kind: "table",
      caption: `The best and the worst of ${families.length} scenario families, search seeds: ${families.join(", ")}`,
      columns: columns("What", "Unit", ...words.flatMap((word) => [`>${word}: best`, ">Worst"])),
      rows: rowsOf(record.spec, metricTable).flatMap((row) => familyRow(row, sets)),
    },
  ];
}

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly better: MetricRow["better"];
  readonly code: boolean;
  readonly read: (family: { loss: number; violation: number; measures: Measures }) => number | undefined;
}

/** Loss and violation, then every metric that the study judges. */
function rowsOf({ losses, constraints, goals = [] }: StudySpec, table: readonly MetricRow[]): readonly Row[] {
  const metrics = new Set([...losses, ...constraints, ...goals].map(({ metric }) => metric));
  const plain = { unit: "", better: "lower", code: false } as const;
  return [
    { ...plain, name: "Loss", read: ({ loss }) => loss },
    { ...plain, name: "Violation", read: ({ violation }) => violation },
    ...[...metrics].map((name): Row => {
      const { unit, better } = metricNamed(table, name);
      return { name, unit, better, code: true, read: ({ measures }) => measures[name]?.value };
    }),
  ];
}

/** One row, none where no set has a value. */
function familyRow(row: Row, sets: readonly TrialRecord[]): readonly (readonly Cell[])[] {
  const extremes = sets.map((trial) => extremesOf(row, trial));
  if (extremes.every((ends) => ends === null)) return [];
  const scale = displayUnit(
    row.unit,
    extremes.flatMap((ends) => (ends === null ? [] : [ends.best.value, ends.worst.value])),
  );
  const shown = extremes.flatMap((ends): readonly Cell[] => {
    if (ends === null) return [cell("–", "muted"), cell("–", "muted")];
    const even = ends.best.value === ends.worst.value;
    return [ends.best, ends.worst].map(({ family, value }) => {
      const text = estimate(value / scale.divisor);
      return even ? { text } : { text, note: family };
    });
  });
  return [[row.code ? { text: row.name, code: true } : cell(row.name), cell(scale.label), ...shown]];
}

interface Extreme {
  readonly family: string;
  readonly value: number;
}

/** Null where no family has a value. */
function extremesOf({ better, read }: Row, { families = {} }: TrialRecord): { best: Extreme; worst: Extreme } | null {
  const values = Object.entries(families).flatMap(([family, one]) => {
    const value = read(one);
    return value === undefined ? [] : [{ family, value }];
  });
  const sign = better === "lower" ? 1 : -1;
  const sorted = values.toSorted((a, b) => sign * (a.value - b.value));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  return best === undefined || worst === undefined ? null : { best, worst };
}
