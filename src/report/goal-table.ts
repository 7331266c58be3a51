// How far today's set, the knee of the front and the chosen set meet each soft goal, on search and on validation seeds.
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { goalAxes } from "./goal-axis.ts";
import { estimate } from "./number-format.ts";
import { KNEE, type ObjectiveFront } from "./objective-front.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";

/** One row for each goal, one column for each set that stands out. */
export function goalBlocks(input: ReportInput, { knee }: ObjectiveFront): readonly Block[] {
  const { record, metricTable } = input;
  const sets = setsOf(input, knee.trial.index);
  const goalCell = (trial: number, goal: number): Cell =>
    normalisedCell(
      record.trials[trial]?.objectives?.[goal],
      rescoreOf(record, trial, "validation")?.objectives?.[goal],
    );
  return [
    {
      kind: "table",
      caption:
        "Goals normalised as in the figures: at most 1 is met, less is better; search seeds, and fresh the validation seeds",
      columns: columns("Goal", "Wish", ...sets.map(({ name }) => `>${name}`)),
      rows: goalAxes(record.spec, metricTable).map(({ metric, wish }, goal) => [
        { text: metric, code: true },
        cell(wish),
        ...sets.map(({ trial }) => goalCell(trial, goal)),
      ]),
    },
  ];
}

interface NamedSet {
  readonly name: string;
  readonly trial: number;
}

/** Each trial once. */
function setsOf({ record }: ReportInput, knee: number): readonly NamedSet[] {
  const candidate = candidateOf(record);
  const word = candidate?.chosen ? "Proposed" : "Least-violating";
  const chosen = candidate?.trial.index ?? null;
  return [
    ...(todayOf(record) === null ? [] : [{ name: "Today", trial: 0 }]),
    ...(chosen === knee || knee === 0 ? [] : [{ name: `Knee on search seeds (trial ${knee})`, trial: knee }]),
    ...(chosen === null || chosen === 0
      ? []
      : [{ name: `${word}${chosen === knee ? `, ${KNEE}` : ""} (trial ${chosen})`, trial: chosen }]),
  ];
}

function normalisedCell(search: number | undefined, fresh: number | undefined): Cell {
  if (search === undefined) return cell("–", "muted");
  const text = estimate(search);
  const tone = search <= 1 ? "good" : "bad";
  return fresh === undefined ? { text, tone } : { text, tone, note: `fresh ${estimate(fresh)}` };
}
