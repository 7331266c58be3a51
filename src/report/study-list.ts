// The studies of a folder, one line each; one that cannot be read says why and does not hide the others.
import { join } from "node:path";
import { UserError } from "../numeric/user-error.ts";
import { studiesIn } from "../study/results-folder.ts";
import { readRecord } from "../study/store.ts";
import { estimate } from "./number-format.ts";
import { type StudyFacts, statusOf } from "./status.ts";
import { textTable } from "./text-table.ts";

export type StudyRow = { readonly directory: string } & (StudyFacts | { readonly problem: string });

export function studyList(folder: string): readonly StudyRow[] {
  return studiesIn(folder).map((name) => {
    const directory = join(folder, name);
    try {
      return { directory, ...statusOf(readRecord(directory)).facts };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { directory, problem: error.problems.map(({ message }) => message).join("; ") };
    }
  });
}

export function studyListText(folder: string, rows: readonly StudyRow[]): string {
  if (rows.length === 0) return `no study in ${folder}`;
  return textTable(
    ["study", "state", ">trials", ">feasible", ">best loss", "results hash"],
    rows.map((row) => {
      if ("problem" in row) return [row.directory, row.problem];
      const loss = row.best?.loss == null ? "–" : estimate(row.best.loss);
      return [
        row.directory,
        row.state,
        `${row.trials}/${row.budget}`,
        `${row.feasible}`,
        loss,
        row.resultsHash.slice(0, 16),
      ];
    }),
  );
}
