// What the study found, in one sentence of plain words, with its interval and its condition.
import type { Measures } from "../objective/measure.ts";
import type { JudgedLimit } from "../objective/score.ts";
import type { RescoreRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { type Candidate, candidateOf, freshestOf, rescoreOf } from "./candidate.ts";
import { type Finding, findingOf, metricNamed, stepText, wordsOf } from "./comparison.ts";
import { bindingOf, judgements, limitText } from "./constraint-table.ts";
import { counted, displayUnit, estimate, fixed, joined, quantity } from "./number-format.ts";
import type { ReportInput } from "./report-input.ts";
import type { Tone } from "./section.ts";

export interface Verdict {
  readonly text: string;
  readonly tone: Tone;
}

/** Judged on holdout seeds where they were scored, else on validation seeds; no claim without fresh seeds. */
export function verdictOf(input: ReportInput): Verdict {
  const { record } = input;
  const candidate = candidateOf(record);
  if (candidate === null) return { tone: "bad", text: "No trial has a value yet: the study shows nothing so far." };
  if (record.staticBaseline?.wins === true) return { tone: "muted", text: staticWins(record.staticBaseline.best) };
  if (!candidate.chosen) return nothingFeasible(input, candidate);
  if (candidate.trial.index === 0) return { tone: "muted", text: todayStays(record.spec) };
  const fresh = freshestOf(record, candidate.trial.index);
  return fresh === null ? untested(input, candidate) : onFreshSeeds(input, fresh);
}

/** A set that did better, but not surely, takes nobody's place where the loss chooses. */
function todayStays({ choose = "loss" }: StudySpec): string {
  const lost = choose === "loss" ? "did surely better" : `was preferred (by the rule ${choose})`;
  return `Today's parameters stay: no other set that meets every constraint ${lost} on fresh seeds, conditional on the scenario set.`;
}

function staticWins(trial: number | null): string {
  return `No controller is proposed: constant parameters (trial ${trial} of the static search) win on fresh seeds, and no tuned set is surely better with the same budget, conditional on the scenario set.`;
}

interface Change {
  readonly metric: string;
  readonly finding: Finding;
  readonly words: string;
  /** Size of the change in the loss, weight included. */
  readonly pull: number;
}

function onFreshSeeds(input: ReportInput, fresh: RescoreRecord): Verdict {
  const changes = changesOf(input, fresh);
  const better = changes.filter((change) => change.finding === "better");
  const worse = changes.filter((change) => change.finding === "worse");
  const where = `On ${counted(fresh.paths, "unseen path")} (${fresh.family} seeds)`;
  const price = worse.length === 0 ? "" : `, at the price that it ${listed(worse)}`;
  const broken = brokenWords(input, fresh);
  const condition = ", conditional on the scenario set.";
  if (better.length > 0) {
    const tone = broken === "" && worse.length === 0 ? "good" : "muted";
    return { tone, text: `${where} the proposed set ${listed(better)}${price}${broken}${condition}` };
  }
  const loss = worse.length === 0 ? "moves none of the losses beyond its 95 % interval" : listed(worse);
  return { tone: "bad", text: `${where} the proposed set does not help: it ${loss}${broken}${condition}` };
}

/** Every loss term's paired difference in words, the largest contribution to the loss first. */
function changesOf(input: ReportInput, fresh: RescoreRecord): readonly Change[] {
  const today = rescoreOf(input.record, 0, fresh.family);
  const changes = input.record.spec.losses.flatMap(({ metric, weight, scale }) => {
    const difference = fresh.differences[metric];
    const after = fresh.measures[metric];
    if (difference === undefined || after === undefined) return [];
    const row = metricNamed(input.metricTable, metric);
    const before = today?.measures[metric]?.value ?? after.value - difference.value;
    const size = scale === "baseline" ? Math.abs(before) || 1 : scale;
    const words = changeWords(metric, row.unit, before, after.value, difference);
    return [
      { metric, finding: findingOf(difference, row.better), words, pull: Math.abs((weight * difference.value) / size) },
    ];
  });
  return changes.sort((a, b) => b.pull - a.pull);
}

/** "lowers max drawdown from 18.4 % to 16.1 % (by 2.31 percentage points; 95 % interval 1.98 to 2.64)". */
function changeWords(
  metric: string,
  unit: string,
  before: number,
  after: number,
  difference: { readonly value: number; readonly low: number; readonly high: number },
): string {
  const shown = displayUnit(unit, [before, after]);
  const down = difference.value < 0;
  const size = down ? { value: -difference.value, low: -difference.high, high: -difference.low } : difference;
  const from = joined(estimate(before / shown.divisor), shown.label);
  const to = joined(estimate(after / shown.divisor), shown.label);
  return `${down ? "lowers" : "raises"} ${wordsOf(metric)} from ${from} to ${to} (by ${stepText(size, shown)})`;
}

/** The three largest changes; the others by number. */
function listed(changes: readonly Change[]): string {
  const shown = changes.slice(0, 3).map((change) => change.words);
  const others = changes.length - shown.length;
  return joinWords(
    others === 0 ? shown : [...shown, `changes ${counted(others, "further loss", "further losses")} the same way`],
  );
}

function joinWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join("; ")}; and ${parts.at(-1)}`;
}

function brokenWords(input: ReportInput, fresh: RescoreRecord): string {
  const binding = bindingOf(judgements(input.record.spec, fresh.measures));
  return binding === null ? "" : `; but there it breaks a limit: ${bindingWords(input, binding, fresh.measures)}`;
}

function nothingFeasible(input: ReportInput, { trial }: Candidate): Verdict {
  const { spec, trials } = input.record;
  const start = `None of the ${counted(trials.length, "set")} tried meets every constraint`;
  const who = trial.index === 0 ? "today's parameters violate them" : `trial ${fixed(trial.index, 0)} violates them`;
  const binding = bindingOf(judgements(spec, trial.measures));
  const words =
    binding === null ? "" : `, and what binds most is this: ${bindingWords(input, binding, trial.measures)}`;
  return { tone: "bad", text: `${start}; ${who} least${words}, conditional on the scenario set.` };
}

/** "insolvency is 3.65 % (upper end of its 95 % interval), but must be at most 1 %". */
function bindingWords(input: ReportInput, binding: JudgedLimit, measures: Measures): string {
  const { metric, judged, side } = binding;
  const { unit } = metricNamed(input.metricTable, metric);
  const end = side === "atMost" ? "upper" : "lower";
  const which = judged === measures[metric]?.value ? "" : ` (${end} end of its 95 % interval)`;
  return `${wordsOf(metric)} is ${quantity(judged, unit)}${which}, but must be ${limitText(binding, unit)}`;
}

function untested(input: ReportInput, { trial }: Candidate): Verdict {
  const today = input.record.trials.find((other) => other.index === 0)?.loss ?? Number.NaN;
  const losses = `loss ${estimate(trial.loss ?? Number.NaN)} against ${estimate(today)} today`;
  return {
    tone: "muted",
    text: `Trial ${fixed(trial.index, 0)} looks best on the search seeds (${losses}), but it was not tested on fresh seeds, so nothing is claimed yet.`,
  };
}
