// What a study found, for the terminal: the verdict, today's values beside the proposed ones, and how it was chosen.
import { metricTable } from "../study/model.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, freshestOf } from "./candidate.ts";
import { countsText } from "./counts.ts";
import { honestyWords } from "./honesty-text.ts";
import { estimate, exact } from "./number-format.ts";
import { choiceOf, unitOf } from "./parameter-axis.ts";
import { textTable } from "./text-table.ts";
import { verdictOf } from "./verdict.ts";

export function summaryText(record: StudyRecord<StudySpec>): string {
  const verdict = verdictOf({ record, fans: null, stability: null, metricTable, reproduce: "" });
  return [
    `${record.spec.name}: ${record.state}; ${countsText(record)}`,
    record.choice,
    verdict.text,
    valuesText(record),
    lossText(record),
    honestyWords(record, metricTable).join("\n"),
    `results hash ${record.resultsHash}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function valuesText(record: StudyRecord<StudySpec>): string {
  const candidate = candidateOf(record);
  if (candidate === null || candidate.trial.index === 0) return "";
  const rows = record.spec.tune.map((tuned, place) => {
    const { divisor, label } = unitOf(tuned);
    const shown = (value: number): string => choiceOf(tuned.parameter, value) ?? exact(value / divisor);
    return [tuned.parameter.name, shown(tuned.today), shown(candidate.trial.values[place] ?? Number.NaN), label];
  });
  return textTable(["parameter", ">today", `>${candidate.word}`, "unit"], rows);
}

function lossText(record: StudyRecord<StudySpec>): string {
  const candidate = candidateOf(record);
  const today = record.trials[0]?.loss ?? null;
  if (candidate === null || today === null || candidate.trial.loss === null) return "";
  const fresh = freshestOf(record, candidate.trial.index);
  const optimism = record.optimism === null ? "" : `; optimism (search minus validation) ${estimate(record.optimism)}`;
  const held = fresh?.loss == null ? "" : `; on ${fresh.family} seeds ${estimate(fresh.loss)}`;
  const { index, loss } = candidate.trial;
  const other = index === 0 ? "" : `, trial ${index} ${estimate(loss)}`;
  return `loss on search seeds: today ${estimate(today)}${other}${held}${optimism}`;
}
