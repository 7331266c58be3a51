// The stability certificate of a parameter vector as plain data, ready for JSON: what a report or a command shows.
//
// `null` stands for an infinite number, and for something that there is not; each field says which.

import type { TolerableDelay } from "../control/analysis/delay-margin.ts";
import type { Channel } from "../control/channels.ts";
import type { MeasuredAmplification } from "./amplification.ts";
import type { PlayedShock } from "./confirm-fold.ts";
import type { Variant } from "./uncertainty.ts";

/** Blocks that a latency scan goes beyond the nominal delay; what is tolerated so long is reported as unlimited. */
export const LATENCY_LIMIT = 1_000_000;

/** Largest sudden fall, log, that a venue is played with in search of one that runs away: 47 %. */
export const LARGEST_SHOCK = 0.64;

/** Where a certificate was computed: the state of the market, and the variant of what is least known. */
export interface Place {
  /** Name of the operating point. */
  readonly point: string;
  readonly variant: Variant;
}

/** One loop at one operating point, opened at the command of its controller. */
export interface LoopCertificate extends Place {
  readonly channel: Channel;
  /** The loop in words, for example "skew -> funding -> skew". */
  readonly senses: string;
  /** Where the model comes from. */
  readonly model: "analytic";
  /** Whether it is stable with the delays of the vector. Margins of an unstable loop say what would have to change. */
  readonly stable: boolean;
  /** Smallest factor above 1 that makes it unstable; null: none does. */
  readonly gainMargin: number | null;
  /** Largest factor below 1 that makes it unstable; 0: none does. */
  readonly gainReduction: number;
  /** null: the loop gain is 1 nowhere. */
  readonly phaseMarginDegrees: number | null;
  /** Ms, largest |S|; at most 1.7 is good practice. null: infinite. */
  readonly peakSensitivity: number | null;
  /** rad/day at which |S| is largest. */
  readonly peakFrequency: number;
  /** Mt, largest |T|. null: infinite. */
  readonly peakComplementary: number | null;
  readonly disk: DiskPicture;
  readonly delay: CertifiedDelay;
  /** Standard deviation of the command under white sensor noise of deviation 1 a block; null: infinite. */
  readonly churn: number | null;
}

/** The symmetric disk margin. */
export interface DiskPicture {
  /** 0 for an unstable loop. */
  readonly alpha: number;
  /** Gain factors strictly between leave the loop stable; `most` null: any factor above. */
  readonly gain: { readonly least: number; readonly most: number | null };
  readonly phaseDegrees: number;
  /** Circle on the real axis that the Nyquist curve does not enter; null where alpha is 2 or more, or 0. */
  readonly circle: { readonly centre: number; readonly radius: number } | null;
}

/** How much later commands may arrive. */
export interface CertifiedDelay {
  /** Blocks from a command to its effect, by the vector. */
  readonly nominal: number;
  /** Largest number of further blocks such that none up to it makes the loop unstable. */
  readonly extra: number;
  readonly extraSeconds: number;
  /** First number of further blocks that makes it unstable; null: none up to `LATENCY_LIMIT`. */
  readonly firstUnstable: TolerableDelay["firstUnstable"];
}

/** One loop over all operating points and variants. */
export interface ChannelCertificates {
  readonly channel: Channel;
  /** At the middle of the grid (base, skew 0, depth x 1); of a loop that is open there, at the place nearest to it. */
  readonly nominal: LoopCertificate;
  /** The members of `all` with the largest Ms, the smallest phase margin and the smallest tolerated delay; unstable ones count as the worst. */
  readonly worst: {
    readonly peakSensitivity: LoopCertificate;
    readonly phaseMargin: LoopCertificate;
    readonly delay: LoopCertificate;
  };
  /** One certificate per different loop; a loop that several places share is listed once, at the plainest of them. */
  readonly all: readonly LoopCertificate[];
}

/** An active loop that no linear model covers, or not everywhere. */
export interface Uncertified {
  readonly channel: Channel;
  /** In words, without a full stop. */
  readonly reason: string;
  /** Points where that is so; empty: everywhere. */
  readonly points: readonly string[];
}

/** Largest gap between mark and index while the price makes new extremes: |gap| <= norm times the largest |move outside|. */
export interface GapBound {
  readonly point: string;
  /** Loop gain g of the cascade. */
  readonly gain: number;
  /** Peak-to-peak norm from the log of the outside price to the log of mark over index; null: infinite. */
  readonly norm: number | null;
}

