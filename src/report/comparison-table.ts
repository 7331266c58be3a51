// Today's parameters against the proposed ones, metric by metric, on seeds the search never saw.
import type { Measure } from "../objective/measure.ts";
import type { Family, RescoreRecord } from "../study/record.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { findingOf, toneOf } from "./comparison.ts";
import { seedText } from "./mechanism-text.ts";
import { counted, displayUnit, estimate, withInterval } from "./number-format.ts";
import type { MetricRow, ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns, paragraph, type Table } from "./section.ts";

/** One table per family of fresh seeds; the search values alone where nothing was re-scored. */
export function comparisonBlocks(input: ReportInput): readonly Block[] {
  const { record } = input;
  const candidate = candidateOf(record);
  if (candidate === null) return [paragraph("No trial has a value yet, so there is nothing to compare.")];
  if (candidate.trial.index === 0)
    return [
      paragraph("The best set known is today's: there is no other set to compare it with."),
      ...aloneBlocks(input),
    ];
  const tables = families.flatMap((family) => {
    const today = rescoreOf(record, 0, family);
    const other = rescoreOf(record, candidate.trial.index, family);
    return today === null || other === null ? [] : [pairedTable(input, today, other, candidate.word)];
  });
  if (tables.length === 0) return [paragraph(noRescore), searchTable(input, candidate.word)];
  return [paragraph(reading), ...tables, ...missingNote(tables.length)];
}

const families = ["validation", "holdout"] as const satisfies readonly Family[];

const reading =
  "Differences are paired: both sets met the same prices, path by path. “Better” and “worse” mean that the 95 % interval " +
  "of the difference excludes zero, each metric judged by itself, so about one comparison in twenty may do so by chance. " +
  "Where the unit is %, differences are in percentage points. All numbers are conditional on the scenario set.";

const noRescore =
  "Nothing was re-scored on fresh seeds. The values below are those of the search seeds, which flatter whatever the search " +
  "chose; they carry no paired interval and support no claim.";

function missingNote(tables: number): readonly Block[] {
  return tables === families.length
    ? []
    : [paragraph("One of the two fresh families was not scored for both sets and is left out.")];
}

function pairedTable(input: ReportInput, today: RescoreRecord, other: RescoreRecord, word: string): Table {
  const named = input.metricTable.filter((row) => today.measures[row.name] && other.measures[row.name]);
  return {
    kind: "table",
    caption: `${familyTitle[other.family]} (${playedText(input, other)})`,
    columns: columns("Metric", "Unit", ">Today", `>${capital(word)}`, ">Difference (95 % interval)", "Verdict"),
    rows: named.map((row) => pairedRow(row, today, other)),
  };
}

const familyTitle: Readonly<Record<Family, string>> = {
  search: "Search family: the seeds the search saw",
  validation: "Validation family: fresh seeds, used to choose among the best candidates",
  holdout: "Holdout family: fresh seeds, used for no choice, only to judge what was chosen",
};

function pairedRow(row: MetricRow, today: RescoreRecord, other: RescoreRecord): readonly Cell[] {
  const before = today.measures[row.name];
  const after = other.measures[row.name];
  const difference = other.differences[row.name];
  const scale = displayUnit(row.unit, [before?.value ?? 0, after?.value ?? 0]);
  const shown = (measure: Measure | undefined): Cell =>
    measure === undefined ? cell("–", "muted") : cell(estimate(measure.value / scale.divisor));
  const start = [metricCell(row, other.family === "validation"), cell(scale.label), shown(before), shown(after)];
  if (difference === undefined) return [...start, cell("–", "muted"), cell("not compared", "muted")];
  const { value, low, high } = difference;
  const finding = findingOf(difference, row.better);
  const text = withInterval(value / scale.divisor, low / scale.divisor, high / scale.divisor);
  return [...start, cell(text), cell(finding, toneOf(finding))];
}

/** The meaning is printed once, in the first table. */
function metricCell(row: MetricRow, explained: boolean): Cell {
  return explained
    ? { text: row.name, code: true, note: `${row.meaning} ${capital(row.better)} is better.` }
    : { text: row.name, code: true };
}

/** Search values without intervals of differences. */
function searchTable(input: ReportInput, word: string): Table {
  const today = todayOf(input.record);
  const other = candidateOf(input.record)?.trial ?? null;
  const named = input.metricTable.filter((row) => today?.measures[row.name] || other?.measures[row.name]);
  return {
    kind: "table",
    caption: `${familyTitle.search}${other === null ? "" : ` (${playedText(input, other)})`}`,
    columns: columns("Metric", "Unit", ">Today (95 % interval)", `>${capital(word)} (95 % interval)`),
    rows: named.map((row) => {
      const both = [today?.measures[row.name], other?.measures[row.name]];
      const scale = displayUnit(
        row.unit,
        both.map((measure) => measure?.value ?? 0),
      );
      const shown = both.map((measure) => intervalCell(measure, scale.divisor));
      return [metricCell(row, true), cell(scale.label), ...shown];
    }),
  };
}

/** Today's set by itself, on each fresh family. */
function aloneBlocks(input: ReportInput): readonly Block[] {
  return families.flatMap((family) => {
    const today = rescoreOf(input.record, 0, family);
    if (today === null) return [];
    const named = input.metricTable.filter((row) => today.measures[row.name]);
    return [
      {
        kind: "table" as const,
        caption: `${familyTitle[family]} (${playedText(input, today)})`,
        columns: columns("Metric", "Unit", ">Today (95 % interval)"),
        rows: named.map((row) => {
          const scale = displayUnit(row.unit, [today.measures[row.name]?.value ?? 0]);
          return [
            metricCell(row, family === "validation"),
            cell(scale.label),
            intervalCell(today.measures[row.name], scale.divisor),
          ];
        }),
      },
    ];
  });
}

function intervalCell(measure: Measure | undefined, divisor: number): Cell {
  if (measure === undefined) return cell("–", "muted");
  return cell(withInterval(measure.value / divisor, measure.low / divisor, measure.high / divisor));
}

/** "seed 12, 2,000 paths". */
function playedText(
  { record }: ReportInput,
  { seed, paths }: { readonly seed: number; readonly paths: number },
): string {
  return `seed ${seedText(record.spec.scenarios, seed)}, ${counted(paths, "path")}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
