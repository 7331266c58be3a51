// What good stability means here, and how a parameter set stands against it. Specification: control 3.3 and 3.6.
import type { Channel } from "../control/channels.ts";
import type { ChannelCertificates, LoopCertificate, StabilityAnalysis } from "../stability/analysis.ts";
import { estimate, exact, joined } from "./number-format.ts";
import { placeText } from "./stability-place.ts";

/** Largest sensitivity Ms that counts as good. */
export const MOST_SENSITIVE = 1.7;
/** Smallest tolerable extra latency, in nominal delays. */
export const LEAST_DELAYS = 3;

export interface Judged {
  readonly good: boolean;
  /** One sentence per target, without names of sets. */
  readonly sentences: readonly string[];
}

/** Tolerable extra blocks over the nominal delay, which counts as one block at least; Infinity without a limit. */
export function delayRatio({ stable, delay }: LoopCertificate): number {
  if (!stable) return 0;
  return delay.firstUnstable === null ? Infinity : delay.extra / Math.max(1, delay.nominal);
}

/** Every target over every loop, operating point and variant. */
export function judged(analysis: StabilityAnalysis): Judged {
  const findings = [
    ...analysis.perChannel.map(stability).filter((finding) => !finding.good),
    ...analysis.perChannel.filter((loop) => stability(loop).good).flatMap((loop) => [sensitivity(loop), delay(loop)]),
    ...maintenance(analysis),
  ];
  return { good: findings.every(({ good }) => good), sentences: findings.map(({ sentence }) => sentence) };
}

interface Finding {
  readonly good: boolean;
  readonly sentence: string;
}

function stability({ channel, all }: ChannelCertificates): Finding {
  const unstable = all.filter(({ stable }) => !stable);
  const [first] = unstable;
  if (first === undefined) return { good: true, sentence: `${loopName(channel)} is stable everywhere` };
  const many = `${unstable.length} of ${all.length} loops that differ`;
  return { good: false, sentence: `${loopName(channel)} is unstable in ${many}, first at ${placeText(first)}` };
}

function sensitivity({ channel, worst }: ChannelCertificates): Finding {
  const { peakSensitivity: value } = worst.peakSensitivity;
  const good = value !== null && value <= MOST_SENSITIVE;
  const found = value === null ? "without bound" : estimate(value);
  const where = good ? "" : `, at ${placeText(worst.peakSensitivity)}`;
  return {
    good,
    sentence: `${loopName(channel)} ${good ? "meets" : "misses"} Ms at most ${MOST_SENSITIVE}: the largest is ${found}${where}`,
  };
}

function delay({ channel, worst }: ChannelCertificates): Finding {
  const ratio = delayRatio(worst.delay);
  const good = ratio >= LEAST_DELAYS;
  const found = ratio === Infinity ? "any delay is tolerated" : `the smallest is ${joined(exact(ratio, 3), "×")}`;
  const where = good ? "" : `, at ${placeText(worst.delay)}`;
  return {
    good,
    sentence: `${loopName(channel)} ${good ? "meets" : "misses"} a delay margin of at least ${LEAST_DELAYS}× the nominal delay: ${found}${where}`,
  };
}

function maintenance({ marginLoop }: StabilityAnalysis): readonly Finding[] {
  if (marginLoop === null) return [];
  const good = marginLoop.worst <= marginLoop.limit;
  const found = `the largest is ${estimate(marginLoop.worst)}`;
  return [
    {
      good,
      sentence: `the maintenance loop ${good ? "meets" : "misses"} a gain Lm of at most ${marginLoop.limit}: ${found}`,
    },
  ];
}

/** "the funding loop". */
export function loopName(channel: Channel): string {
  return `the ${channel} loop`;
}
