// The best sets in parallel coordinates: each a line through its place in the range of every tuned parameter.
import * as Plot from "@observablehq/plot";
import { quantile } from "../numeric/quantile.ts";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec, TunedParameter } from "../study/spec.ts";
import { candidateOf, todayOf } from "./candidate.ts";
import { outcomeOf } from "./counts.ts";
import { estimate, fixed } from "./number-format.ts";
import type { ObjectiveFront } from "./objective-front.ts";
import { figureWidth, palette } from "./palette.ts";
import { settingText } from "./parameter-axis.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";
import { legend, looks } from "./trial-marks.ts";

/** Lines beyond this number hide each other. */
const MOST_LINES = 120;
const ROW = 34;

/** Null while there are no two sets to compare, or for a single parameter, whose slice says it all. */
export function parallelFigure(record: StudyRecord<StudySpec>, front: ObjectiveFront | null): Figure | null {
  const { tune } = record.spec;
  const candidate = candidateOf(record);
  if (candidate === null || tune.length < 2) return null;
  const ranked = rankedTrials(record, front);
  const drawn = ranked.trials.slice(0, MOST_LINES);
  if (drawn.length < 2) return null;
  const { rankOf } = ranked;
  const colours = colourEnds(drawn.map(rankOf));
  const today = todayOf(record);
  const other = candidate.trial.index === 0 ? null : candidate.trial;
  const svg = svgDocument("The best sets in parallel coordinates", {
    width: figureWidth.full,
    height: 88 + ROW * tune.length,
    marginTop: 62,
    marginLeft:
      24 +
      roomFor(
        tune.map(({ parameter }) => parameter.name),
        7,
      ),
    marginRight:
      20 +
      roomFor(
        tune.map((one) => settingText(one, one.to)),
        6,
      ),
    marginBottom: 26,
    x: { domain: [0, 1] },
    y: { domain: [-0.3, tune.length - 0.7], reverse: true, axis: null },
    color: { type: "linear", range: [palette.best, palette.faint], domain: [colours.from, colours.to], clamp: true },
    marks: [
      Plot.ruleY(tune.keys(), { stroke: palette.line }),
      Plot.axisX({ ticks: [], label: null }),
      ...rowWords(tune),
      ...[...drawn]
        .reverse()
        .map((trial) => lineOf(trial, { stroke: rankOf(trial), strokeWidth: 1.1, strokeOpacity: 0.7 })),
      ...(today === null ? [] : borderedLine(today, { stroke: palette.ink, strokeDasharray: "5 4", strokeWidth: 1.5 })),
      ...(other === null ? [] : borderedLine(other, { stroke: palette.chosen, strokeWidth: 2.8 })),
      ...legend([
        { look: { ...looks.feasible, fill: palette.best, fillOpacity: 1 }, words: ranked.first },
        { look: { ...looks.feasible, fill: palette.faint, fillOpacity: 1 }, words: ranked.last },
        ...(today === null ? [] : [{ look: "dashes" as const, words: "today" }]),
        ...(other === null ? [] : [{ look: { ...looks.chosen, symbol: "circle" } as const, words: candidate.word }]),
      ]),
    ],
  });
  return { name: "parallel", caption: captionOf(ranked, drawn.length, colours), svg };
}

interface Ranked {
  /** The best first. */
  readonly trials: readonly TrialRecord[];
  readonly rankOf: (trial: TrialRecord) => number;
  /** What is drawn, and what the colour means. */
  readonly what: string;
  readonly value: string;
  /** Words for the ends of the colours. */
  readonly first: string;
  readonly last: string;
}

