// Where the budget went, as bars: path-plays spent on each kind of trial, and those that were saved.
import * as Plot from "@observablehq/plot";
import type { Spending } from "./budget.ts";
import { exact } from "./number-format.ts";
import { figureWidth, palette } from "./palette.ts";
import type { Figure } from "./section.ts";
import { svgDocument } from "./svg-document.ts";

const ROW = 28;

export function budgetFigure(spending: readonly Spending[]): Figure {
  const most = spending.reduce((high, { played, saved }) => Math.max(high, played + saved), 1);
  const { divisor, label } =
    most >= 1e6 ? { divisor: 1e6, label: "Path-plays (million)" } : { divisor: 1, label: "Path-plays" };
  const bars = spending.map(({ name, played, saved }) => ({
    name,
    played: played / divisor,
    end: (played + saved) / divisor,
  }));
  const svg = svgDocument("Path-plays by what became of the trial", {
    width: figureWidth.full,
    height: 52 + ROW * bars.length,
    marginTop: 8,
    marginLeft: 250,
    marginRight: 24,
    marginBottom: 44,
    x: { domain: [0, most / divisor] },
    y: { domain: bars.map(({ name }) => name), padding: 0.3 },
    marks: [
      Plot.gridX({ stroke: palette.line, strokeOpacity: 1, ticks: 6 }),
      Plot.axisX({
        ticks: 6,
        tickFormat: (value: number) => exact(value),
        label,
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.axisY({ tickSize: 0, label: null }),
      Plot.barX(bars, { x1: 0, x2: "played", y: "name", fill: palette.proposed }),
      Plot.barX(
        bars.filter(({ played, end }) => end > played),
        { x1: "played", x2: "end", y: "name", fill: "white", stroke: palette.proposed, strokeDasharray: "3 2" },
      ),
    ],
  });
  const saved = spending.some((kind) => kind.saved > 0)
    ? ": filled what was spent, outlined what was saved by not playing on"
    : "";
  return { name: "budget", caption: `Path-plays by what became of the trial${saved}.`, svg };
}
