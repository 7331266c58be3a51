// What is said of a study's stability, in its order: the verdict, every loop, the cascade, what could not be certified.
import { type Channel, channelNames } from "../control/channels.ts";
import { counted, fixed, joined } from "./number-format.ts";
import { type Block, paragraph } from "./section.ts";
import { cascadeBlocks } from "./stability-cascade-blocks.ts";
import type { AnalysedSet, StabilityInput } from "./stability-input.ts";
import { timeText } from "./stability-look.ts";
import { loopBlocks } from "./stability-loop-table.ts";
import { placeText, pointText } from "./stability-place.ts";
import { judged } from "./stability-targets.ts";

/** Everything but the figures. */
export function stabilityBlocks(input: StabilityInput): readonly Block[] {
  const closed = channelNames.filter((channel) =>
    input.some(({ analysis }) => analysis.perChannel.some((loop) => loop.channel === channel)),
  );
  return [
    ...input.map(verdict),
    ...closed.flatMap((channel) => loopBlocks(channel, input)),
    ...(closed.length === 0 ? [] : [{ kind: "list" as const, items: input.map(latencyWords) }]),
    ...cascadeBlocks(input),
    ...uncertified(input),
    ...openChannels(input, closed),
  ];
}

/** One statement a set: every target, met or missed. */
function verdict({ title, analysis }: AnalysedSet): Block {
  const { good, sentences } = judged(analysis);
  if (sentences.length === 0) {
    const text = `With ${title} no loop is closed that a linear model covers: there are no margins to judge.`;
    return { kind: "statement", text, tone: "muted" };
  }
  return { kind: "statement", text: `With ${title} ${sentences.join("; ")}.`, tone: good ? "good" : "bad" };
}

function latencyWords({ set, analysis: { latency } }: AnalysedSet): string {
  if (latency === null) return `${set}: no certified loop limits the latency.`;
  const { blocks, seconds, channel } = latency;
  if (blocks === null || seconds === null) return `${set}: every certified loop tolerates any latency.`;
  if (blocks === 0) return `${set}: no latency is tolerated: the ${channel} loop is unstable at ${placeText(latency)}.`;
  return `${set}: every certified loop tolerates a latency of ${joined(fixed(blocks, 0), "blocks")} (${timeText(seconds)}) from command to effect; the ${channel} loop limits it, at ${placeText(latency)}.`;
}

function uncertified(input: StabilityInput): readonly Block[] {
  const items = input.flatMap(({ set, analysis }) =>
    analysis.uncertified.map(({ channel, reason, points }) => {
      const [first] = points;
      const where = first === undefined ? "" : ` (at ${counted(points.length, "point")}, first ${pointText(first)})`;
      return `${set}, ${channel} loop: ${reason}${where}.`;
    }),
  );
  return items.length === 0 ? [] : [paragraph("Not certified, and why:"), { kind: "list", items }];
}

/** Channels that neither set closes: nothing on the venue comes back to them. */
function openChannels(input: StabilityInput, closed: readonly Channel[]): readonly Block[] {
  const named = new Set(input.flatMap(({ analysis }) => analysis.uncertified.map(({ channel }) => channel)));
  const open = channelNames.filter((channel) => !closed.includes(channel) && !named.has(channel));
  if (open.length === 0) return [];
  const words = `Without feedback to certify: ${open.join(", ")} (no gain, or only sensors that nothing on the venue moves).`;
  return [paragraph(words)];
}