/** By the goal that is met least where there are several, else by loss; by violation where nothing is feasible. */
function rankedTrials(record: StudyRecord<StudySpec>, front: ObjectiveFront | null): Ranked {
  if (front !== null) {
    const whole = front.members.length >= FEWEST_MEMBERS;
    const trials = (whole ? front.members : front.feasible).map(({ trial }) => trial);
    const rankOf = ({ objectives = [] }: TrialRecord): number => Math.max(...objectives);
    const what = whole ? "sets of the front" : "feasible sets";
    const words = { first: "worst goal best met", last: "worst goal least met" };
    return ranked({ trials, rankOf, what, value: "the normalised goal that is met least", ...words });
  }
  const feasible = record.trials.filter((trial) => outcomeOf(trial) === "feasible");
  if (feasible.length > 0) {
    const rankOf = ({ loss }: TrialRecord): number => loss ?? Infinity;
    const words = { first: "least loss", last: "more loss" };
    return ranked({ trials: feasible, rankOf, what: "feasible sets", value: "the loss", ...words });
  }
  const trials = record.trials.filter((trial) => outcomeOf(trial) === "infeasible");
  const rankOf = ({ violation }: TrialRecord): number => violation ?? Infinity;
  const words = { first: "least violation", last: "more violation" };
  return ranked({ trials, rankOf, what: "sets, none of them feasible", value: "the violation", ...words });
}

/** A front of fewer says nothing about where good sets lie. */
const FEWEST_MEMBERS = 10;

function ranked(unsorted: Ranked): Ranked {
  const { rankOf } = unsorted;
  return { ...unsorted, trials: unsorted.trials.toSorted((a, b) => rankOf(a) - rankOf(b) || a.index - b.index) };
}

/** On top of the others, with a border that sets it apart. */
function borderedLine(trial: TrialRecord, look: { strokeWidth: number } & Plot.LineOptions): Plot.Markish[] {
  return [lineOf(trial, { stroke: "white", strokeWidth: look.strokeWidth + 2.2 }), lineOf(trial, look)];
}

interface ColourEnds {
  readonly from: number;
  readonly to: number;
  /** Whether some sets lie beyond and share its colour. */
  readonly beyond: boolean;
}

/** Nine tenths of the sets spread over the colours: one far off would make all others look alike. @param sorted upwards */
function colourEnds(sorted: readonly number[]): ColourEnds {
  const [from = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const to = quantile(sorted, 0.9);
  return { from, to, beyond: last > to };
}

function lineOf({ point }: TrialRecord, options: Plot.LineOptions): Plot.Markish {
  return Plot.line(
    point.map((at, row) => ({ at: Math.min(1, Math.max(0, at)), row })),
    { x: "at", y: "row", ...options },
  );
}

/** Names with the ends of the range searched: its beginning below the name, its end at the right. */
function rowWords(tune: readonly TunedParameter[]): Plot.Markish[] {
  const y = (_: TunedParameter, row: number): number => row;
  const end = { y, fontSize: 10, fill: palette.muted } as const;
  return [
    Plot.text(tune, { x: 0, y, text: ({ parameter }) => parameter.name, dx: -10, dy: -5, textAnchor: "end" }),
    Plot.text(tune, { ...end, x: 0, text: (one) => settingText(one, one.from), dx: -10, dy: 8, textAnchor: "end" }),
    Plot.text(tune, { ...end, x: 1, text: (one) => settingText(one, one.to), dx: 8, textAnchor: "start" }),
  ];
}

/** Room for the longest of some words, px. @param character width of one, px */
function roomFor(words: readonly string[], character: number): number {
  return character * words.reduce((most, word) => Math.max(most, word.length), 0);
}

function captionOf({ trials, what, value }: Ranked, drawn: number, { from, to, beyond }: ColourEnds): string {
  const which =
    drawn === trials.length ? `All ${fixed(drawn, 0)}` : `The best ${fixed(drawn, 0)} of ${fixed(trials.length, 0)}`;
  return (
    `${which} ${what}: one line each, from parameter to parameter, at its place in the range searched (on the scale of the ` +
    `search). Colour is ${value}, ${estimate(from)} to ${estimate(to)}${beyond ? " and more" : ""}. Where lines gather, the ` +
    "good sets agree on a parameter; where they spread, it decides less."
  );
}
