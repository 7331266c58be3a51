// Bode plot of one loop: gain and phase over frequency, with the crossovers and the margins that are read there.
import * as Plot from "@observablehq/plot";
import { fixed } from "./number-format.ts";
import { figureWidth } from "./palette.ts";
import { powersOfTen, powerText } from "./power-ticks.ts";
import { border, type DrawnLoop, grid, onLines, setColour, setEntries, signLegend } from "./stability-look.ts";
import { panelledSvg } from "./stability-panels.ts";
import { type LoopTrace, loopTrace, type TracePoint } from "./stability-trace.ts";
import { svgDocument } from "./svg-document.ts";

const frame = { width: figureWidth.full, marginLeft: 62, marginRight: 24 } as const;
const heights = { gain: 226, phase: 216 } as const;
/** Gains (dB) and phases (degrees) beyond these say nothing more. */
const limits = { gain: 120, phase: 560 } as const;

interface Drawn {
  readonly colour: string;
  readonly trace: LoopTrace;
  /** "PM 93°"; null where the loop never has gain 1. */
  readonly phaseMargin: string | null;
  readonly gainMargin: string | null;
}

/** @param name of the loop */
export function bodeFigure(name: string, loops: readonly DrawnLoop[]): string {
  const drawn = loops.map(drawnOf);
  const frequencies = drawn.flatMap(({ trace }) => trace.points.map(({ frequency }) => frequency));
  const domain = [Math.min(...frequencies), Math.max(...frequencies)] as const;
  const legend = signLegend(
    [
      ...(loops.length > 1 ? setEntries(loops.map(({ set }) => set)) : []),
      ...(drawn.some(({ trace }) => trace.gainCrossovers.length > 0) ? [gainOne] : []),
      { colour: setColour.today, words: "phase −180°", sign: "ring" },
    ],
    96,
    -30,
  );
  return panelledSvg(
    `Bode plot of the ${name} loop`,
    [frame.width, heights.gain + heights.phase],
    [
      { svg: gainPanel(drawn, domain, legend), x: 0, y: 0 },
      { svg: phasePanel(drawn, domain), x: 0, y: heights.gain },
    ],
  );
}

function drawnOf({ set, picture, certificate }: DrawnLoop): Drawn {
  const { phaseMarginDegrees, gainMargin } = certificate;
  return {
    colour: setColour[set],
    trace: loopTrace(picture),
    phaseMargin: phaseMarginDegrees === null ? null : `PM ${fixed(phaseMarginDegrees, 0)}°`,
    gainMargin: gainMargin === null ? null : `GM ${fixed(20 * Math.log10(gainMargin), 1)} dB`,
  };
}

const gainOne = { colour: setColour.today, words: "gain 1", sign: "dot" } as const;

type Domain = readonly [number, number];

function gainPanel(drawn: readonly Drawn[], domain: Domain, legend: Plot.Markish[]): string {
  const gains = drawn.flatMap(({ trace }) => trace.points.map(({ gain }) => gain)).filter(Number.isFinite);
  const least = Math.max(-limits.gain, Math.min(-10, ...gains));
  const most = Math.min(limits.gain, Math.max(10, ...gains));
  const room = 0.08 * (most - least);
  const y: Domain = [least - room, most + room];
  const inside = ({ gain }: TracePoint): boolean => gain >= y[0] && gain <= y[1];
  return svgDocument("Gain of the loop", {
    ...frame,
    height: heights.gain,
    marginTop: 44,
    marginBottom: 10,
    x: { type: "log", domain: [...domain], axis: null },
    y: { domain: [...y] },
    marks: [
      Plot.gridY({ ...grid, ticks: 6 }),
      Plot.axisY({ ticks: 6, tickSize: 0, label: "Gain |L| (dB)", labelArrow: "none", tickFormat: wholeText }),
      Plot.gridX(frequencyTicks(domain), grid),
      Plot.ruleY([0], border),
      ...drawn.map(({ trace, colour }) =>
        Plot.line(
          trace.points.map((point) => ({ ...point, gain: inside(point) ? point.gain : Number.NaN })),
          { x: "frequency", y: "gain", stroke: colour, strokeWidth: 2 },
        ),
      ),
      ...drawn.map(({ trace, colour }) => Plot.dot(trace.gainCrossovers, filled("gain", colour))),
      ...drawn.map(({ trace, colour }) => Plot.dot(trace.phaseCrossovers.filter(inside), ring("gain", colour))),
      ...drawn.flatMap(({ trace, colour, gainMargin }) =>
        marginWords(trace.phaseCrossovers.filter(inside)[0], gainMargin, "gain", colour, domain),
      ),
      ...legend,
    ],
  });
}

