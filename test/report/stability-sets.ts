// Stability analyses for tests, small enough to be known by heart and none of them computed.
import type { AnalysedSet } from "../../src/report/stability-input.ts";
import type { DrawnLoop } from "../../src/report/stability-look.ts";
import type { LoopCertificate, LoopPicture, StabilityAnalysis } from "../../src/stability/analysis.ts";

const plain = { density: 1, depth: 1, fundingResponse: 1 };
const DAY = 86_400;

/** L = 2 e^(-s T) / s, in rad/day: gain 1 at 2 rad/day, phase -180 degrees where w T is a quarter turn. */
export const integrator = { crossover: 2, deadTime: 0.1 } as const;

/** Angles of the integrator with dead time, as an analysis would sample them. */
export function integratorPicture(count = 400): LoopPicture {
  const frequencies = Array.from({ length: count }, (_, i) => 0.01 * 10 ** ((i / (count - 1)) * 4));
  return {
    channel: "funding",
    point: "base, skew 0, depth x 1",
    frequencies,
    openLoop: frequencies.map((w) => {
      const angle = -Math.PI / 2 - w * integrator.deadTime;
      return { re: (integrator.crossover / w) * Math.cos(angle), im: (integrator.crossover / w) * Math.sin(angle) };
    }),
    poles: [
      { re: 0.99, im: 0.005 },
      { re: 0.99, im: -0.005 },
      { re: 0.1, im: 0 },
    ],
    step: Array.from({ length: 100 }, (_, i) => ({ day: i / 50, remaining: Math.exp(-i / 20) * Math.cos(i / 9) })),
  };
}

/** Its margins: 90 degrees less the crossover times the dead time; a quarter turn of dead time over the gain there. */
export const funding: LoopCertificate = {
  channel: "funding",
  senses: "skew -> funding -> skew",
  model: "analytic",
  point: "base, skew 0, depth x 1",
  variant: plain,
  stable: true,
  gainMargin: Math.PI / 2 / integrator.deadTime / integrator.crossover,
  gainReduction: 0,
  phaseMarginDegrees: 90 - (integrator.crossover * integrator.deadTime * 180) / Math.PI,
  peakSensitivity: 1.2345,
  peakFrequency: 5,
  peakComplementary: 1.01,
  disk: { alpha: 1.1, gain: { least: 0.29, most: 3.44 }, phaseDegrees: 57.6, circle: { centre: -1.87, radius: 1.58 } },
  delay: { nominal: 5, extra: 4321, extraSeconds: 4321 * 12, firstUnstable: 4322 },
  churn: 0.321,
};

export const worstFunding: LoopCertificate = {
  ...funding,
  point: "stress, skew -0.3, depth x 0.5",
  variant: { ...plain, fundingResponse: 5 },
  peakSensitivity: 1.6543,
  phaseMarginDegrees: 33.3,
  delay: { nominal: 5, extra: 77, extraSeconds: 77 * 12, firstUnstable: 78 },
};

export const unstableFunding: LoopCertificate = {
  ...worstFunding,
  stable: false,
  delay: { nominal: 5, extra: 0, extraSeconds: 0, firstUnstable: 0 },
};

/** @param worst the certificate beside the nominal one */
export function analysisWith(worst: LoopCertificate): StabilityAnalysis {
  const { point, variant, channel } = worst;
  const blocks = worst.stable ? worst.delay.nominal + worst.delay.extra : 0;
  return {
    blockTime: 12,
    perChannel: [
      {
        channel: "funding",
        nominal: funding,
        worst: { peakSensitivity: worst, phaseMargin: worst, delay: worst },
        all: [funding, worst],
      },
    ],
    uncertified: [{ channel: "cap", reason: "it acts one way only", points: ["calm, skew 0, depth x 2"] }],
    gapBounds: [
      { point: "calm, skew 0, depth x 1", gain: 0.4, norm: 0.765 },
      { point: "base, skew 0, depth x 1", gain: 0.4, norm: 0.765 },
      { point: "stress, skew 0, depth x 1", gain: 1.2, norm: null },
    ],
    amplification: { gain: 0.875, analytic: 8, measured: { peak: 1.357, peakOverOutside: 1.4, variation: 1.246 } },
    fold: {
      distance: -Math.log1p(-0.0731),
      before: -Math.log1p(-0.0912),
      after: -Math.log1p(-0.571),
      foldingDepth: 1.37,
      curve: foldCurve,
      confirmed: null,
    },
    marginLoop: { gain: 0.1, limit: 0.3, at: 0.01, worst: 0.222 },
    latency: { channel, point, variant, blocks, seconds: blocks * 12 },
    pictures: [integratorPicture()],
    delayMaps: [
      {
        channel: "funding",
        across: { name: "funding.kp", values: [0, 0.1, 0.2] },
        down: { name: "funding.ki", values: [0, 1] },
        blocks: [
          [null, 3000, 10],
          [40, 15, 0],
        ],
        at: { across: 0.1, down: 0.5 },
      },
    ],
    playedLatencies: [],
  };
}

/** Rises to the fold, turns back and rises again. */
const foldCurve = Array.from({ length: 120 }, (_, i) => {
  const fall = 0.01 * i;
  return { shock: 0.076 * (1 - ((fall - 0.0956) / 0.0956) ** 2) + Math.max(0, fall - 0.3) ** 2 * 12, fall };
});

export const todaySet: AnalysedSet = {
  set: "today",
  title: "today's parameters",
  analysis: {
    ...analysisWith(worstFunding),
    playedLatencies: [
      {
        channel: "funding",
        blockTime: DAY / 100,
        predicted: 40,
        below: { blocks: 32, expected: 0.81, simulated: 0.79 },
        above: { blocks: 50, expected: 1.21, simulated: 1.19 },
      },
    ],
  },
};

export const tunedSet: AnalysedSet = {
  set: "tuned",
  title: "trial 12",
  analysis: analysisWith(unstableFunding),
};

export const drawn: readonly DrawnLoop[] = [
  { set: "today", picture: integratorPicture(), certificate: funding },
  { set: "tuned", picture: integratorPicture(), certificate: unstableFunding },
];
