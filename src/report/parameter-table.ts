// Every tuned parameter: today's value, the proposed one, where the search looked, and whether the range was too small.
import type { Parameter } from "../numeric/parameter.ts";
import type { TrialRecord } from "../study/record.ts";
import type { TunedParameter } from "../study/spec.ts";
import { candidateOf } from "./candidate.ts";
import { exact, fixed } from "./number-format.ts";
import { choiceOf, unitOf } from "./parameter-axis.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";

export function parameterBlocks({ record }: ReportInput): readonly Block[] {
  const candidate = candidateOf(record);
  if (candidate === null) return [paragraph("No set of parameters has a value yet.")];
  const { tune } = record.spec;
  const rows = tune.map((tuned, place) => parameterRow(tuned, place, candidate.trial));
  const noted = rows.some((row) => row.at(-1)?.text !== "");
  const kept = candidate.trial.index === 0;
  const other = kept ? [] : [`>${candidate.chosen ? "Proposed" : "Least-violating"}`, ">Change"];
  const heads = ["Parameter", "Unit", ">Today", ...other, ">Range searched"];
  return [
    {
      kind: "table",
      caption: kept ? "Today's values" : `Today's values and those of trial ${fixed(candidate.trial.index, 0)}`,
      columns: columns(...heads, ...(noted ? ["Note"] : [])),
      rows: noted ? rows : rows.map((row) => row.slice(0, -1)),
    },
  ];
}

function parameterRow(tuned: TunedParameter, place: number, trial: TrialRecord): readonly Cell[] {
  const { parameter, from, to, today } = tuned;
  const { divisor, label } = unitOf(tuned);
  const value = trial.values[place] ?? Number.NaN;
  const shown = (number: number): string => choiceOf(parameter, number) ?? exact(number / divisor);
  return [
    { text: parameter.name, code: true, note: parameter.meaning },
    cell(label),
    cell(shown(today)),
    ...(trial.index === 0 ? [] : [cell(shown(value)), cell(changeText(tuned, value))]),
    cell(`${shown(from)} to ${shown(to)}`),
    cell(noteOf(tuned, trial.index === 0 ? null : (trial.point[place] ?? null))),
  ];
}

function changeText({ parameter, today }: TunedParameter, value: number): string {
  if (value === today) return "none";
  if (parameter.choices !== undefined || today === 0) return "new";
  if (value === 0) return "to zero";
  const ratio = value / today;
  if (ratio < 0) return "sign turned";
  if (ratio >= 2 || ratio <= 0.5) return `× ${exact(ratio, 3)}`;
  const share = (ratio - 1) * 100;
  return `${share > 0 ? "+" : ""}${fixed(share, Math.abs(share) < 9.95 ? 1 : 0)} %`;
}

/** @param at coordinate in the unit cube, where both ends of the range are 0 and 1; null for trial 0 */
function noteOf({ parameter, from, to, today }: TunedParameter, at: number | null): string {
  const outside = today < from || today > to ? ["today's value lies outside the range searched"] : [];
  if (parameter.choices !== undefined || at === null) return outside.join("; ");
  return [...edgeNote(parameter, from, to, at), ...outside].join("; ");
}

/** A value on an end of its range asks for a wider one, unless the model allows none. */
function edgeNote(parameter: Parameter, from: number, to: number, at: number): readonly string[] {
  const beyond = "the best value may lie beyond";
  if (at >= 1 - edgeWidth)
    return [`on the upper end of its range; ${to < parameter.max ? beyond : "the model allows no more"}`];
  if (at <= edgeWidth)
    return [`on the lower end of its range; ${from > parameter.min ? beyond : "the model allows no less"}`];
  return [];
}

/** A value within half a percent of the range's end counts as on it. */
const edgeWidth = 0.005;
