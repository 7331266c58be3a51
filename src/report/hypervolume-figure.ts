// The hypervolume history as a figure: how fast the front approached where it ended.
import * as Plot from "@observablehq/plot";
import type { VolumeHistory, VolumeStep } from "./hypervolume-history.ts";
import { estimate, fixed } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";
import { trialAxes } from "./trial-axis.ts";

/** Null while no trial meets every goal. @param trials of the study */
export function hypervolumeFigure({ steps, points }: VolumeHistory, trials: number): Figure | null {
  const last = steps.at(-1);
  if (last === undefined) return null;
  const end = Math.max(1, trials - 1);
  const line = [{ index: 0, volume: 0 }, ...steps, { index: end, volume: last.volume }];
  const marks = reachedSteps(steps);
  const svg = svgDocument("Hypervolume of the front over the trials", {
    width: figureWidth.full,
    height: 280,
    marginTop: 30,
    marginLeft: 56,
    marginRight: 64,
    marginBottom: 42,
    x: { domain: [0, end] },
    y: { domain: [0, last.volume * 1.06] },
    marks: [
      ...trialAxes("Hypervolume"),
      Plot.line(line, { x: "index", y: "volume", curve: "step-after", stroke: palette.best, strokeWidth: 2 }),
      Plot.dot(marks, { x: "index", y: "volume", r: 3.5, fill: palette.best, stroke: "white" }),
      ...marks.map(reachedWords),
    ],
  });
  return { name: "hypervolume", caption: captionOf(last, marks, points), svg };
}

const shares = [0.9, 0.95] as const;

/** Words stay readable on the line and on the grid. */
const halo = { fill: palette.ink, stroke: "white", strokeWidth: 4, strokeLinejoin: "round" } as const;

interface Reached extends VolumeStep {
  readonly words: string;
}

/** Where shares of the final volume were reached, the larger share where one step brought several. */
function reachedSteps(steps: readonly VolumeStep[]): readonly Reached[] {
  const marks = shares.flatMap((share) => reached(steps, share));
  return marks.filter(({ index }, place) => marks[place + 1]?.index !== index);
}

/** Below the line or, for the last one, above it: words of steps close to each other keep apart. */
function reachedWords(mark: Reached, place: number, { length }: readonly Reached[]): Plot.Markish {
  const aside =
    place < length - 1
      ? { dx: 6, dy: 15, textAnchor: "start" as const }
      : { dx: -6, dy: -10, textAnchor: "end" as const };
  return Plot.text([mark], { x: "index", y: "volume", text: "words", ...aside, ...halo });
}

/** The first step with a share of the final volume; none where the first step had it. */
function reached(steps: readonly VolumeStep[], share: number): readonly Reached[] {
  const step = steps.find(({ volume }) => volume >= share * (steps.at(-1)?.volume ?? 0));
  return step === undefined || step === steps[0] ? [] : [{ ...step, words: `${fixed(100 * share, 0)} %` }];
}

function captionOf(last: VolumeStep, marks: readonly Reached[], points: number | null): string {
  const what =
    "Hypervolume: how much of the space in which every goal is met the feasible trials dominate, against the point at which " +
    `each goal is just met. More is better; it ended at ${estimate(last.volume)}.`;
  const when = marks.map(({ words, index }) => ` ${words} of that was reached by trial ${fixed(index, 0)}.`).join("");
  const how = points === null ? "" : ` Estimated from ${fixed(points, 0)} quasi-random points.`;
  return `${what}${when}${how}`;
}
