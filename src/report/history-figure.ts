// How the search went: the loss of every trial, the best feasible one so far, and what fresh seeds made of the best.
import * as Plot from "@observablehq/plot";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, todayOf } from "./candidate.ts";
import { type Outcome, outcomeOf } from "./counts.ts";
import { type LossAxis, lossAxis, onAxis, outlierNote } from "./loss-axis.ts";
import { figureWidth, palette } from "./palette.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";
import { improvingTrials, thinned, thinningNote } from "./thinning.ts";
import { trialAxes } from "./trial-axis.ts";
import { highlight, legend, looks, type PlacedTrial, trialDots } from "./trial-marks.ts";

const dotLimit = 2000;

/** Null while no trial has a loss. */
export function historyFigure(record: StudyRecord<StudySpec>): Figure | null {
  const { trials } = record;
  const today = todayOf(record);
  const candidate = candidateOf(record);
  const validated = validatedOf(record);
  const axis = lossAxis(trials, [
    today?.loss ?? null,
    candidate?.trial.loss ?? null,
    ...validated.map(({ loss }) => loss),
  ]);
  if (axis === null || candidate === null) return null;
  const seen = new Set(trials.map(outcomeOf));
  const thin = thinned(trials, dotLimit, [0, candidate.trial.index]);
  const svg = svgDocument("Loss of every trial and best feasible loss so far", {
    width: figureWidth.full,
    height: 400,
    marginTop: 70,
    marginLeft: 56,
    marginRight: 64,
    marginBottom: 42,
    x: { domain: [0, Math.max(1, trials.at(-1)?.index ?? 1)] },
    y: { domain: [axis.low, axis.high] },
    marks: [
      ...trialAxes("Loss"),
      ...trialDots(thin.drawn.map(placed), axis),
      bestSoFar(trials, axis),
      ...todayLine(today, axis),
      ...validationCurve(validated),
      ...highlight(placed(candidate.trial), axis, looks.chosen),
      ...historyLegend(seen, candidate.word, validated.length > 0),
    ],
  });
  const words = [...wordsOf(seen, validated.length > 0), outlierNote(axis), thinningNote(thin, trials.length)];
  return { name: "history", caption: words.join(""), svg };
}

function placed(trial: TrialRecord): PlacedTrial {
  return { x: trial.index, trial };
}

interface Validated {
  readonly trial: number;
  readonly loss: number;
}

/** Losses on validation seeds in the order of the trials. */
function validatedOf({ rescored }: StudyRecord<StudySpec>): readonly Validated[] {
  return rescored
    .flatMap(({ family, trial, loss }) => (family === "validation" && loss !== null ? [{ trial, loss }] : []))
    .sort((a, b) => a.trial - b.trial);
}

/** Where the search believes in progress that fresh seeds do not show, this curve rises. Today's set is no step of it. */
function validationCurve(validated: readonly Validated[]): Plot.Markish[] {
  if (validated.length === 0) return [];
  const { symbol, r, fill, stroke, strokeWidth } = looks.fresh;
  return [
    Plot.line(
      validated.filter(({ trial }) => trial > 0),
      { x: "trial", y: "loss", stroke, strokeWidth },
    ),
    Plot.dot(validated, { x: "trial", y: "loss", symbol, r, fill, stroke, strokeWidth }),
  ];
}

function wordsOf(seen: ReadonlySet<Outcome>, validated: boolean): readonly string[] {
  return [
    "Convergence: the loss of each trial in the order it was asked for (lower is better, search seeds).",
    seen.has("feasible") ? " The line is the best feasible loss so far." : "",
    validated ? " Diamonds are the same sets on validation seeds, at the trial that found them." : "",
    seen.has("dropped")
      ? " Small grey dots were dropped early; their loss is estimated from the paths played until then."
      : "",
    seen.has("failed") || seen.has("refused") ? " Trials without a loss stand above the frame." : "",
  ];
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
function historyLegend(seen: ReadonlySet<Outcome>, word: string, validated: boolean): Plot.Markish[] {
  const named = ([outcome]: readonly [Outcome, string]): boolean => seen.has(outcome);
  return legend([
    ...outcomeWords.filter(named).map(([outcome, words]) => ({ look: looks[outcome], words })),
    ...(seen.has("feasible") ? [{ look: "line" as const, words: "best feasible so far" }] : []),
    ...(validated ? [{ look: looks.fresh, words: "on validation seeds" }] : []),
    { look: looks.chosen, words: word },
  ]);
}

const outcomeWords: readonly (readonly [Outcome, string])[] = [
  ["feasible", "feasible"],
  ["infeasible", "breaks a constraint"],
  ["dropped", "dropped early"],
  ["failed", "failed"],
  ["refused", "not simulated"],
];
