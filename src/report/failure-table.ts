// Trials that have no value: what went wrong, how often, and one example of each kind that can be replayed.
import type { Failure, StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { counted, fixed } from "./number-format.ts";
import { type Block, cell, codeCell, columns, paragraph } from "./section.ts";

export function failureBlocks(record: StudyRecord<StudySpec>): readonly Block[] {
  const kinds = kindsOf(record);
  if (kinds.length === 0) return [paragraph(`None of the ${counted(record.trials.length, "trial")} failed.`)];
  return [
    paragraph(
      "A failed evaluation has no loss; the search counts it as worse than any other, and no number here rests on it.",
    ),
    {
      kind: "table",
      caption: "Failures by kind, with the first of each",
      columns: columns("Failure", ">Times", "First seen", ">Seed", ">Path", "Message"),
      rows: kinds.map(({ failure, times, place }) => [
        codeCell(failure.name),
        cell(fixed(times, 0)),
        cell(place),
        cell(String(failure.seed)),
        cell(failure.path < 0 ? "–" : String(failure.path)),
        cell(failure.message),
      ]),
    },
  ];
}

interface Kind {
  readonly failure: Failure;
  readonly place: string;
  times: number;
}

function kindsOf({ trials, rescored }: StudyRecord<StudySpec>): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  const count = (failure: Failure | null, place: () => string): void => {
    if (failure === null) return;
    const known = kinds.get(failure.name);
    if (known === undefined) kinds.set(failure.name, { failure, place: place(), times: 1 });
    else known.times += 1;
  };
  for (const trial of trials) count(trial.failure, () => `trial ${trial.index}`);
  for (const row of rescored) count(row.failure, () => `trial ${row.trial}, ${row.family} seeds`);
  return [...kinds.values()];
}
