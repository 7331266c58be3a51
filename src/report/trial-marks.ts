// How trials look in every figure: feasible, infeasible, failed, today's and the chosen one, told apart by shape too.
import * as Plot from "@observablehq/plot";
import type { TrialRecord } from "../study/record.ts";
import { stateOf } from "./counts.ts";
import { type LossAxis, onAxis } from "./loss-axis.ts";
import { palette } from "./palette.ts";

/** A trial at its place along the x axis. */
export interface PlacedTrial {
  readonly x: number;
  readonly trial: TrialRecord;
}

interface Look {
  readonly symbol: "circle" | "triangle" | "times" | "square" | "star";
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
  failed: { symbol: "times", r: 3, stroke: palette.failed, strokeWidth: 1.2 },
  refused: { symbol: "triangle", r: 2.6, stroke: palette.failed, strokeWidth: 0.9 },
  today: { symbol: "square", r: 4.5, fill: palette.ink, stroke: "white", strokeWidth: 1 },
  chosen: { symbol: "star", r: 6.5, fill: palette.chosen, stroke: "white", strokeWidth: 1 },
} as const satisfies Record<string, Look>;

/** Dots of all trials; those without a loss stand above the axis. */
export function trialDots(placed: readonly PlacedTrial[], axis: LossAxis): Plot.Markish[] {
  const failed = placed.filter(({ trial }) => stateOf(trial) === "failed");
  const refused = placed.filter(({ trial }) => stateOf(trial) === "refused");
  const infeasible = placed.filter(({ trial }) => trial.loss !== null && trial.violation !== 0);
  const feasible = placed.filter(({ trial }) => trial.loss !== null && trial.violation === 0);
  return [
    dots(infeasible, axis, looks.infeasible),
    dots(feasible, axis, looks.feasible),
    dots(failed, axis, looks.failed, -10),
    dots(refused, axis, looks.refused, -10),
  ];
}

/** One trial that stands out, on top of the others. */
export function highlight(placed: PlacedTrial | null, axis: LossAxis, look: Look): Plot.Markish[] {
  return placed === null || placed.trial.loss === null ? [] : [dots([placed], axis, look)];
}

/** A line of signs and words above the frame. */
export function legend(
  entries: readonly { readonly look: Look | "line" | "dashes"; readonly words: string }[],
): Plot.Markish[] {
  let left = 0;
  return entries.flatMap(({ look, words }) => {
    const at = left + 6;
    left += 32 + words.length * 6.2;
    const place = { frameAnchor: "top-left", lineAnchor: "middle", dy: -31 } as const;
    const sign =
      typeof look === "string"
        ? Plot.text([look === "line" ? "━" : "╍"], {
            ...place,
            dx: at,
            fill: look === "line" ? palette.best : palette.ink,
          })
        : Plot.dot([0], { ...place, dx: at, ...look, r: Math.min(Math.max(look.r, 3.4), 5) });
    return [sign, Plot.text([words], { ...place, dx: at + 12, textAnchor: "start" })];
  });
}

function dots(placed: readonly PlacedTrial[], axis: LossAxis, look: Look, dy = 0): Plot.Markish {
  return Plot.dot(placed, {
    x: ({ x }: PlacedTrial) => x,
    y: ({ trial }: PlacedTrial) => onAxis(axis, trial.loss ?? axis.high),
    ...look,
    dy,
  });
}
