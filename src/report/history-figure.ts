// How the search went: the loss of every trial, the best feasible one so far, what was infeasible, what failed.
import * as Plot from "@observablehq/plot";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, todayOf } from "./candidate.ts";
import { stateOf } from "./counts.ts";
import { type LossAxis, lossAxis, onAxis, outlierNote } from "./loss-axis.ts";
import { fixed } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";
import { improvingTrials, type Thinned, thinned, thinningNote } from "./thinning.ts";
import { highlight, legend, looks, type PlacedTrial, trialDots } from "./trial-marks.ts";

const dotLimit = 2000;

/** Null while no trial has a loss. */
export function historyFigure(record: StudyRecord<StudySpec>): Figure | null {
  const { trials } = record;
  const today = todayOf(record);
  const candidate = candidateOf(record);
  const axis = lossAxis(trials, [today?.loss ?? null, candidate?.trial.loss ?? null]);
  if (axis === null || candidate === null) return null;
  const thin = thinned(trials, dotLimit, [0, candidate.trial.index]);
  const svg = svgDocument("Loss of every trial and best feasible loss so far", {
    width: figureWidth.full,
    height: 390,
    marginTop: 60,
    marginLeft: 56,
    marginRight: 64,
    marginBottom: 42,
    x: { domain: [0, Math.max(1, trials.at(-1)?.index ?? 1)] },
    y: { domain: [axis.low, axis.high] },
    marks: [
      ...axes,
      ...trialDots(thin.drawn.map(placed), axis),
      bestSoFar(trials, axis),
      ...todayLine(today, axis),
      ...highlight(placed(candidate.trial), axis, looks.chosen),
      ...historyLegend(trials, candidate.word),
    ],
  });
  return { name: "history", caption: captionOf(axis, thin, trials), svg };
}

const axes = [
  Plot.gridY({ stroke: palette.line, strokeOpacity: 1, ticks: 6 }),
  Plot.axisY({ ticks: 6, tickSize: 0, label: "Loss", labelArrow: "none" }),
  Plot.axisX({
    ticks: 8,
    tickFormat: (index: number) => (Number.isInteger(index) ? fixed(index, 0) : ""),
    label: "Trial",
    labelArrow: "none",
    labelAnchor: "center",
  }),
];

function placed(trial: TrialRecord): PlacedTrial {
  return { x: trial.index, trial };
}

function captionOf(axis: LossAxis, thin: Thinned, trials: readonly TrialRecord[]): string {
  const failed = trials.some((trial) => trial.loss === null) ? " Trials without a loss stand above the frame." : "";
  const line = trials.some((trial) => trial.violation === 0) ? " The line is the best feasible loss so far." : "";
  const what = "Convergence: the loss of each trial in the order it was asked for (lower is better, search seeds).";
  return `${what}${line}${outlierNote(axis)}${failed}${thinningNote(thin, trials.length)}`;
}

/** A step at each improvement, drawn on to the last trial. */
function bestSoFar(trials: readonly TrialRecord[], axis: LossAxis): Plot.Markish {
  const steps = improvingTrials(trials).map((trial) => ({ x: trial.index, y: onAxis(axis, trial.loss ?? axis.high) }));
  const last = steps.at(-1);
  const end = last === undefined ? [] : [{ x: trials.at(-1)?.index ?? last.x, y: last.y }];
  return Plot.line([...steps, ...end], {
    x: "x",
    y: "y",
    curve: "step-after",
    stroke: palette.best,
    strokeWidth: 2,
  });
}

function todayLine(today: TrialRecord | null, axis: LossAxis): Plot.Markish[] {
  if (today === null || today.loss === null) return [];
  return [
    Plot.ruleY([onAxis(axis, today.loss)], { stroke: palette.ink, strokeDasharray: "5 4" }),
    Plot.text(["today"], { frameAnchor: "right", y: [onAxis(axis, today.loss)], dx: 8, textAnchor: "start" }),
  ];
}

/** Names only what the figure holds. */
function historyLegend(trials: readonly TrialRecord[], word: string): Plot.Markish[] {
  const failed = trials.some((trial) => stateOf(trial) === "failed");
  const refused = trials.some((trial) => stateOf(trial) === "refused");
  const infeasible = trials.some((trial) => trial.loss !== null && trial.violation !== 0);
  const feasible = trials.some((trial) => trial.loss !== null && trial.violation === 0);
  return legend([
    ...(feasible ? [{ look: looks.feasible, words: "feasible" }] : []),
    ...(infeasible ? [{ look: looks.infeasible, words: "breaks a constraint" }] : []),
    ...(failed ? [{ look: looks.failed, words: "failed" }] : []),
    ...(refused ? [{ look: looks.refused, words: "not simulated" }] : []),
    ...(feasible ? [{ look: "line" as const, words: "best feasible so far" }] : []),
    { look: looks.chosen, words: word },
  ]);
}
