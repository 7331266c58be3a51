// How sure the winner is: luck taken out of its loss, the chance that it beats today's set, and the best static set beside it.
import type { Selection, StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { rescoreOf } from "./candidate.ts";
import { estimate } from "./number-format.ts";
import type { MetricRow } from "./report-input.ts";
import { lossInterval, staticWords } from "./static-text.ts";

type Record = StudyRecord<StudySpec>;

/** Plain sentences, for the report and the terminal; none while no set replaces today's and there is no static search. */
export function honestyWords(record: Record, table: readonly MetricRow[]): readonly string[] {
  const { selection, staticBaseline, spec } = record;
  return [
    ...todayWords(record),
    ...(selection === undefined ? [] : [selectionWords(selection)]),
    ...(staticBaseline === undefined ? [] : [staticWords(staticBaseline, spec, table)]),
  ];
}

function todayWords(record: Record): string[] {
  const { best, beatsToday } = record;
  const difference = best === null ? undefined : rescoreOf(record, best, "holdout")?.lossDifference;
  if (difference === undefined || beatsToday === undefined) return [];
  return [
    `On the holdout paths the loss of the proposed set minus today's is ${lossInterval(difference)}: it beats today's set with a probability of ${percent(beatsToday)} (Student's distribution of the paired difference, conditional on the scenario set).`,
  ];
}

function selectionWords({ candidates, bias, corrected, regret, chance }: Selection): string {
  if (candidates === 1) return "One feasible candidate was re-scored: its validation loss was not picked among others.";
  const off = `${estimate(Math.abs(bias))} too ${bias > 0 ? "high" : "low"}`;
  return `The lowest of ${candidates} validation losses is expected to be ${off} (winner's curse); without it the loss is ${estimate(corrected, 4)}. The chosen one is the best of them with a chance of ${percent(chance)}; its expected regret is ${estimate(regret)}.`;
}

/** Never certainty: beyond 99.9 % a figure would say more than the distribution's tail can. */
function percent(probability: number): string {
  if (probability > 0.999) return "more than 99.9 %";
  if (probability < 0.001) return "less than 0.1 %";
  return `${estimate(100 * probability)} %`;
}
