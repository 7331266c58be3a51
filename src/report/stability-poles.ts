// Closed-loop poles: all of them in the unit circle, and beside it the slow ones, which crowd there at z = 1, by what they
// mean: how long a disturbance takes to die out, and how long a swing takes.
//
// A pole z is drawn on the right at s = ln z / h on axes that are linear near 0 and logarithmic beyond, so that the unit
// circle becomes the vertical line at 0 and poles that differ by a factor in time stand equally far apart.
import * as Plot from "@observablehq/plot";
import { figureWidth } from "./palette.ts";
import {
  border,
  type DrawnLoop,
  type DrawnSet,
  grid,
  setColour,
  setEntries,
  signLegend,
  timeMarks,
} from "./stability-look.ts";
import { panelledSvg } from "./stability-panels.ts";
import { svgDocument } from "./svg-document.ts";

const height = 360;
const turn = 2 * Math.PI;
/** Swings of this period, s, are on the axis even where no pole swings: the marks tell what height means. */
const leastSpan = 3600;
const symbols = { today: "circle", tuned: "times" } as const;
const signs = { today: "ring", tuned: "cross" } as const;

interface Pole {
  readonly set: DrawnSet;
  readonly re: number;
  readonly im: number;
}

/** @param name of the loop  @param block s */
export function polesFigure(name: string, loops: readonly DrawnLoop[], block: number): string {
  const poles = loops.flatMap(({ set, picture }) => picture.poles.map(({ re, im }) => ({ set, re, im })));
  const sets = loops.map(({ set }) => set);
  return panelledSvg(
    `Closed-loop poles of the ${name} loop`,
    [figureWidth.full, height],
    [
      { svg: circlePanel(poles, sets), x: 0, y: 0 },
      { svg: ratePanel(poles, block), x: height - 12, y: 0 },
    ],
  );
}

function circlePanel(poles: readonly Pole[], sets: readonly DrawnSet[]): string {
  const farthest = poles.reduce((most, { re, im }) => Math.max(most, Math.abs(re), Math.abs(im)), 1);
  const edge = Math.min(3, farthest) * 1.12;
  const circle = Array.from({ length: 181 }, (_, i) => [Math.cos((i * Math.PI) / 90), Math.sin((i * Math.PI) / 90)]);
  const ticks = [-1, -0.5, 0, 0.5, 1];
  return svgDocument("Poles in the unit circle", {
    width: height - 24,
    height,
    marginTop: 44,
    marginBottom: 44,
    marginLeft: 52,
    marginRight: 12,
    x: { domain: [-edge, edge] },
    y: { domain: [-edge, edge] },
    marks: [
      Plot.gridX(ticks, grid),
      Plot.gridY(ticks, grid),
      Plot.axisX({ ticks, label: "Real part of z", labelArrow: "none", labelAnchor: "center" }),
      Plot.axisY({ ticks, tickSize: 0, label: "Imaginary part", labelArrow: "none" }),
      Plot.line(circle, border),
      ...poleDots(poles.filter(({ re, im }) => Math.max(Math.abs(re), Math.abs(im)) <= edge)),
      ...signLegend(
        (["today", "tuned"] as const)
          .filter((set) => sets.includes(set))
          .flatMap((set) => setEntries([set], signs[set])),
        96,
        -28,
      ),
    ],
  });
}

/** ln z / h in 1/s; null for a pole at 0 or so fast that it dies out within two blocks. */
function rateOf({ set, re, im }: Pole, block: number): Pole | null {
  const size = Math.sqrt(re * re + im * im);
  if (size < Math.exp(-0.5)) return null;
  const near = Math.abs(re - 1) < 0.1 && Math.abs(im) < 0.1;
  const growth = near ? Math.log1p((re - 1) * (re + 1) + im * im) / 2 : Math.log(size); // keeps the digits near 1
  return { set, re: growth / block, im: Math.atan2(im, re) / block };
}

function ratePanel(poles: readonly Pole[], block: number): string {
  const slow = poles.flatMap((pole) => rateOf(pole, block) ?? []);
  const marks = timeMarks.filter(([seconds]) => seconds >= block);
  const slowest = slow.reduce((least, { re }) => (re === 0 ? least : Math.min(least, Math.abs(re))), 1 / 86_400);
  const linear = Math.max(slowest / 20, 1e-12);
  const fastest = 1 / block;
  const unstable = slow.some(({ re }) => re > 0);
  const swings = slow.reduce((most, { im }) => Math.max(most, Math.abs(im)), turn / Math.max(leastSpan, 4 * block));
  const highest = 2 * swings;
  const rates = marks.filter(([seconds]) => 1 / seconds > 8 * linear);
  const rateTicks = [
    ...rates.map(([seconds]) => -1 / seconds),
    0,
    ...(unstable ? rates.map(([seconds]) => 1 / seconds) : []),
  ];
  const swingRates = marks.map(([seconds]) => turn / seconds).filter((rate) => rate < highest && rate > 8 * linear);
  const swingTicks = [...swingRates.map((rate) => -rate), 0, ...swingRates];
  return svgDocument("Poles by their time constants", {
    width: figureWidth.full - height + 12,
    height,
    marginTop: 44,
    marginBottom: 44,
    marginLeft: 62,
    marginRight: 26,
    x: { type: "symlog", constant: linear, domain: [-fastest, unstable ? fastest : linear / 2] },
    y: { type: "symlog", constant: linear, domain: [-highest, highest] },
    marks: [
      Plot.gridX(rateTicks, grid),
      Plot.gridY(swingTicks, grid),
      Plot.axisX({
        ticks: rateTicks,
        tickFormat: (rate: number) => timeMark(1 / Math.abs(rate)),
        label: unstable ? "Dies out within  |  grows within" : "Time in which it dies out to 37 %",
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.axisY({
        ticks: swingTicks,
        tickFormat: (rate: number) => (rate === 0 ? "none" : timeMark(turn / Math.abs(rate))),
        tickSize: 0,
        label: "Period of its swing",
        labelArrow: "none",
      }),
      Plot.ruleX([0], border),
      ...poleDots(slow.filter(({ re }) => Math.abs(re) <= fastest)),
    ],
  });
}

function poleDots(poles: readonly Pole[]): Plot.Markish[] {
  return (["today", "tuned"] as const).map((set) =>
    Plot.dot(
      poles.filter((pole) => pole.set === set),
      { x: "re", y: "im", symbol: symbols[set], stroke: setColour[set], strokeWidth: 1.8, r: 4.5 },
    ),
  );
}

/** "1 h"; "never" for a pole on the circle. */
function timeMark(seconds: number): string {
  return timeMarks.find(([mark]) => Math.abs(seconds / mark - 1) < 1e-6)?.[1] ?? "never";
}
