// Heat map of the latency that a loop tolerates over two of its gains, with the line where it is just what is asked for.
import * as Plot from "@observablehq/plot";
import type { DelayMap } from "../stability/analysis.ts";
import { exact } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import { type DrawnSet, onLines, setColour, signLegend, timeText } from "./stability-look.ts";
import { svgDocument } from "./svg-document.ts";

export interface MarkedGains {
  readonly set: DrawnSet;
  readonly across: number;
  readonly down: number;
}

interface Cell {
  readonly across: number;
  readonly down: number;
  readonly blocks: number | null;
}

/** Sky to deep blue: more latency is darker; unstable is orange. */
const shades = ["#eaf3f8", "#cfe4f0", "#a9d0e5", "#7cb8d8", "#4c9cc6", "#1f7fb2", "#0a6296", "#034773"] as const;
const frame = {
  width: figureWidth.full,
  height: 420,
  marginTop: 62,
  marginBottom: 48,
  marginLeft: 76,
  marginRight: 150,
};

/**
 * The axes count the places of the grid, so that any spacing of the gains is drawn as equal squares.
 * @param asked blocks of latency at which the line is drawn  @param block s
 */
export function delayMapFigure(map: DelayMap, marked: readonly MarkedGains[], asked: number, block: number): string {
  const cells = map.blocks.flatMap((row, down) => row.map((blocks, across) => ({ across, down, blocks })));
  const [wide, high] = [map.across.values.length, map.down.values.length];
  const scale = shadeScale(cells);
  return svgDocument(`Latency that the ${map.channel} loop tolerates over two gains`, {
    ...frame,
    x: { domain: [-0.5, wide - 0.5] },
    y: { domain: [-0.5, high - 0.5] },
    marks: [
      Plot.rect(cells, {
        x1: ({ across }: Cell) => across - 0.5,
        x2: ({ across }: Cell) => across + 0.5,
        y1: ({ down }: Cell) => down - 0.5,
        y2: ({ down }: Cell) => down + 0.5,
        fill: ({ blocks }: Cell) => scale.colour(blocks),
        shapeRendering: "crispEdges",
      }),
      ...borderLine(map, asked),
      Plot.axisX({
        ticks: ticksOf(wide),
        tickFormat: (place: number) => gainText(map.across.values[place]),
        label: map.across.name,
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.axisY({
        ticks: ticksOf(high),
        tickFormat: (place: number) => gainText(map.down.values[place]),
        tickSize: 0,
        label: map.down.name,
        labelArrow: "none",
      }),
      ...marked.flatMap((gains) => gainsMark(map, gains)),
      ...scaleMarks(scale, wide, high, block),
      ...signLegend(
        [{ colour: palette.ink, words: `tolerates ${exact(asked)} blocks, the latency asked for`, sign: "line" }],
        0,
        -44,
      ),
    ],
  });
}

interface ShadeScale {
  readonly colour: (blocks: number | null) => string;
  /** Upper ends of the shades, blocks. */
  readonly ends: readonly number[];
}

/** Equal steps of the logarithm from the smallest to the largest tolerated latency. */
function shadeScale(cells: readonly Cell[]): ShadeScale {
  const finite = cells.flatMap(({ blocks }) => (blocks !== null && blocks > 0 ? [blocks] : []));
  const low = Math.min(...finite, 1e6);
  const high = Math.max(...finite, low * 10);
  const step = Math.log(high / low) / shades.length;
  const last = shades.length - 1;
  return {
    colour: (blocks) => {
      if (blocks === 0) return palette.infeasible;
      if (blocks === null) return shades[last] ?? palette.ink;
      return shades[Math.min(last, Math.max(0, Math.floor(Math.log(blocks / low) / step)))] ?? palette.ink;
    },
    ends: shades.map((_, i) => low * Math.exp((i + 1) * step)),
  };
}

/** Edges between cells that tolerate what is asked for and cells that do not. */
function borderLine({ blocks }: DelayMap, asked: number): Plot.Markish[] {
  const enough = (down: number, across: number): boolean | null => {
    const found = blocks[down]?.[across];
    return found === undefined ? null : found === null || found >= asked;
  };
  const edges: { x1: number; y1: number; x2: number; y2: number }[] = [];
  for (const [down, row] of blocks.entries()) {
    for (const across of row.keys()) {
      const here = enough(down, across);
      const [right, above] = [enough(down, across + 1), enough(down + 1, across)];
      if (right !== null && right !== here)
        edges.push({ x1: across + 0.5, x2: across + 0.5, y1: down - 0.5, y2: down + 0.5 });
      if (above !== null && above !== here)
        edges.push({ x1: across - 0.5, x2: across + 0.5, y1: down + 0.5, y2: down + 0.5 });
    }
  }
  return [
    Plot.link(edges, {
      x1: "x1",
      y1: "y1",
      x2: "x2",
      y2: "y2",
      stroke: palette.ink,
      strokeWidth: 2,
      strokeLinecap: "round",
    }),
  ];
}

/** Where a pair of gains lies between the places of the grid; beyond it, at its edge. */
function gainsMark(map: DelayMap, { set, across, down }: MarkedGains): Plot.Markish[] {
  const at = [{ x: placeOf(map.across.values, across), y: placeOf(map.down.values, down) }];
  const right = (at[0]?.x ?? 0) < map.across.values.length * 0.8;
  const words = { dx: right ? 10 : -10, textAnchor: right ? ("start" as const) : ("end" as const), fontWeight: 600 };
  return [
    Plot.dot(at, {
      x: "x",
      y: "y",
      fill: setColour[set],
      stroke: "white",
      strokeWidth: 1.5,
      r: 6,
      symbol: set === "today" ? "square" : "star",
    }),
    Plot.text(at, { x: "x", y: "y", text: () => set, fill: palette.ink, ...onLines, ...words }),
  ];
}

function placeOf(values: readonly number[], gain: number): number {
  const last = values.length - 1;
  const next = values.findIndex((value) => value >= gain);
  if (next < 0) return last;
  if (next === 0) return 0;
  const [low, high] = [values[next - 1] ?? gain, values[next] ?? gain];
  return next - 1 + (gain - low) / (high - low);
}

/** A key of shades to the right of the frame, its steps in blocks and in time. */
function scaleMarks({ ends }: ShadeScale, wide: number, high: number, block: number): Plot.Markish[] {
  const right = { x: () => wide - 0.5, clip: false } as const;
  const rows = [
    { colour: palette.infeasible, words: "unstable" },
    ...shades.map((colour, i) => ({
      colour,
      words: `${i === shades.length - 1 ? "above" : "up to"} ${timeText((i === shades.length - 1 ? (ends[i - 1] ?? 0) : (ends[i] ?? 0)) * block, 2)}`,
    })),
  ];
  return rows.flatMap(({ colour, words }, i) => [
    Plot.dot([0], { ...right, y: () => high - 0.5, symbol: "square", fill: colour, r: 7, dx: 22, dy: 10 + i * 24 }),
    Plot.text([words], { ...right, y: () => high - 0.5, dx: 34, dy: 10 + i * 24, textAnchor: "start" }),
  ]);
}

function ticksOf(count: number): number[] {
  const step = Math.max(1, Math.ceil((count - 1) / 6));
  return Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, i) => i * step);
}

function gainText(value: number | undefined): string {
  return value === undefined ? "" : exact(value, 2);
}
