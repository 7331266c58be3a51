// How far today's set, the knee of the front and the chosen set meet each soft goal, on search and on validation seeds.
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { goalAxes } from "./goal-axis.ts";
import { estimate, fixed } from "./number-format.ts";
import type { ObjectiveFront } from "./objective-front.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";

export function goalBlocks(input: ReportInput, { knee }: ObjectiveFront): readonly Block[] {
  const { record, metricTable } = input;
  const candidate = candidateOf(record);
  const goals = goalAxes(record.spec, metricTable);
  const row = (name: string, trial: number): readonly Cell[] => {
    const search = record.trials[trial]?.objectives;
    const fresh = rescoreOf(record, trial, "validation")?.objectives;
    return [cell(name), cell(fixed(trial, 0)), ...goals.map((_, goal) => goalCell(search?.[goal], fresh?.[goal]))];
  };
  const chosen = candidate?.trial.index ?? null;
  const named = chosen !== knee.trial.index;
  return [
    {
      kind: "table",
      caption: "Normalised goals on search seeds, below them on validation seeds: at most 1 is met, less is better",
      columns: columns("Set", ">Trial", ...goals.map(({ metric, wish }) => `>${metric}, ${wish}`)),
      rows: [
        ...(todayOf(record) === null ? [] : [row("Today", 0)]),
        ...(named ? [row("Knee of the front", knee.trial.index)] : []),
        ...(chosen === null || chosen === 0 ? [] : [row(chosenName(candidate?.chosen === true, named), chosen)]),
      ],
    },
  ];
}

function chosenName(chosen: boolean, other: boolean): string {
  return `${chosen ? "Proposed" : "Least-violating"}${other ? "" : ", the knee of the front"}`;
}

function goalCell(search: number | undefined, fresh: number | undefined): Cell {
  if (search === undefined) return cell("–", "muted");
  const text = estimate(search);
  const tone = search <= 1 ? "good" : "bad";
  return fresh === undefined ? { text, tone } : { text, tone, note: `fresh ${estimate(fresh)}` };
}
