// Where every headline number comes from: trial, seeds, paths, files, code; enough to compute it again.
import type { Family, StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { seedText } from "./mechanism-text.ts";
import { estimate, fixed } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, codeCell, columns } from "./section.ts";
import { generationText, strategyText } from "./strategy-text.ts";

export function provenanceBlocks(input: ReportInput): readonly Block[] {
  const { record } = input;
  return [
    {
      kind: "table",
      caption: "Headline numbers and the simulations behind them",
      columns: columns("Number", ">Loss", ">Trial", "Family", ">Seed", ">Paths"),
      rows: [...lossRows(record), ...fanRows(input)],
    },
    {
      kind: "table",
      caption: "What identifies the study (hashes are SHA-256)",
      columns: columns("Item", "Value"),
      rows: identityRows(record),
    },
  ];
}

/** One row per scored set and family: the tables above are made of these. */
function lossRows(record: StudyRecord<StudySpec>): readonly (readonly Cell[])[] {
  const candidate = candidateOf(record);
  const today = todayOf(record);
  const sets = [
    ...(today === null ? [] : [{ name: "Today", trial: today }]),
    ...(candidate === null || candidate.trial.index === 0
      ? []
      : [{ name: candidate.chosen ? "Proposed" : "Least-violating", trial: candidate.trial }]),
  ];
  return sets.flatMap(({ name, trial }) => [
    scoreRow(record, name, trial.index, "search", trial),
    ...(["validation", "holdout"] as const).flatMap((family) => {
      const fresh = rescoreOf(record, trial.index, family);
      return fresh === null ? [] : [scoreRow(record, name, trial.index, family, fresh)];
    }),
  ]);
}

interface Score {
  readonly loss: number | null;
  readonly seed: number;
  readonly paths: number;
}

function scoreRow(
  { spec }: StudyRecord<StudySpec>,
  name: string,
  trial: number,
  family: Family,
  { loss, seed, paths }: Score,
): readonly Cell[] {
  const what =
    family === "search" ? `${name}: loss and metrics seen by the search` : `${name}: loss, metrics, paired differences`;
  return [
    cell(what),
    cell(loss === null ? "–" : estimate(loss, 4)),
    cell(fixed(trial, 0)),
    cell(family),
    cell(seedText(spec.scenarios, seed)),
    cell(fixed(paths, 0)),
  ];
}

function fanRows({ record, fans }: ReportInput): readonly (readonly Cell[])[] {
  if (fans === null) return [];
  const { seed, paths } = record.spec.scenarios.validation;
  const sets = fans.best === null ? "0" : `0, ${record.best ?? "–"}`;
  return [
    [
      cell("Fan charts of mark and drawdown"),
      cell("–"),
      cell(sets),
      cell("validation"),
      cell(String(seed)),
      cell(fixed(paths, 0)),
    ],
  ];
}

function identityRows(record: StudyRecord<StudySpec>): readonly (readonly Cell[])[] {
  const { spec } = record;
  const { trials, seed } = spec.search;
  const done = `${fixed(record.trials.length, 0)} of ${fixed(trials, 0)} trials in generations of ${generationText(spec.search)}`;
  const row = (item: string, value: string): readonly Cell[] => [cell(item), codeCell(value)];
  return [
    row("Study", spec.name),
    row("State", record.state),
    row("Search", `${strategyText(spec.search)}, seed ${seed}, ${done}`),
    row("Protocol file", spec.protocol ?? "none (bare plant)"),
    row("Market file", spec.market ?? "none"),
    ...(spec.forecast == null ? [] : [row("Forecast file", spec.forecast)]),
    ...Object.entries(record.dataHashes).map(([path, hash]) => row(`Hash of ${path}`, hash)),
    row("Hash of the study", record.specHash),
    row("Code version", record.codeVersion),
    row("Hash of all results", record.resultsHash),
  ];
}
