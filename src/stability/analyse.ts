// The stability analysis of a parameter vector: every loop at every operating point and variant, and the cascade itself.

import { type Channel, channelNames } from "../control/channels.ts";
import type { ScenarioFamily, Simulator } from "../simulate/plant.ts";
import { analyticAmplification, measuredAmplification } from "./amplification.ts";
import type {
  Amplification,
  ChannelCertificates,
  FoldReport,
  Latency,
  LoopCertificate,
  StabilityAnalysis,
} from "./analysis.ts";
import { certify, finite } from "./certificate.ts";
import { confirmFold } from "./confirm-fold.ts";
import { confirmLatency } from "./confirm-latency.ts";
import { delayMap } from "./delay-map.ts";
import { foldDistance, restingCurve } from "./fold.ts";
import { foldingDepth } from "./folding-depth.ts";
import { gapBounds } from "./gap-bound.ts";
import { loopPicture } from "./loop-picture.ts";
import { loopsOf, type OpenLoop } from "./loops.ts";
import { marginLoop } from "./margin-loop.ts";
import { valueIn } from "./setting.ts";
import { foldBySimulation } from "./simulated-fold.ts";
import { firstGain } from "./slow-block.ts";
import { openingBook } from "./venue-book.ts";
import { fastCascade } from "./venue-cascade.ts";

/** Distance (log) from the fold at which simulation is asked. */
const GAP = 0.002;
/** Points of the fold's curve that are kept. */
const CURVE_POINTS = 400;
/** Traders differ by path: enough that their mean is smooth. */
const LATENCY_FAMILY: ScenarioFamily = { seed: 1, paths: 32 };
/** The same, where a score of whole days is played. */
const VENUE_FAMILY: ScenarioFamily = { seed: 1, paths: 8 };
const PID = 0;

/** All that follows from the vector without simulating anything. @param vector with or without a tail of compensators */
export function analyse(vector: Float64Array): StabilityAnalysis {
  const { loops, uncertified } = loopsOf(vector);
  const perChannel = channelNames.flatMap((channel) => channelCertificates(loops, channel));
  const nominal = perChannel.flatMap(({ nominal: { channel, point, variant } }) =>
    loops.filter((loop) => loop.channel === channel && loop.point === point && loop.variant === variant),
  );
  return {
    blockTime: valueIn(vector, "time.block"),
    perChannel,
    uncertified,
    gapBounds: gapBounds(vector),
    amplification: amplification(vector),
    fold: foldReport(vector),
    marginLoop: marginLoop(vector),
    latency: latency(perChannel, valueIn(vector, "time.block")),
    pictures: nominal.map(loopPicture),
    delayMaps: perChannel.flatMap(({ channel }) => {
      const map = valueIn(vector, `${channel}.structure`) === PID ? delayMap(vector, channel) : null;
      return map === null ? [] : [map];
    }),
    playedLatencies: [],
  };
}

/** The same with what simulation says of fold, amplification and latencies. @param simulator of the vector's own plant */
export function confirmedBySimulation(
  analysis: StabilityAnalysis,
  vector: Float64Array,
  simulator: Simulator,
): StabilityAnalysis {
  return {
    ...analysis,
    fold: { ...analysis.fold, confirmed: confirmedFold(vector) },
    amplification: { ...analysis.amplification, measured: measuredAmplification(simulator, vector) },
    playedLatencies: (["funding", "depth"] as const).flatMap((channel) => {
      const played = confirmLatency(vector, channel, LATENCY_FAMILY);
      return played === null ? [] : [played];
    }),
  };
}

function channelCertificates(loops: readonly OpenLoop[], channel: Channel): readonly ChannelCertificates[] {
  const all = loops.filter((loop) => loop.channel === channel).map(certify);
  const [nominal] = all; // nearest to the middle of the grid
  if (nominal === undefined) return [];
  const worst = {
    peakSensitivity: largest(all, (c) => (c.stable ? (c.peakSensitivity ?? Infinity) : Infinity)),
    phaseMargin: largest(all, (c) => (c.stable ? -Math.abs(c.phaseMarginDegrees ?? Infinity) : Infinity)),
    delay: largest(all, (c) => -toleratedBlocks(c)),
  };
  return [{ channel, nominal, worst, all }];
}

/** The first of the members with the highest rank; there is at least one. */
function largest<T>(list: readonly T[], rank: (item: T) => number): T {
  return list.reduce((best, item) => (rank(item) > rank(best) ? item : best));
}

/** Nominal and extra delay; -1 for an unstable loop, Infinity without a limit. */
function toleratedBlocks({ stable, delay }: LoopCertificate): number {
  if (!stable) return -1;
  return delay.firstUnstable === null ? Infinity : delay.nominal + delay.extra;
}

function latency(perChannel: readonly ChannelCertificates[], blockTime: number): Latency | null {
  if (perChannel.length === 0) return null;
  const slowest = perChannel.map(({ worst }) => worst.delay);
  const limiting = largest(slowest, (c) => -toleratedBlocks(c));
  const blocks = finite(Math.max(0, toleratedBlocks(limiting)));
  const { channel, point, variant } = limiting;
  return { channel, point, variant, blocks, seconds: blocks === null ? null : blocks * blockTime };
}

function confirmedFold(vector: Float64Array): FoldReport["confirmed"] {
  const fold = foldDistance(fastCascade(vector, openingBook(vector)), 0);
  if (fold.distance === Infinity) return null;
  const halfTheJump = 0.5 * (fold.after - fold.before);
  return {
    ...confirmFold(vector, fold, GAP),
    onVenue: finite(foldBySimulation(vector, halfTheJump, VENUE_FAMILY)),
  };
}

function amplification(vector: Float64Array): Amplification {
  const gain = firstGain(vector);
  return { gain, analytic: finite(analyticAmplification(gain)), measured: null };
}

function foldReport(vector: Float64Array): FoldReport {
  const cascade = fastCascade(vector, openingBook(vector));
  const { distance, before, after } = foldDistance(cascade, 0);
  const curve = restingCurve(cascade).filter(({ shock }) => Number.isFinite(shock));
  const stride = Math.ceil(curve.length / CURVE_POINTS);
  return {
    distance: finite(distance),
    before: finite(before),
    after: finite(after),
    foldingDepth: finite(foldingDepth(cascade, 0)),
    curve: curve.filter((_, i) => i % stride === 0).map(({ shock, fall }) => ({ shock, fall })),
    confirmed: null,
  };
}
