// How the stability figures tell today's set from the tuned one and write their axes: shared by all of them.
import * as Plot from "@observablehq/plot";
import type { LoopCertificate, LoopPicture } from "../stability/analysis.ts";
import { exact } from "./number-format.ts";
import { palette } from "./palette.ts";

/** Whose loop is drawn. */
export type DrawnSet = "today" | "tuned";

/** One loop of one set, at its nominal place. */
export interface DrawnLoop {
  readonly set: DrawnSet;
  readonly picture: LoopPicture;
  readonly certificate: LoopCertificate;
}

export const setColour: Readonly<Record<DrawnSet, string>> = { today: palette.today, tuned: palette.proposed };

export const grid = { stroke: palette.line, strokeOpacity: 1 } as const;

/** A dashed line that must not be crossed. */
export const border = { stroke: palette.infeasible, strokeWidth: 1.2, strokeDasharray: "5 4" } as const;

/** Words that stay readable on lines. */
export const onLines = { stroke: "white", strokeWidth: 4, strokeLinejoin: "round" } as const;

interface LegendEntry {
  readonly colour: string;
  readonly words: string;
  readonly sign: "line" | "dashes" | "dot" | "ring" | "cross";
}

/** Signs and words on one line above the frame. @param dx, dy of the first sign from the frame's upper left corner, px */
export function signLegend(entries: readonly LegendEntry[], dx: number, dy: number): Plot.Markish[] {
  const signs = { line: "━", dashes: "╍", dot: "●", ring: "○", cross: "✕" } as const;
  let left = dx;
  return entries.flatMap(({ colour, words, sign }) => {
    const at = left + 8;
    left += 38 + words.length * 6.6;
    const place = { frameAnchor: "top-left", lineAnchor: "middle", dy } as const;
    return [
      Plot.text([signs[sign]], { ...place, dx: at, fill: colour }),
      Plot.text([words], { ...place, dx: at + 13, textAnchor: "start" }),
    ];
  });
}

/** The sets of a figure for its legend, today's first. */
export function setEntries(sets: readonly DrawnSet[], sign: LegendEntry["sign"] = "line"): readonly LegendEntry[] {
  return (["today", "tuned"] as const)
    .filter((set) => sets.includes(set))
    .map((set) => ({ colour: setColour[set], words: set, sign }));
}

const MINUTE = 60;
const HOUR = 3600;
export const DAY = 86_400;
const YEAR = 365 * DAY;

/** A time of a size people use: "40 s", "3.2 h", "6 days". @param seconds above 0 */
export function timeText(seconds: number, digits = 3): string {
  if (seconds >= 2 * YEAR) return `${exact(seconds / YEAR, digits)} years`;
  if (seconds >= 2 * DAY) return `${exact(seconds / DAY, digits)} days`;
  if (seconds >= 2 * HOUR) return `${exact(seconds / HOUR, digits)} h`;
  if (seconds >= 2 * MINUTE) return `${exact(seconds / MINUTE, digits)} min`;
  return `${exact(seconds, digits)} s`;
}

/** A number of an axis; Plot gives its formatters more than the number. */
export function tickText(value: number): string {
  return exact(value);
}

/** A log fall as a fall in per cent. */
export function fallPercent(log: number): number {
  return -100 * Math.expm1(-log);
}

/** Times that people count in, for axes. */
export const timeMarks = [
  [1, "1 s"],
  [MINUTE, "1 min"],
  [HOUR, "1 h"],
  [DAY, "1 day"],
  [30 * DAY, "30 days"],
] as const;
