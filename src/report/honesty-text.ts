// How sure the winner is: luck taken out of its loss, the chance that it beats today's set, and the best static set beside it.
import type { Measure } from "../objective/measure.ts";
import type { Selection, StaticBaseline, StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { STATIC } from "../study/static-baseline.ts";
import { rescoreOf } from "./candidate.ts";
import { counted, estimate, fixed, withInterval } from "./number-format.ts";

type Record = StudyRecord<StudySpec>;

/** Plain sentences, for the report and the terminal; none while no set replaces today's and there is no static search. */
export function honestyWords(record: Record): readonly string[] {
  const { selection, staticBaseline, spec } = record;
  return [
    ...todayWords(record),
    ...(selection === undefined ? [] : [selectionWords(selection)]),
    ...(staticBaseline === undefined ? [] : [staticWords(staticBaseline, spec)]),
  ];
}

function todayWords(record: Record): string[] {
  const { best, beatsToday } = record;
  const difference = best === null ? undefined : rescoreOf(record, best, "holdout")?.lossDifference;
  if (difference === undefined || beatsToday === undefined) return [];
  return [
    `On the holdout paths the loss of the proposed set minus today's is ${interval(difference)}: it beats today's set with a probability of ${percent(beatsToday)} (Student's distribution of the paired difference, conditional on the scenario set).`,
  ];
}

function selectionWords({ candidates, bias, corrected, regret, chance }: Selection): string {
  if (candidates === 1) return "One feasible candidate was re-scored: its validation loss was not picked among others.";
  const off = `${estimate(Math.abs(bias))} too ${bias > 0 ? "high" : "low"}`;
  return `The lowest of ${candidates} validation losses is expected to be ${off} (winner's curse); without it the loss is ${estimate(corrected, 4)}. The chosen one is the best of them with a chance of ${percent(chance)}; its expected regret is ${estimate(regret)}.`;
}

function staticWords(baseline: StaticBaseline, { search }: StudySpec): string {
  const { best, rival, lossDifference, wins, trials } = baseline;
  const budget =
    trials < search.trials ? `${counted(trials, "trial")} of ${fixed(search.trials, 0)}` : counted(trials, "trial");
  if (best === null) return `Static baseline (${budget}): no constant set keeps every constraint on fresh paths.`;
  const optimum = best === 0 ? "today's set itself" : `trial ${fixed(best, 0)} of ${STATIC}/`;
  const start = `Static baseline: the best that constant parameters reach with ${budget} is ${optimum}.`;
  const beside = rival === null ? " No tuned set keeps every constraint." : ` ${rivalWords(rival, lossDifference)}`;
  const action = wins
    ? ` The static set is chosen: propose it by \`flyball propose RESULTS/${STATIC} --trial ${best}\`.`
    : "";
  return `${start}${beside}${action}`;
}

function rivalWords(rival: number, difference: Measure | null): string {
  const who = `the best tuned set (trial ${fixed(rival, 0)})`;
  if (difference === null) return `It was not compared with ${who} on holdout paths.`;
  const size = `loss minus the static optimum's ${interval(difference)} on the holdout paths`;
  if (difference.high < 0) return `On the same paths ${who} beats it: ${size}.`;
  if (difference.low > 0) return `On the same paths ${who} is worse: ${size}.`;
  return `On the same paths ${who} does not beat it beyond its 95 % interval: ${size}.`;
}

/** "−0.31 (−0.39 to −0.23)" with the words for the interval. */
function interval({ value, low, high }: Measure): string {
  return withInterval(value, low, high).replace(" (", " (95 % interval ");
}

/** Never certainty: beyond 99.9 % a figure would say more than the distribution's tail can. */
function percent(probability: number): string {
  if (probability > 0.999) return "more than 99.9 %";
  if (probability < 0.001) return "less than 0.1 %";
  return `${estimate(100 * probability)} %`;
}
