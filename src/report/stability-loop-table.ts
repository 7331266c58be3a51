// The table of one loop: its margins at the nominal place and at the worst one, for today's set and the tuned one.
import type { Channel } from "../control/channels.ts";
import type { ChannelCertificates, LoopCertificate } from "../stability/analysis.ts";
import { estimate, exact, fixed, joined } from "./number-format.ts";
import { type Block, type Cell, cell, columns } from "./section.ts";
import type { AnalysedSet, StabilityInput } from "./stability-input.ts";
import { timeText } from "./stability-look.ts";
import { placeText } from "./stability-place.ts";
import { delayRatio, LEAST_DELAYS, MOST_SENSITIVE } from "./stability-targets.ts";

interface Row {
  readonly name: string;
  readonly target: string;
  /** Of a stable loop; margins of an unstable one say nothing. */
  readonly text: (loop: LoopCertificate) => string;
  /** How bad a value is: larger is worse. */
  readonly badness: (loop: LoopCertificate) => number;
  readonly good?: (loop: LoopCertificate) => boolean;
}

const rows: readonly Row[] = [
  {
    name: "Largest sensitivity Ms",
    target: `at most ${MOST_SENSITIVE}`,
    text: ({ peakSensitivity }) => orWord(peakSensitivity, (value) => estimate(value), "without bound"),
    badness: ({ peakSensitivity }) => peakSensitivity ?? Infinity,
    good: ({ peakSensitivity }) => peakSensitivity !== null && peakSensitivity <= MOST_SENSITIVE,
  },
  {
    name: "Largest complementary sensitivity Mt",
    target: "",
    text: ({ peakComplementary }) => orWord(peakComplementary, (value) => estimate(value), "without bound"),
    badness: ({ peakComplementary }) => peakComplementary ?? Infinity,
  },
  {
    name: "Gain margin",
    target: "",
    text: gainText,
    badness: ({ gainMargin, gainReduction }) => -Math.min(gainMargin ?? Infinity, 1 / gainReduction),
  },
  {
    name: "Phase margin (°)",
    target: "",
    text: ({ phaseMarginDegrees }) => orWord(phaseMarginDegrees, (value) => fixed(value, 1), "any phase"),
    badness: ({ phaseMarginDegrees }) => -Math.abs(phaseMarginDegrees ?? Infinity),
  },
  {
    name: "Disk margin α",
    target: "",
    text: ({ disk }) => estimate(disk.alpha),
    badness: ({ disk }) => -disk.alpha,
  },
  {
    name: "Tolerable latency (blocks)",
    target: "",
    text: ({ delay }) => (delay.firstUnstable === null ? "unlimited" : fixed(delay.nominal + delay.extra, 0)),
    badness: (loop) => -tolerated(loop),
  },
  {
    name: "the same in time",
    target: "",
    text: ({ delay }) => (delay.firstUnstable === null ? "unlimited" : inTime(delay)),
    badness: (loop) => -tolerated(loop),
  },
  {
    name: "Extra latency over nominal delay",
    target: `at least ${LEAST_DELAYS}×`,
    text: (loop) => (delayRatio(loop) === Infinity ? "unlimited" : joined(exact(delayRatio(loop), 3), "×")),
    badness: (loop) => -delayRatio(loop),
    good: (loop) => delayRatio(loop) >= LEAST_DELAYS,
  },
  {
    name: "Command's churn per unit of sensor noise",
    target: "",
    text: ({ churn }) => orWord(churn, (value) => estimate(value), "without bound"),
    badness: ({ churn }) => churn ?? Infinity,
  },
];

/** The loop of one channel, beside each other in the sets that close it. */
export function loopBlocks(channel: Channel, input: StabilityInput): readonly Block[] {
  const sets = input.flatMap((set) => {
    const loop = set.analysis.perChannel.find((loop) => loop.channel === channel);
    return loop === undefined ? [] : [{ set, loop }];
  });
  return [
    {
      kind: "table",
      caption: captionOf(channel, sets),
      columns: columns("Quantity", ...sets.flatMap(({ set }) => [`>${set.set}`, `>${set.set}, worst case`]), "Target"),
      rows: rows.map((row) => [
        cell(row.name),
        ...sets.flatMap(({ loop }) => [valueCell(row, loop.nominal), valueCell(row, worstOf(row, loop))]),
        cell(row.target, "muted"),
      ]),
    },
    { kind: "list", items: sets.map(({ set, loop }) => worstWords(set, loop)) },
  ];
}

interface ClosedLoop {
  readonly set: AnalysedSet;
  readonly loop: ChannelCertificates;
}

function captionOf(channel: Channel, sets: readonly ClosedLoop[]): string {
  const senses = sets[0]?.loop.nominal.senses.replaceAll("->", "→") ?? "";
  const delays = new Set(sets.map(({ loop }) => fixed(loop.nominal.delay.nominal, 0)));
  return `The ${channel} loop: ${senses}. A command acts ${[...delays].join(" or ")} blocks late.`;
}

function valueCell({ text, good }: Row, loop: LoopCertificate): Cell {
  if (!loop.stable) return cell("unstable", "bad");
  return cell(text(loop), good === undefined ? "plain" : good(loop) ? "good" : "bad");
}

function worstOf({ badness }: Row, { all, nominal }: ChannelCertificates): LoopCertificate {
  const rank = (loop: LoopCertificate): number => (loop.stable ? badness(loop) : Infinity);
  return all.reduce((worst, loop) => (rank(loop) > rank(worst) ? loop : worst), nominal);
}

/** Where the worst cases lie: sensitivity, phase and latency, each with its place. */
function worstWords({ set }: AnalysedSet, { nominal, worst, all }: ChannelCertificates): string {
  const places = [
    ["sensitivity", placeText(worst.peakSensitivity)],
    ["phase margin", placeText(worst.phaseMargin)],
    ["latency", placeText(worst.delay)],
  ] as const;
  const same = places.every(([, place]) => place === places[0][1]);
  const where = same ? places[0][1] : places.map(([name, place]) => `${name} at ${place}`).join("; ");
  const many = `${fixed(all.length, 0)} different ${all.length === 1 ? "loop" : "loops"} over all points and variants`;
  return `${set}: nominal at ${placeText(nominal)}; worst case among ${many}: ${where}.`;
}

/** Blocks from command to effect that keep the loop stable. */
function tolerated({ delay }: LoopCertificate): number {
  return delay.firstUnstable === null ? Infinity : delay.nominal + delay.extra;
}

function inTime({ nominal, extra, extraSeconds }: LoopCertificate["delay"]): string {
  return extra === 0 ? "no extra" : timeText((extraSeconds * (nominal + extra)) / extra);
}

function gainText({ gainMargin, gainReduction }: LoopCertificate): string {
  const more = gainMargin === null ? "any factor" : joined(exact(gainMargin, 3), "×");
  return gainReduction === 0 ? more : `${joined(exact(gainReduction, 3), "×")} to ${more}`;
}

function orWord(value: number | null, text: (value: number) => string, word: string): string {
  return value === null ? word : text(value);
}
