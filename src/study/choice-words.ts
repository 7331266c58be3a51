// Why a set was chosen, in sentences with figures.
import { exponentOf, fixedText } from "../numeric/decimal-text.ts";
import type { Measure } from "../objective/measure.ts";
import type { Choice } from "./choice.ts";
import { frontOf } from "./front.ts";
import type { RescoreRecord } from "./record.ts";
import type { StudySpec } from "./spec.ts";
import { STATIC } from "./static-baseline.ts";

/** After "Trial 7". */
const choiceWords: Readonly<Record<Choice, string>> = {
  loss: "has the lowest loss",
  knee: "is the knee (beyond it, a little of one goal costs much of another)",
  "reference-point": "comes closest to all goals at once (reference point: every goal just met)",
  lexicographic: "serves the goals in their order, each until it is met",
  "minimax-regret": "has the least regret (its worst goal is the least far from the best of the front)",
};

/** A set of more structure against the simpler one that holds the place. */
export interface Contest {
  readonly challenger: RescoreRecord;
  readonly holder: RescoreRecord;
  /** Loss of the challenger minus the holder's on the same paths. */
  readonly difference: Measure;
  readonly won: boolean;
}

/** Who is who among the records. */
export interface Runners {
  /** Candidates of the search that were re-scored. */
  readonly others: number;
  readonly rival: RescoreRecord | null;
  readonly fixed: RescoreRecord | null;
}

/** Where nothing is feasible. */
export function loneWords(others: number, { scenarios }: StudySpec): string {
  return `None of the ${others} re-scored candidates, nor today's set, keeps every constraint on ${scenarios.validation.paths} fresh paths.`;
}

/** Where the loss chooses: the winner, each comparison with its figures, and the rule. */
export function contestWords(
  holder: RescoreRecord,
  contests: readonly Contest[],
  runners: Runners,
  { scenarios, goals, choose }: StudySpec,
): string {
  const among = `of ${runners.others} re-scored candidates on ${scenarios.validation.paths} fresh paths`;
  const name = (record: RescoreRecord): string => nameOf(record, runners);
  const start =
    holder === runners.rival
      ? `${capital(name(holder))} has the lowest loss among the feasible ${among}.`
      : `${capital(name(holder))} ${holder === runners.fixed ? "is chosen" : "stays"}; there is no surely better one among the feasible ${among}.`;
  const fights = contests.map(
    ({ challenger, holder: simpler, difference, won }) =>
      `The loss of ${name(challenger)} is ${stepWords(difference)} that of ${name(simpler)}${won || difference.value > 0 ? "" : ", which is not enough"}.`,
  );
  const rule =
    contests.length === 0
      ? []
      : ["A set takes the place of a simpler one only by more than 2 standard errors (±) of the paired difference."];
  const goalWords = goals === undefined || choose === undefined ? [] : [goalsMet(holder, goals.length)];
  return [start, ...fights, ...rule, ...goalWords].join(" ");
}

/** Where another rule chooses from the front. @param feasible today's set and the candidates */
export function frontWords(
  best: RescoreRecord,
  feasible: readonly RescoreRecord[],
  { choose = "loss", goals = [], scenarios }: StudySpec,
  others: number,
): string {
  const front = frontOf(feasible).length;
  const who = best.trial === 0 ? "Today's set" : `Trial ${best.trial}`;
  const among = `of ${others} re-scored candidates and today's set on ${scenarios.validation.paths} fresh paths`;
  const met = goalsMet(best, goals.length);
  if (front === 1) return `${who} is the only one on the front ${among}: no choice was left. ${met}`;
  return `${who} ${choiceWords[choose]} among the ${front} on the front ${among}. ${met}`;
}

function goalsMet({ objectives = [] }: RescoreRecord, goals: number): string {
  return `It meets ${objectives.filter((value) => value <= 1).length} of ${goals} goals there.`;
}

function nameOf(record: RescoreRecord, { fixed }: Runners): string {
  if (record === fixed) return `the static optimum (trial ${record.trial} of ${STATIC}/)`;
  return record.trial === 0 ? "today's set" : `trial ${record.trial}`;
}

/** "0.31 ± 0.04 below" */
function stepWords({ value, standardError }: Measure): string {
  const side = value > 0 ? "above" : "below";
  const exponent = standardError > 0 ? exponentOf(standardError, 2) : -7;
  if (exponent < -6) return `${Math.abs(value).toPrecision(3)} ± ${standardError.toPrecision(2)} ${side}`;
  const decimals = Math.max(0, 1 - exponent);
  return `${fixedText(Math.abs(value), decimals, "-")} ± ${fixedText(standardError, decimals, "-")} ${side}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
