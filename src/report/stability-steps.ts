// What a loop leaves of a sudden disturbance as time goes by, today and tuned. The time axis is logarithmic: loops differ by
// orders of magnitude.
import * as Plot from "@observablehq/plot";
import { figureWidth, palette } from "./palette.ts";
import { DAY, type DrawnLoop, grid, setColour, setEntries, signLegend, tickText } from "./stability-look.ts";
import { svgDocument } from "./svg-document.ts";

/** Values beyond this share of the step are cut off: an unstable loop leaves the picture. */
const MOST = 3;

const stepMarks = [
  [1, "1 s"],
  [5, "5 s"],
  [20, "20 s"],
  [60, "1 min"],
  [300, "5 min"],
  [1200, "20 min"],
  [3600, "1 h"],
  [3 * 3600, "3 h"],
  [10 * 3600, "10 h"],
  [DAY, "1 day"],
  [3 * DAY, "3 days"],
  [10 * DAY, "10 days"],
  [30 * DAY, "30 days"],
  [100 * DAY, "100 days"],
] as const;

/** @param name of the loop */
export function stepsFigure(name: string, loops: readonly DrawnLoop[]): string {
  const times = loops.flatMap(({ picture }) => picture.step.map(({ day }) => day * DAY)).filter((time) => time > 0);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const ticks = timeTicks(first, last);
  const values = loops.flatMap(({ picture }) => picture.step.map(({ remaining }) => remaining)).filter(Number.isFinite);
  const low = Math.max(-MOST, Math.min(0, ...values));
  const high = Math.min(MOST, Math.max(1, ...values));
  const room = 0.06 * (high - low);
  return svgDocument(`Step response of the ${name} loop`, {
    width: figureWidth.full,
    height: 290,
    marginTop: 44,
    marginBottom: 44,
    marginLeft: 56,
    marginRight: 24,
    x: { type: "log", domain: [first, last] },
    y: { domain: [low - room, high + room] },
    marks: [
      Plot.gridY({ ...grid, ticks: 6 }),
      Plot.axisY({ ticks: 6, tickSize: 0, label: "Remaining share", labelArrow: "none", tickFormat: tickText }),
      Plot.axisX(
        ticks.map(([seconds]) => seconds),
        {
          text: ticks.map(([, words]) => words),
          label: "Time since the disturbance",
          labelArrow: "none",
          labelAnchor: "center",
        },
      ),
      Plot.ruleY([0], { stroke: palette.muted }),
      ...loops.map(({ set, picture }) =>
        Plot.line(
          picture.step
            .filter(({ day }) => day > 0)
            .map(({ day, remaining }) => ({
              time: day * DAY,
              remaining: Math.abs(remaining) <= MOST ? remaining : Number.NaN,
            })),
          { x: "time", y: "remaining", stroke: setColour[set], strokeWidth: 2 },
        ),
      ),
      ...signLegend(setEntries(loops.map(({ set }) => set)), 130, -28),
    ],
  });
}

/** Times within a range that people count in, at most about eight of them. */
function timeTicks(low: number, high: number): readonly (readonly [number, string])[] {
  const inside = stepMarks.filter(([seconds]) => seconds >= low && seconds <= high);
  const stride = Math.ceil(inside.length / 8);
  return inside.filter((_, i) => i % stride === 0);
}
