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

/** More latency is darker. */
const blues = ["#eaf3f8", "#cfe4f0", "#a9d0e5", "#7cb8d8", "#4c9cc6", "#1f7fb2", "#0a6296", "#034773"] as const;
const unstableColour = "#efb48d";
const frame = {
  width: figureWidth.full,
  height: 420,
  marginTop: 44,
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
  const scale = shadeScale(cells, block);
  const edges = borderEdges(map, asked);
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
        fill: ({ blocks }: Cell) => scale.find(({ holds }) => holds(blocks))?.colour ?? palette.line,
        shapeRendering: "crispEdges",
      }),
      Plot.link(edges, { ...ends, stroke: palette.ink, strokeWidth: 2, strokeLinecap: "round" }),
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
      ...scaleMarks(scale),
      ...(edges.length === 0
        ? []
        : signLegend(
            [{ colour: palette.ink, words: `tolerates ${exact(asked)} blocks, the latency asked for`, sign: "line" }],
            60,
            -28,
          )),
    ],
  });
}

interface Shade {
  readonly colour: string;
  readonly words: string;
  readonly holds: (blocks: number | null) => boolean;
}

/** Unstable, equal steps of the logarithm from the smallest to the largest tolerated latency, unlimited. */
function shadeScale(cells: readonly Cell[], block: number): readonly Shade[] {
  const finite = cells.flatMap(({ blocks }) => (blocks !== null && blocks > 0 ? [blocks] : []));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const end = (step: number): number => low * (high / low) ** (step / blues.length);
  const steps = blues.map((colour, i) => ({
    colour,
    words: `up to ${timeText(end(i + 1) * block, 2)}`,
    holds: (blocks: number | null) =>
      blocks !== null && blocks > 0 && (i === 0 || blocks > end(i)) && (i === blues.length - 1 || blocks <= end(i + 1)),
  }));
  const all = [
    { colour: unstableColour, words: "unstable", holds: (blocks: number | null) => blocks === 0 },
    ...(low < high ? steps : steps.slice(-1)),
    { colour: palette.chosen, words: "unlimited", holds: (blocks: number | null) => blocks === null },
  ];
  return all.filter(({ holds }) => cells.some(({ blocks }) => holds(blocks)));
}

interface Edge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const ends = { x1: "x1", y1: "y1", x2: "x2", y2: "y2" } as const;

/** Edges between cells that tolerate what is asked for and cells that do not. */
function borderEdges({ blocks }: DelayMap, asked: number): readonly Edge[] {
  const enough = (down: number, across: number): boolean | null => {
    const found = blocks[down]?.[across];
    return found === undefined ? null : found === null || found >= asked;
  };
  const edges: Edge[] = [];
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
  return edges;
}

/** A pair of gains at its place. */
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

/** Where a gain lies between the places of the grid; beyond it, at its edge. */
function placeOf(values: readonly number[], gain: number): number {
  const last = values.length - 1;
  const falling = (values[last] ?? gain) < (values[0] ?? gain); // gains of a loop that must fall with its measurement
  const next = values.findIndex((value) => (falling ? value <= gain : value >= gain));
  if (next < 0) return last;
  if (next === 0) return 0;
  const [low, high] = [values[next - 1] ?? gain, values[next] ?? gain];
  return next - 1 + (gain - low) / (high - low);
}

/** A key of the shades in use, to the right of the frame. */
function scaleMarks(scale: readonly Shade[]): Plot.Markish[] {
  return scale.flatMap(({ colour, words }, i) => {
    const place = { frameAnchor: "top-right", lineAnchor: "middle", dy: 10 + i * 24 } as const;
    return [
      Plot.dot([0], { ...place, symbol: "square", fill: colour, r: 7, dx: 22 }),
      Plot.text([words], { ...place, dx: 36, textAnchor: "start" }),
    ];
  });
}

function ticksOf(count: number): number[] {
  const step = Math.max(1, Math.ceil((count - 1) / 8));
  return Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, i) => i * step);
}

function gainText(value: number | undefined): string {
  return value === undefined ? "" : exact(value, 2);
}
