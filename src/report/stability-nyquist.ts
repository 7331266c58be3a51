// Nyquist curve of one loop near -1: what it may not come close to, and the disk that it provably stays out of.
import * as Plot from "@observablehq/plot";
import type { LoopPicture } from "../stability/analysis.ts";
import { figureWidth, palette } from "./palette.ts";
import {
  border,
  type DrawnLoop,
  grid,
  onLines,
  setColour,
  setEntries,
  signLegend,
  tickText,
} from "./stability-look.ts";
import { svgDocument } from "./svg-document.ts";

/** What is shown of the plane: -1 in the middle of the left half; the curve beyond is cut off. */
const plane = { left: -3.2, right: 1.8, low: -1.5, high: 1.5 } as const;
const size = { width: figureWidth.full, height: 477, marginLeft: 60, marginRight: 12, marginTop: 44, marginBottom: 44 };

interface Place {
  readonly re: number;
  readonly im: number;
}

/** @param name of the loop */
export function nyquistFigure(name: string, loops: readonly DrawnLoop[]): string {
  const sets = loops.map(({ set }) => set);
  const circles = loops.filter(({ certificate }) => certificate.disk.circle !== null);
  const ticks = [-3, -2, -1, 0, 1];
  return svgDocument(`Nyquist plot of the ${name} loop`, {
    ...size,
    x: { domain: [plane.left, plane.right] },
    y: { domain: [plane.low, plane.high] },
    marks: [
      Plot.gridX(ticks, grid),
      Plot.gridY([-1, 0, 1], grid),
      Plot.axisX({ ticks, tickFormat: tickText, label: "Real part of L", labelArrow: "none", labelAnchor: "center" }),
      Plot.axisY({ ticks: [-1, 0, 1], tickFormat: tickText, tickSize: 0, label: "Imaginary part", labelArrow: "none" }),
      Plot.line(circleOf(0, 1), { x: "re", y: "im", stroke: palette.muted, strokeWidth: 1, strokeDasharray: "2 3" }),
      ...circles.flatMap(({ set, certificate: { disk } }) =>
        disk.circle === null ? [] : diskMarks(disk.circle, setColour[set]),
      ),
      ...loops.flatMap(({ set, picture }) => curve(picture, setColour[set])),
      Plot.dot([{ re: -1, im: 0 }], {
        x: "re",
        y: "im",
        symbol: "times",
        stroke: palette.infeasible,
        strokeWidth: 2.5,
        r: 6,
      }),
      Plot.text([{ re: -1, im: 0 }], {
        x: "re",
        y: "im",
        text: () => "−1",
        fill: palette.infeasible,
        fontWeight: 600,
        dx: 13,
        dy: -11,
        ...onLines,
      }),
      ...signLegend(
        [
          ...setEntries(sets),
          { colour: palette.muted, words: "gain 1", sign: "dashes" },
          ...(circles.length > 0
            ? [
                {
                  colour: setColour[circles[0]?.set ?? "today"],
                  words: "disk margin: L stays outside",
                  sign: "dashes",
                } as const,
              ]
            : []),
        ],
        120,
        -28,
      ),
    ],
  });
}

/** The circle of a disk margin, as far as it lies in the picture: its right half, then its left half downwards. */
function diskMarks(
  { centre, radius }: { readonly centre: number; readonly radius: number },
  colour: string,
): Plot.Markish[] {
  const reach = Math.asin(Math.min(1, plane.high / radius));
  const angles = Array.from({ length: 121 }, (_, i) => ((i - 60) / 60) * reach);
  const right = angles.map((angle) => ({ re: centre + radius * Math.cos(angle), im: radius * Math.sin(angle) }));
  const left = right.map(({ re, im }) => ({ re: 2 * centre - re, im })).toReversed();
  const inside = { re: (at: Place) => Math.min(plane.right, Math.max(plane.left, at.re)) };
  const arc = (half: readonly Place[]): Plot.Markish =>
    Plot.line(half.map(shown), { x: "re", y: "im", ...border, stroke: colour });
  const area = { fill: palette.infeasible, fillOpacity: 0.07, stroke: "none" };
  return [Plot.line([...right, ...left], { x: inside.re, y: "im", ...area }), arc(right), arc(left)];
}

/** The response for growing frequency as a line, its mirror image thinner: frequencies below 0. */
function curve({ openLoop }: LoopPicture, colour: string): Plot.Markish[] {
  const visible = openLoop.map(shown);
  const mirror = visible.map(({ re, im }) => ({ re, im: -im }));
  return [
    Plot.line(mirror, { x: "re", y: "im", stroke: colour, strokeWidth: 1, strokeOpacity: 0.45 }),
    Plot.line(visible, { x: "re", y: "im", stroke: colour, strokeWidth: 2 }),
  ];
}

function circleOf(centre: number, radius: number): readonly Place[] {
  return Array.from({ length: 181 }, (_, i) => {
    const angle = (i * 2 * Math.PI) / 180;
    return { re: centre + radius * Math.cos(angle), im: radius * Math.sin(angle) };
  });
}

/** A place outside the picture interrupts its line. */
function shown({ re, im }: Place): Place {
  const inside = re >= plane.left && re <= plane.right && im >= plane.low && im <= plane.high;
  return inside ? { re, im } : { re: Number.NaN, im: Number.NaN };
}
