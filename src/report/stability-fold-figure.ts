// The early-warning picture: how far the price falls in all after a sudden fall, and where the curve turns back (the fold).
import * as Plot from "@observablehq/plot";
import type { FoldReport } from "../stability/analysis.ts";
import { fixed } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import {
  type DrawnSet,
  fallPercent,
  grid,
  onLines,
  setColour,
  setEntries,
  signLegend,
  tickText,
} from "./stability-look.ts";
import { svgDocument } from "./svg-document.ts";

export interface DrawnFold {
  readonly set: DrawnSet;
  readonly fold: FoldReport;
}

/** Per cent. */
interface Rest {
  readonly shock: number;
  readonly fall: number;
}

/** Falls of more than this are not drawn, %. */
const MOST = 100;
/** Places of rest further apart, %, are not neighbours: no shock leads between them. */
const LEAP = 5;

export function foldFigure(folds: readonly DrawnFold[]): string {
  const sets = folds.map(({ set }) => set);
  const shocks = folds.flatMap(({ fold }) => reach(fold));
  const right = Math.min(MOST, Math.max(4, ...shocks));
  return svgDocument("Total fall of the price over a sudden fall", {
    width: figureWidth.full,
    height: 380,
    marginTop: 44,
    marginBottom: 44,
    marginLeft: 56,
    marginRight: 28,
    x: { domain: [0, right] },
    y: { domain: [0, MOST] },
    marks: [
      Plot.gridY({ ...grid, ticks: 6 }),
      Plot.gridX({ ...grid, ticks: 8 }),
      Plot.axisY({ ticks: 6, tickSize: 0, label: "Total fall (%)", labelArrow: "none", tickFormat: tickText }),
      Plot.axisX({
        ticks: 8,
        tickFormat: tickText,
        label: "Sudden fall of the outside price (%)",
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.line(
        [
          { shock: 0, fall: 0 },
          { shock: right, fall: right },
        ],
        { x: "shock", y: "fall", stroke: palette.muted, strokeDasharray: "2 3" },
      ),
      ...folds.flatMap((drawn) => branches(drawn, right)),
      ...folds.flatMap((drawn) => jump(drawn, right)),
      ...signLegend(
        [
          ...setEntries(sets),
          ...(folds.some(({ fold }) => fold.distance !== null) ? foldEntries : []),
          { colour: palette.muted, words: "no liquidation", sign: "dashes" },
        ],
        110,
        -28,
      ),
    ],
  });
}

const foldEntries = [
  { colour: setColour.today, words: "unstable", sign: "dashes" },
  { colour: palette.infeasible, words: "jump at the fold", sign: "dashes" },
] as const;

/** How far the axis must reach to show the turn, %: twice the fold; without one, the whole curve. */
function reach({ distance, curve }: FoldReport): readonly number[] {
  if (distance !== null) return [2 * fallPercent(distance)];
  return [Math.min(60, Math.max(...curve.map(({ shock }) => fallPercent(shock)).filter(Number.isFinite), 0))];
}

/** The curve of rest, solid where the price can stay (shock and fall grow together), thin and dashed where it cannot. */
function branches({ set, fold }: DrawnFold, right: number): Plot.Markish[] {
  const points: readonly Rest[] = fold.curve.map(({ shock, fall }) => ({
    shock: fallPercent(shock),
    fall: fallPercent(fall),
  }));
  const inside = ({ shock, fall }: Rest): boolean => shock >= 0 && shock <= right && fall <= MOST;
  const rising = points.map((point, i) => {
    const [before, next] = [points[i - 1] ?? point, points[i + 1] ?? point];
    return next.fall - point.fall > LEAP ? point.shock >= before.shock : next.shock >= point.shock;
  });
  const gap: Rest = { shock: Number.NaN, fall: Number.NaN };
  const part = (stable: boolean): Rest[] =>
    points.flatMap((point, i) => {
      const leaps = (points[i + 1] ?? point).fall - point.fall > LEAP;
      const drawn = inside(point) && (rising[i] === stable || (!leaps && rising[i + 1] === stable));
      return leaps ? [drawn ? point : gap, gap] : [drawn ? point : gap];
    });
  const start = stableStart(points);
  return [
    Plot.line(part(false), { x: "shock", y: "fall", stroke: setColour[set], strokeWidth: 1.4, strokeDasharray: "4 4" }),
    Plot.line([...start, ...part(true)], { x: "shock", y: "fall", stroke: setColour[set], strokeWidth: 2.2 }),
  ];
}

/** Before the first liquidation the price falls as far as the shock. */
function stableStart(points: readonly Rest[]): readonly Rest[] {
  const first = points.find(({ shock }) => shock >= 0);
  return first === undefined ? [] : [{ shock: 0, fall: 0 }, first];
}

/** From where the lowest branch ends to where the price comes to rest. */
function jump({ set, fold }: DrawnFold, right: number): Plot.Markish[] {
  const { distance, before, after } = fold;
  if (distance === null || before === null || after === null) return [];
  const [shock, from, to] = [fallPercent(distance), fallPercent(before), Math.min(MOST, fallPercent(after))];
  const words = `${set}: ${fixed(shock, 1)} % runs away to ${fixed(fallPercent(after), 0)} %`;
  const side =
    shock < 0.55 * right ? { textAnchor: "start" as const, dx: 10 } : { textAnchor: "end" as const, dx: -10 };
  return [
    Plot.link([{ shock, from, to }], {
      x1: "shock",
      x2: "shock",
      y1: "from",
      y2: "to",
      stroke: palette.infeasible,
      strokeWidth: 1.8,
      strokeDasharray: "5 4",
    }),
    Plot.dot([{ shock, from }], { x: "shock", y: "from", fill: setColour[set], stroke: "white", r: 5 }),
    Plot.dot([{ shock, to }], { x: "shock", y: "to", fill: "white", stroke: setColour[set], strokeWidth: 2, r: 4.5 }),
    Plot.text([{ shock, y: from + (set === "today" ? 0.62 : 0.42) * (to - from) }], {
      x: "shock",
      y: "y",
      text: () => words,
      fill: setColour[set],
      fontWeight: 600,
      ...onLines,
      ...side,
    }),
  ];
}
