// How trials look in every figure: feasible, infeasible, failed, today's and the chosen one, told apart by shape too.
import * as Plot from "@observablehq/plot";
import type { TrialRecord } from "../study/record.ts";
import { type Outcome, outcomeOf } from "./counts.ts";
import { type LossAxis, onAxis } from "./loss-axis.ts";
import { palette } from "./palette.ts";

/** A trial at its place along the x axis. */
export interface PlacedTrial {
  readonly x: number;
  readonly trial: TrialRecord;
}

export interface Look {
  readonly symbol: "circle" | "triangle" | "times" | "square" | "star" | "diamond";
  readonly r: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly fillOpacity?: number;
  readonly strokeOpacity?: number;
}

export const looks = {
  feasible: { symbol: "circle", r: 2.4, fill: palette.proposed, fillOpacity: 0.55 },
  infeasible: { symbol: "triangle", r: 2.6, stroke: palette.infeasible, strokeWidth: 0.9, strokeOpacity: 0.65 },
  dropped: { symbol: "circle", r: 1.7, fill: palette.muted, fillOpacity: 0.4 },
  failed: { symbol: "times", r: 3, stroke: palette.failed, strokeWidth: 1.2 },
  refused: { symbol: "triangle", r: 2.6, stroke: palette.failed, strokeWidth: 0.9 },
  today: { symbol: "square", r: 4.5, fill: palette.ink, stroke: "white", strokeWidth: 1 },
  fresh: { symbol: "diamond", r: 3.6, fill: "white", stroke: palette.fresh, strokeWidth: 1.5 },
  knee: { symbol: "diamond", r: 6, fill: palette.knee, stroke: "white", strokeWidth: 1 },
  chosen: { symbol: "star", r: 6.5, fill: palette.chosen, stroke: "white", strokeWidth: 1 },
} as const satisfies Record<string, Look>;

/** Dots of all trials; those without a loss stand above the axis. */
export function trialDots(placed: readonly PlacedTrial[], axis: LossAxis): Plot.Markish[] {
  const those = (outcome: Outcome): readonly PlacedTrial[] =>
    placed.filter(({ trial }) => outcomeOf(trial) === outcome);
  return [
    dots(those("dropped"), axis, looks.dropped),
    dots(those("infeasible"), axis, looks.infeasible),
    dots(those("feasible"), axis, looks.feasible),
    dots(those("failed"), axis, looks.failed, -10),
    dots(those("refused"), axis, looks.refused, -10),
  ];
}

/** One trial that stands out, on top of the others. */
export function highlight(placed: PlacedTrial | null, axis: LossAxis, look: Look): Plot.Markish[] {
  return placed === null || placed.trial.loss === null ? [] : [dots([placed], axis, look)];
}

export interface LegendEntry {
  readonly look: Look | "line" | "dashes";
  readonly words: string;
}

/** Signs and words above the frame, on as many lines as they need. @param width of a line, px */
export function legend(entries: readonly LegendEntry[], width = 640): Plot.Markish[] {
  const lines = linesOf(entries, width);
  return lines.flatMap((line, row) => {
    const dy = -31 - LINE * (lines.length - 1 - row);
    let left = 0;
    return line.flatMap((entry) => {
      const at = left + 6;
      left += lengthOf(entry);
      return entryMarks(entry, at, dy);
    });
  });
}

const LINE = 17;

function lengthOf({ words }: LegendEntry): number {
  return 32 + words.length * 6.2;
}

function linesOf(entries: readonly LegendEntry[], width: number): readonly (readonly LegendEntry[])[] {
  const lines: LegendEntry[][] = [[]];
  let left = 0;
  for (const entry of entries) {
    left += lengthOf(entry);
    if (left > width && lines.at(-1)?.length !== 0) {
      lines.push([]);
      left = lengthOf(entry);
    }
    lines.at(-1)?.push(entry);
  }
  return lines;
}

function entryMarks({ look, words }: LegendEntry, dx: number, dy: number): Plot.Markish[] {
  const place = { frameAnchor: "top-left", lineAnchor: "middle", dx, dy } as const;
  const line = look === "line" ? { sign: "━", fill: palette.best } : { sign: "╍", fill: palette.ink };
  const sign =
    typeof look === "string"
      ? Plot.text([line.sign], { ...place, fill: line.fill })
      : Plot.dot([0], { ...place, ...look, r: Math.min(Math.max(look.r, 3.4), 5) });
  return [sign, Plot.text([words], { ...place, dx: dx + 12, textAnchor: "start" })];
}

function dots(placed: readonly PlacedTrial[], axis: LossAxis, look: Look, dy = 0): Plot.Markish {
  return Plot.dot(placed, {
    x: ({ x }: PlacedTrial) => x,
    y: ({ trial }: PlacedTrial) => onAxis(axis, trial.loss ?? axis.high),
    ...look,
    dy,
  });
}