/** The feedback-amplification factor of control 3.6; null: infinite. */
export interface Amplification {
  /** Loop gain at the first liquidation of the opening book. */
  readonly gain: number;
  /** 1 / (1 - gain). */
  readonly analytic: number | null;
  /** By simulation; null: not simulated. */
  readonly measured: MeasuredAmplification | null;
}

/** The fold of the opening book, log falls; null: it never runs away. */
export interface FoldReport {
  readonly distance: number | null;
  readonly before: number | null;
  readonly after: number | null;
  /** Multiple of today's depth at which the book first folds; null: it folds at any. */
  readonly foldingDepth: number | null;
  /** Places of rest, total fall over the sudden fall that leads there, by growing total fall: the curve that turns back at the fold. */
  readonly curve: readonly { readonly shock: number; readonly fall: number }[];
  /** null: not simulated, or there is no fold. */
  readonly confirmed: {
    /** Just below and just above the fold, nothing dampening it. */
    readonly below: PlayedShock;
    readonly above: PlayedShock;
    /**
     * Smallest sudden fall to which the venue itself, with everything at work, adds more than half the jump at the fold;
     * null: none up to `LARGEST_SHOCK`.
     */
    readonly onVenue: number | null;
  } | null;
}

/** The procyclic loop volatility, maintenance margin, liquidation, volatility (control 3.3). */
export interface MarginLoop {
  readonly gain: number;
  readonly limit: number;
  /** Return (log, one block) at which the gain is judged: its 99.9 % quantile. */
  readonly at: number;
  /** Largest gain over the operating points and variants. */
  readonly worst: number;
}

/** Longest latency from command to effect that every certified loop tolerates. */
export interface Latency extends Place {
  /** Nominal delay and what comes on top; null: unlimited. */
  readonly blocks: number | null;
  readonly seconds: number | null;
  /** The loop that limits it. */
  readonly channel: Channel;
}

/** Figures of one loop at its nominal place. */
export interface LoopPicture {
  readonly channel: Channel;
  readonly point: string;
  /** rad/day, growing; the open-loop response at each. */
  readonly frequencies: readonly number[];
  readonly openLoop: readonly { readonly re: number; readonly im: number }[];
  /** Closed-loop poles in z; none of a loop that is late by more than 60 blocks: they would fill a circle. */
  readonly poles: readonly { readonly re: number; readonly im: number }[];
  /** What the closed loop leaves of a unit step at the command, over time in days. */
  readonly step: readonly { readonly day: number; readonly remaining: number }[];
}

/** Tolerated latency over two gains of a loop, the smallest over points and variants. */
export interface DelayMap {
  readonly channel: Channel;
  /** Parameter names and values. */
  readonly across: { readonly name: string; readonly values: readonly number[] };
  readonly down: { readonly name: string; readonly values: readonly number[] };
  /** blocks[i][j] for down value i and across value j; 0: unstable with the delays of the vector; null: unlimited. */
  readonly blocks: readonly (readonly (number | null)[])[];
  /** Gains of the vector itself. */
  readonly at: { readonly across: number; readonly down: number };
}

export interface StabilityAnalysis {
  /** s. */
  readonly blockTime: number;
  readonly perChannel: readonly ChannelCertificates[];
  readonly uncertified: readonly Uncertified[];
  /** One a point. */
  readonly gapBounds: readonly GapBound[];
  readonly amplification: Amplification;
  readonly fold: FoldReport;
  /** null: the maintenance margin does not follow the volatility of the mark. */
  readonly marginLoop: MarginLoop | null;
  /** null: no loop is certified. */
  readonly latency: Latency | null;
  readonly pictures: readonly LoopPicture[];
  readonly delayMaps: readonly DelayMap[];
  /** Loops played within and beyond their latency; none: not simulated, or none can be. */
  readonly playedLatencies: readonly LatencyConfirmation[];
}

/** A latency put to the test: the plant itself played within and beyond what its linear model tolerates. */
export interface LatencyConfirmation {
  readonly channel: Channel;
  /** Length of a block as played, s: a multiple of the vector's, so that slow loops do not take forever. */
  readonly blockTime: number;
  /** Latency that the loop tolerates by its linear model, in blocks as played. */
  readonly predicted: number;
  readonly below: PlayedLatency;
  readonly above: PlayedLatency;
}

export interface PlayedLatency {
  /** Blocks (as played) from a command to its effect. */
  readonly blocks: number;
  /** By what the linear model says that an oscillation is multiplied every period; below 1 it dies out. */
  readonly expected: number;
  /** The same of the mean response to a kick, as simulated. */
  readonly simulated: number;
}
