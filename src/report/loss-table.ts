// The loss the search saw against the loss on fresh seeds: how much of the gain was luck.
import type { Family } from "../study/record.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { estimate, fixed } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";

export function lossBlocks({ record }: ReportInput): readonly Block[] {
  const today = todayOf(record);
  const candidate = candidateOf(record);
  if (candidate === null) return [];
  const fresh = (trial: number, family: Family): Cell => lossCell(rescoreOf(record, trial, family)?.loss ?? null);
  const row = (name: string, trial: number, search: number | null): readonly Cell[] => [
    cell(name),
    cell(fixed(trial, 0)),
    lossCell(search),
    fresh(trial, "validation"),
    fresh(trial, "holdout"),
  ];
  const other =
    candidate.trial.index === 0
      ? []
      : [row(candidate.chosen ? "Proposed" : "Least-violating", candidate.trial.index, candidate.trial.loss)];
  return [
    paragraph(optimismWords(record.optimism, candidate.chosen)),
    {
      kind: "table",
      caption: "Loss (weighted sum of the loss terms; lower is better) by family of seeds",
      columns: columns("Set", ">Trial", ">Search", ">Validation", ">Holdout"),
      rows: [row("Today", 0, today?.loss ?? null), ...other],
    },
  ];
}

function optimismWords(optimism: number | null, chosen: boolean): string {
  if (!chosen) return "No set is chosen: there is no search value whose optimism could be told.";
  if (optimism === null)
    return "How optimistic the search value is remains unknown: the set was not re-scored on fresh seeds.";
  const size = estimate(Math.abs(optimism));
  const start = `Optimism (search loss minus validation loss of the chosen set): ${estimate(optimism)}.`;
  if (optimism < 0)
    return `${start} On the seeds it was found on, the set looked better by ${size} than on fresh ones; only fresh values count.`;
  if (optimism > 0)
    return `${start} On fresh seeds the set did better by ${size} than on those it was found on: no sign of luck.`;
  return `${start} Search and fresh seeds agree.`;
}

function lossCell(loss: number | null): Cell {
  return loss === null ? cell("–", "muted") : cell(estimate(loss, 4));
}
