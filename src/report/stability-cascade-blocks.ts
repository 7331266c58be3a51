// What the report says of the cascade itself: the fold, the amplification, the gap bound and the maintenance loop.
import {
  type Amplification,
  type FoldReport,
  type GapBound,
  LARGEST_SHOCK,
  type LatencyConfirmation,
  type StabilityAnalysis,
} from "../stability/analysis.ts";
import { estimate, exact, fixed, joined } from "./number-format.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";
import type { StabilityInput } from "./stability-input.ts";
import { fallPercent, timeText } from "./stability-look.ts";
import { pointsText } from "./stability-place.ts";

interface Row {
  readonly name: string;
  readonly text: (analysis: StabilityAnalysis) => string;
}

const rows: readonly Row[] = [
  { name: "Distance to the fold (sudden fall)", text: ({ fold }) => fallText(fold.distance, "does not fold") },
  { name: "Total fall just below it", text: ({ fold }) => fallText(fold.before, "–") },
  { name: "Total fall just above it", text: ({ fold }) => fallText(fold.after, "–") },
  { name: "Depth below which the book folds, share of today's", text: ({ fold }) => depthText(fold) },
  { name: "Fall that runs away with everything at work, simulated", text: ({ fold }) => venueText(fold) },
  { name: "Loop gain at the first liquidation", text: ({ amplification }) => estimate(amplification.gain) },
  { name: "Amplification, analytic 1/(1 − g)", text: ({ amplification }) => factorText(amplification.analytic) },
  { name: "Amplification of peak falls, simulated", text: measured(({ peak }) => peak) },
  { name: "Amplification of variation, simulated", text: measured(({ variation }) => variation) },
  { name: "Maintenance loop gain Lm, worst case", text: maintenanceText },
];

/** The table of both sets, what the numbers mean, and what simulation says where it was asked. */
export function cascadeBlocks(input: StabilityInput): readonly Block[] {
  return [
    {
      kind: "table",
      caption: "The cascade of the opening book, nothing dampening it: no refill, no arbitrage, no cap.",
      columns: columns("Quantity", ...input.map(({ set }) => `>${set}`)),
      rows: rows.map(({ name, text }) => [cell(name), ...input.map(({ analysis }) => cell(text(analysis)))]),
    },
    paragraph(foldWords(input)),
    ...confirmations(input),
    gapTable(input),
  ];
}

/** A log fall as a share of the price. */
export function fallText(log: number | null, otherwise: string): string {
  return log === null ? otherwise : joined(estimate(fallPercent(log)), "%");
}

function depthText({ foldingDepth }: FoldReport): string {
  if (foldingDepth === null) return "any depth";
  return foldingDepth === 0 ? "never" : joined(estimate(100 * foldingDepth), "%");
}

/** What runs away in the worst case is played against the venue as it is. */
function venueText({ distance, confirmed }: FoldReport): string {
  if (confirmed === null) return distance === null ? "–" : "not simulated";
  return fallText(confirmed.onVenue, `none up to ${fallText(LARGEST_SHOCK, "–")}`);
}

function factorText(value: number | null): string {
  return value === null ? "without bound" : joined(estimate(value), "×");
}

type Measured = NonNullable<Amplification["measured"]>;

function measured(of: (measured: Measured) => number): Row["text"] {
  return ({ amplification }) =>
    amplification.measured === null ? "not simulated" : factorText(of(amplification.measured));
}

function maintenanceText({ marginLoop }: StabilityAnalysis): string {
  if (marginLoop === null) return "no loop";
  const { worst, limit } = marginLoop;
  return `${estimate(worst)} (${worst <= limit ? "within" : "above"} ${exact(limit)})`;
}

function foldWords(input: StabilityInput): string {
  return input
    .map(({ title, analysis: { fold } }) => {
      const { distance, before, after } = fold;
      if (distance === null) return `With ${title} no sudden fall makes the opening book run away.`;
      const jump = `the total fall jumps from ${fallText(before, "–")} to ${fallText(after, "–")}`;
      return `With ${title} a sudden fall of ${fallText(distance, "–")} is the last that the opening book stands: beyond it ${jump}.`;
    })
    .join(" ");
}

function confirmations(input: StabilityInput): readonly Block[] {
  const items = input.flatMap(({ set, analysis: { fold, playedLatencies } }) => [
    ...(fold.confirmed === null ? [] : shockWords(set, fold.confirmed)),
    ...playedLatencies.map((played) => latencyWords(set, played)),
  ]);
  return items.length === 0 ? [] : [paragraph("Confirmed by simulation:"), { kind: "list", items }];
}

function latencyWords(set: string, { channel, blockTime, predicted, below, above }: LatencyConfirmation): string {
  const played = (side: typeof below): string =>
    `${fixed(side.blocks, 0)} blocks multiply a swing by ${estimate(side.simulated)} a period (expected ${estimate(side.expected)})`;
  const certified = `certified up to ${fixed(predicted, 0)} blocks of ${timeText(blockTime)}`;
  return `${set}, ${channel} loop, played alone: ${certified}; ${played(below)}, ${played(above)}.`;
}

function shockWords(set: string, { below, above }: NonNullable<FoldReport["confirmed"]>): readonly string[] {
  return [["below", below] as const, ["above", above] as const].map(([side, { shock, expected, simulated }]) => {
    const falls = `expected a total fall of ${fallText(expected, "–")}, simulated ${fallText(simulated, "–")}`;
    return `${set}, just ${side} the fold (sudden fall of ${fallText(shock, "–")}): ${falls}.`;
  });
}

/** One row per family of points with the same bound. */
function gapTable(input: StabilityInput): Block {
  const [today] = input;
  const families = new Map<string, string[]>();
  for (const { point } of today.analysis.gapBounds) {
    const key = input.map(({ analysis }) => gapKey(analysis.gapBounds, point)).join(" ");
    families.set(key, [...(families.get(key) ?? []), point]);
  }
  return {
    kind: "table",
    caption:
      "Largest gap between mark and index per largest move of the outside price (l1 norm), while prices make new lows.",
    columns: columns("Points", ...input.flatMap(({ set }) => [`>Loop gain, ${set}`, `>Gap, ${set}`])),
    rows: [...families.values()].map((points) => [
      cell(
        pointsText(
          points,
          today.analysis.gapBounds.map(({ point }) => point),
        ),
      ),
      ...input.flatMap(({ analysis }) => gapCells(analysis.gapBounds.find(({ point }) => point === points[0]))),
    ]),
  };
}

function gapKey(bounds: readonly GapBound[], point: string): string {
  const found = bounds.find((bound) => bound.point === point);
  return `${found?.gain} ${found?.norm}`;
}

function gapCells(bound: GapBound | undefined): readonly Cell[] {
  if (bound === undefined) return [cell("–"), cell("–")];
  return [cell(estimate(bound.gain)), bound.norm === null ? cell("without bound", "bad") : cell(estimate(bound.norm))];
}