function phasePanel(drawn: readonly Drawn[], domain: Domain): string {
  const phases = drawn.flatMap(({ trace }) => trace.points.map(({ phase }) => phase)).filter(Number.isFinite);
  const low = Math.floor(Math.max(-limits.phase, Math.min(-180, ...phases)) / 90) * 90 - 25;
  const high = Math.ceil(Math.min(limits.phase, Math.max(0, ...phases)) / 90) * 90 + 45;
  const step = high - low > 500 ? 180 : 90;
  const ticks = Array.from({ length: 15 }, (_, i) => (i - 7) * step).filter((tick) => tick >= low && tick <= high);
  return svgDocument("Phase of the loop", {
    ...frame,
    height: heights.phase,
    marginTop: 26,
    marginBottom: 44,
    x: { type: "log", domain: [...domain] },
    y: { domain: [low, high] },
    marks: [
      Plot.gridY(ticks, grid),
      Plot.axisY({ ticks, tickSize: 0, label: "Phase (°)", labelArrow: "none", tickFormat: wholeText }),
      Plot.gridX(frequencyTicks(domain), grid),
      Plot.axisX({
        ticks: frequencyTicks(domain),
        tickFormat: powerText,
        label: "Frequency (rad/s)",
        labelArrow: "none",
        labelAnchor: "center",
      }),
      Plot.ruleY(
        [-540, -180, 180].filter((angle) => angle > low && angle < high),
        border,
      ),
      ...drawn.map(({ trace, colour }) =>
        Plot.line(
          trace.points.map((point) => ({ ...point, phase: point.phase >= low ? point.phase : Number.NaN })),
          { x: "frequency", y: "phase", stroke: colour, strokeWidth: 2 },
        ),
      ),
      ...drawn.map(({ trace, colour }) => Plot.dot(trace.gainCrossovers, filled("phase", colour))),
      ...drawn.flatMap(({ trace, colour, phaseMargin }) =>
        marginWords(trace.leastPhaseMargin, phaseMargin, "phase", colour, domain),
      ),
    ],
  });
}

function filled(y: "gain" | "phase", colour: string): Plot.DotOptions {
  return { x: "frequency", y, fill: colour, stroke: "white", r: 4.5 };
}

function ring(y: "gain" | "phase", colour: string): Plot.DotOptions {
  return { x: "frequency", y, fill: "white", stroke: colour, strokeWidth: 2, r: 4 };
}

/** Words beside a mark, on the side where there is room. */
function marginWords(
  at: TracePoint | null | undefined,
  words: string | null,
  y: "gain" | "phase",
  colour: string,
  [low, high]: Domain,
): Plot.Markish[] {
  if (at === null || at === undefined || words === null) return [];
  const right = Math.log(at.frequency / low) < 0.82 * Math.log(high / low);
  const place = { dx: right ? 9 : -9, dy: -11, textAnchor: right ? ("start" as const) : ("end" as const) };
  return [
    Plot.text([at], { x: "frequency", y, text: () => words, fill: colour, fontWeight: 600, ...onLines, ...place }),
  ];
}

function frequencyTicks([low, high]: Domain): number[] {
  return powersOfTen(low, high, 8);
}

function wholeText(value: number): string {
  return fixed(value, 0);
}
