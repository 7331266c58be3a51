// The timeline of the workers: every task of a short study, how busy each worker was by the moment in a long one.
import * as Plot from "@observablehq/plot";
import type { Family } from "../study/record.ts";
import { displayUnit, exact } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import { svgDocument } from "./svg-document.ts";
import { occupancyOf, type SessionSpan, type Timeline } from "./timeline.ts";
import { legend, looks } from "./trial-marks.ts";

/** Too many tasks for bars: those of one worker would be narrower than their borders, or the file would grow. */
export function drawnAsOccupancy({ tasks, workers }: Timeline): boolean {
  return tasks.length > Math.min(300 * workers, 1500);
}

export function timelineSvg(timeline: Timeline): string {
  const { sessions, workers, tasks } = timeline;
  const end = sessions.at(-1)?.to ?? 0;
  const { divisor, label } = displayUnit("s", [end]);
  const row = Math.max(9, Math.min(24, 480 / workers));
  const seen = new Set(tasks.map(({ family }) => family));
  return svgDocument("Timeline of the workers", {
    width: figureWidth.full,
    height: 108 + row * workers,
    marginTop: 64,
    marginLeft: 76,
    marginRight: 24,
    marginBottom: 44,
    x: { domain: [0, end / divisor] },
    y: { domain: [0, workers], reverse: true, axis: null },
    marks: [
      Plot.text(rowsToName(workers), {
        x: 0,
        y: (worker: number) => worker + 0.5,
        text: (worker: number) => `worker ${worker + 1}`,
        textAnchor: "end",
        dx: -8,
      }),
      Plot.axisX({
        ticks: 8,
        tickFormat: (value: number) => exact(value),
        label: timeLabel(label, sessions.length > 1),
        ...unlabelled,
      }),
      ...(drawnAsOccupancy(timeline) ? occupancy(timeline, divisor) : bars(timeline, divisor)),
      ...sessionBorders(sessions, divisor),
      ...legend(
        families
          .filter((family) => seen.has(family))
          .map((family) => ({ look: lookOf(family), words: `${family} seeds` })),
      ),
    ],
  });
}

const unlabelled = { labelArrow: "none", labelAnchor: "center" } as const;

function timeLabel(unit: string, several: boolean): string {
  return `Time since the study began${several ? ", pauses between sessions left out" : ""} (${unit})`;
}

const families = ["search", "validation", "holdout"] as const satisfies readonly Family[];

const colours: Readonly<Record<Family, string>> = {
  search: palette.proposed,
  validation: palette.fresh,
  holdout: palette.chosen,
};

function lookOf(family: Family) {
  return { ...looks.feasible, r: 5, fill: colours[family], fillOpacity: 0.85 };
}

/** Names where there is room for them. */
function rowsToName(workers: number): readonly number[] {
  const every = Math.ceil(workers / 32);
  return Array.from({ length: workers }, (_, worker) => worker).filter((worker) => worker % every === 0);
}

function bars({ tasks }: Timeline, divisor: number): Plot.Markish[] {
  return [
    Plot.rect(tasks, {
      x1: ({ start }) => start / divisor,
      x2: ({ end }) => end / divisor,
      y1: ({ thread }) => thread + 0.1,
      y2: ({ thread }) => thread + 0.9,
      fill: ({ family }: { family: Family }) => colours[family],
      fillOpacity: 0.85,
      stroke: "white",
      strokeWidth: 0.4,
    }),
  ];
}

/** Filled from the foot of a worker's row: full height is busy all the time. */
function occupancy(timeline: Timeline, divisor: number): Plot.Markish[] {
  const bins = Math.round(Math.max(60, Math.min(240, 1600 / timeline.workers)));
  const width = (timeline.sessions.at(-1)?.to ?? 0) / bins / divisor;
  return occupancyOf(timeline, bins).flatMap((lane, worker) => {
    const below = new Float64Array(bins);
    const foot = worker + 0.92;
    const areas = families.flatMap((family) => {
      const shares = lane.get(family);
      if (shares === undefined) return [];
      const steps = [...shares].map((share, bin) => {
        const low = below[bin] ?? 0;
        below[bin] = low + share;
        return { x: bin * width, low: foot - 0.84 * low, high: foot - 0.84 * (low + share) };
      });
      const closed = [...steps, { ...steps.at(-1), x: bins * width }];
      const fill = { fill: colours[family], fillOpacity: 0.85, curve: "step-after" } as const;
      return [Plot.areaY(closed, { x: "x", y1: "low", y2: "high", ...fill })];
    });
    return [Plot.ruleY([foot], { stroke: palette.line }), ...areas];
  });
}

/** A border at the beginning of each further session, named where there is room. */
function sessionBorders(sessions: readonly SessionSpan[], divisor: number): Plot.Markish[] {
  const end = sessions.at(-1)?.to ?? 0;
  const further = sessions.slice(1);
  const roomy = further.filter(({ from, to }) => to - from > 0.09 * end);
  return [
    Plot.ruleX(
      further.map(({ from }) => from / divisor),
      { stroke: palette.ink, strokeDasharray: "5 4" },
    ),
    Plot.text(roomy, {
      x: ({ from }: SessionSpan) => from / divisor,
      text: ({ session }: SessionSpan) => `session ${session}`,
      frameAnchor: "top",
      textAnchor: "start",
      dx: 3,
      dy: -11,
    }),
  ];
}
