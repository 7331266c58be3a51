// Fan charts: how mark price and drawdown spread over the paths, for one parameter set or two beside each other.
import * as Plot from "@observablehq/plot";
import type { FanSeries } from "./fan.ts";
import { exact } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import { svgDocument } from "./svg-document.ts";

/** One panel of a fan chart. */
export interface FanPanel {
  readonly title: string;
  readonly series: FanSeries;
  readonly colour: string;
}

export interface FanText {
  /** What the figure shows, for screen readers. */
  readonly title: string;
  /** Axis label with its unit. */
  readonly label: string;
  /** What values are divided by before they are drawn: 0.01 prints fractions as percent. */
  readonly divisor: number;
}

interface Row {
  readonly panel: string;
  readonly hour: number;
  readonly bounds: readonly number[];
}

const size = { height: 300, marginTop: 34, marginBottom: 42 };
const timeLimit = 240;

/** Panels share both axes, so that they can be compared at a glance. */
export function fanFigure(panels: readonly FanPanel[], text: FanText): string {
  const rows = panels.map((panel) => rowsOf(panel, text.divisor));
  const [low, high] = rangeOf(rows.flat());
  const last = Math.max(...panels.map((panel) => panel.series.hours.at(-1) ?? 0));
  return svgDocument(text.title, {
    width: figureWidth.full,
    ...size,
    marginLeft: 60,
    marginRight: 52,
    fx: { domain: panels.map((panel) => panel.title), padding: 0.1, label: null, axis: null },
    x: { domain: [0, last] },
    y: { domain: [low, high] },
    marks: [
      Plot.gridY({ stroke: palette.line, strokeOpacity: 1, ticks: 6 }),
      Plot.axisY({
        ticks: 6,
        tickSize: 0,
        label: text.label,
        labelArrow: "none",
      }),
      Plot.axisX({
        ticks: hourTicks(last),
        tickFormat: (hour: number) => exact(hour),
        label: "Hours since the start",
        labelArrow: "none",
        labelAnchor: "center",
      }),
      ...panels.flatMap((panel, place) => fanMarks(panel, rows[place] ?? [])),
      ...panels.slice(1).flatMap((panel) => outline(rows[0] ?? [], panel.title)),
      ...levelLabels(rows.at(-1) ?? [], low, high),
    ],
  });
}

function fanMarks(panel: FanPanel, rows: readonly Row[]): Plot.Markish[] {
  const bound = (level: number) => (row: Row) => row.bounds[level] ?? Number.NaN;
  const place = { fx: "panel", x: "hour" } as const;
  return [
    Plot.areaY(rows, { ...place, y1: bound(0), y2: bound(4), fill: panel.colour, fillOpacity: 0.16 }),
    Plot.areaY(rows, { ...place, y1: bound(1), y2: bound(3), fill: panel.colour, fillOpacity: 0.3 }),
    Plot.lineY(rows, { ...place, y: bound(2), stroke: panel.colour, strokeWidth: 2 }),
    Plot.text([panel.title], {
      fx: [panel.title],
      frameAnchor: "top",
      dy: -16,
      fontWeight: 600,
      fill: panel.colour,
      fontSize: 13,
    }),
  ];
}

/** The outer quantiles of the first panel, dashed in another one, so that the eye need not travel. */
function outline(first: readonly Row[], panel: string): Plot.Markish[] {
  const rows = first.map((row) => ({ ...row, panel }));
  const look = { stroke: palette.today, strokeWidth: 1, strokeDasharray: "4 3" };
  return [0, 4].map((level) =>
    Plot.lineY(rows, { fx: "panel", x: "hour", y: (row: Row) => row.bounds[level], ...look }),
  );
}

/** Whole steps that people count time in, at most seven of them. */
function hourTicks(last: number): number[] {
  const step = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168].find((size) => last / size <= 6) ?? last / 6;
  return Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, count) => count * step);
}

/** Names of the quantiles at the right end of the last panel, moved apart where they would overlap. */
function levelLabels(rows: readonly Row[], low: number, high: number): Plot.Markish[] {
  const last = rows.at(-1);
  if (last === undefined) return [];
  const names = ["5 %", "25 %", "median", "75 %", "95 %"];
  const perPixel = (high - low) / (size.height - size.marginTop - size.marginBottom);
  const places = spread(last.bounds, 13 * perPixel, low, high);
  const labels = names.map((name, level) => ({ panel: last.panel, hour: last.hour, y: places[level] ?? low, name }));
  return [
    Plot.text(labels, { fx: "panel", x: "hour", y: "y", text: "name", dx: 5, textAnchor: "start", fontSize: 11 }),
  ];
}

/** Heights in upward order, at least `gap` apart and inside the frame. */
function spread(values: readonly number[], gap: number, low: number, high: number): number[] {
  const raised: number[] = [];
  for (const value of values) raised.push(Math.max(value, (raised.at(-1) ?? low - gap) + gap));
  let ceiling = high;
  return raised
    .reverse()
    .map((value) => {
      const height = Math.min(value, ceiling);
      ceiling = height - gap;
      return height;
    })
    .reverse();
}

/** At most about `timeLimit` times, the last always among them. */
function rowsOf(panel: FanPanel, divisor: number): Row[] {
  const { hours, quantiles } = panel.series;
  const step = Math.max(1, Math.ceil(hours.length / timeLimit));
  const kept = hours.map((_, time) => time).filter((time) => time % step === 0 || time === hours.length - 1);
  return kept.map((time) => ({
    panel: panel.title,
    hour: hours[time] ?? 0,
    bounds: (quantiles[time] ?? []).map((value) => value / divisor),
  }));
}

function rangeOf(rows: readonly Row[]): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    for (const bound of row.bounds) {
      if (bound < low) low = bound;
      if (bound > high) high = bound;
    }
  }
  if (!(low < high))
    return Number.isFinite(low) ? [low - (Math.abs(low) || 1) * 0.05, low + (Math.abs(low) || 1) * 0.05] : [0, 1];
  const margin = 0.04 * (high - low);
  return [low >= 0 && low < margin ? 0 : low - margin, high + margin];
}
