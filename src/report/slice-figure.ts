// Where good values of each tuned parameter lie: the loss of the trials against one parameter at a time.
import * as Plot from "@observablehq/plot";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec, TunedParameter } from "../study/spec.ts";
import { candidateOf, todayOf } from "./candidate.ts";
import { lossAxis } from "./loss-axis.ts";
import { figureWidth, palette } from "./palette.ts";
import { parameterAxis, settingText } from "./parameter-axis.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";
import { thinned, thinningNote } from "./thinning.ts";
import { highlight, looks, type PlacedTrial, trialDots } from "./trial-marks.ts";

const dotLimit = 700;

export interface Slices {
  readonly figures: readonly Figure[];
  /** What a caption must say when not every trial is drawn; else empty. */
  readonly note: string;
}

/** One figure per tuned parameter, in the order of the study; none while no trial has a loss. */
export function sliceFigures(record: StudyRecord<StudySpec>): Slices {
  const candidate = candidateOf(record);
  if (candidate === null) return { figures: [], note: "" };
  const thin = thinned(record.trials, dotLimit, [0, candidate.trial.index]);
  const marked = { today: todayOf(record), chosen: candidate.trial, word: candidate.word };
  const figures = record.spec.tune.map((tuned, place) => sliceFigure(tuned, place, thin.drawn, marked));
  return { figures: figures.flatMap((figure) => figure ?? []), note: thinningNote(thin, record.trials.length) };
}

interface Marked {
  readonly today: TrialRecord | null;
  readonly chosen: TrialRecord;
  /** What the chosen one is called. */
  readonly word: string;
}

function sliceFigure(
  tuned: TunedParameter,
  place: number,
  drawn: readonly TrialRecord[],
  marked: Marked,
): Figure | null {
  const losses = lossAxis(drawn, [marked.today?.loss ?? null, marked.chosen.loss]);
  if (losses === null) return null;
  const { name } = tuned.parameter;
  const axis = parameterAxis(tuned);
  const at = (trial: TrialRecord): PlacedTrial => ({ x: (trial.values[place] ?? tuned.today) / axis.divisor, trial });
  const svg = svgDocument(`Loss against ${name}`, {
    width: figureWidth.half,
    height: 256,
    marginTop: 34,
    marginLeft: 50,
    marginRight: 28,
    marginBottom: 42,
    x: axis.scale,
    y: { domain: [losses.low, losses.high] },
    marks: [
      Plot.gridY({ stroke: palette.line, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        label: "Loss",
        labelArrow: "none",
      }),
      Plot.axisX({ ...axis.ticks, label: axis.label, labelArrow: "none", labelAnchor: "center" }),
      ...trialDots(drawn.map(at), losses),
      ...highlight(marked.today === null ? null : at(marked.today), losses, looks.today),
      ...highlight(at(marked.chosen), losses, looks.chosen),
    ],
  });
  const chosen = settingText(tuned, marked.chosen.values[place] ?? tuned.today);
  const other = marked.chosen.index === 0 ? "" : `, ${marked.word} ${chosen}`;
  const caption = `${name}: today ${settingText(tuned, tuned.today)}${other}`;
  return { name: `slice-${name.replace(/[^a-zA-Z0-9]+/g, "-")}`, caption, svg };
}
