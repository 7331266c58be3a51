// The loss the search saw against the loss on fresh seeds: how much of the gain was luck, and what constants reach.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { STATIC } from "../study/static-baseline.ts";
import { type Candidate, candidateOf, rescoreOf } from "./candidate.ts";
import { estimate, fixed } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";

export function lossBlocks({ record }: ReportInput): readonly Block[] {
  const candidate = candidateOf(record);
  if (candidate === null) return [];
  const corrected = record.selection === undefined ? [] : [">Corrected for choice"];
  return [
    paragraph(optimismWords(record.optimism, candidate.chosen)),
    {
      kind: "table",
      caption: "Loss (weighted sum of the loss terms; lower is better) by family of seeds",
      columns: columns("Set", ">Trial", ">Search", ">Validation", ...corrected, ">Holdout"),
      rows: lossRows(record, candidate),
    },
  ];
}

/** Today's set, the one this report is about, and where there was a static search, the best of both searches. */
function lossRows(record: StudyRecord<StudySpec>, { trial, chosen }: Candidate): readonly (readonly Cell[])[] {
  const { selection, staticBaseline } = record;
  const row = (name: string, of: string, losses: Losses): readonly Cell[] => [
    cell(name),
    cell(of),
    ...[losses.search, losses.validation].map(lossCell),
    ...(selection === undefined ? [] : [lossCell(losses.corrected)]),
    lossCell(losses.holdout),
  ];
  const own = (name: string, index: number): readonly Cell[] =>
    row(name, fixed(index, 0), {
      search: record.trials[index]?.loss,
      validation: rescoreOf(record, index, "validation")?.loss,
      corrected: index === record.best ? selection?.corrected : null,
      holdout: rescoreOf(record, index, "holdout")?.loss,
    });
  const rival = staticBaseline?.rival ?? null;
  return [
    own("Today", 0),
    ...(trial.index === 0 ? [] : [own(chosen ? "Proposed" : "Least-violating", trial.index)]),
    ...(rival === null || rival === trial.index ? [] : [own("Best tuned", rival)]),
    ...(staticBaseline === undefined
      ? []
      : [
          row(
            "Static optimum",
            staticBaseline.best === null ? "–" : `${fixed(staticBaseline.best, 0)} of ${STATIC}/`,
            staticBaseline,
          ),
        ]),
  ];
}

interface Losses {
  readonly search?: number | null | undefined;
  readonly validation: number | null | undefined;
  /** Without the luck of having been picked among others. */
  readonly corrected?: number | null | undefined;
  readonly holdout: number | null | undefined;
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

function lossCell(loss: number | null | undefined): Cell {
  return loss == null ? cell("–", "muted") : cell(estimate(loss, 4));
}
