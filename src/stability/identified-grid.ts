// Identified models of several channels at every operating point of the grid, from one budget of simulated time.

import type { ExperimentOutput, ExperimentPlan, ExperimentSeeds, ProbeTarget } from "./experiment.ts";
import { type IdentifiedModel, identifyChannel } from "./identified-model.ts";
import { type OperatingPoint, operatingPoints } from "./operating-point.ts";
import { valueIn } from "./setting.ts";

/** What one experiment may cost. */
export interface ExperimentBudget {
  readonly paths: number;
  /** Samples recorded. */
  readonly samples: number;
}

/** A channel and the answer that is modelled. */
export interface PlannedChannel {
  readonly target: ProbeTarget;
  readonly output: ExperimentOutput;
}

/** What each actuator is there for, and what a fall of the outside price opens. */
export const plannedChannels: readonly PlannedChannel[] = [
  { target: "funding", output: "skew" },
  { target: "depth", output: "depth" },
  { target: "margin", output: "volatility" },
  { target: "maintenance", output: "gap" },
  { target: "cap", output: "gap" },
  { target: "price", output: "gap" },
];

/** Paths and samples at which the grid takes about a minute on two cores. */
export const usualBudget: ExperimentBudget = { paths: 16, samples: 96 };

/**
 * The experiment of a channel: perturbations well inside the actuator's range; slow channels are sampled some eight times
 * within their time constant, those that answer in the same block in every block.
 */
export function channelPlan(
  vector: Float64Array,
  { target, output }: PlannedChannel,
  { paths, samples }: ExperimentBudget,
): ExperimentPlan {
  const blocks = (seconds: number): number => Math.max(1, Math.round(seconds / valueIn(vector, "time.block")));
  const shared = { target, outputs: [output], paths, samples, loops: "open" } as const;
  const slow = { stride: blocks(1800), hold: 4, settle: 24 };
  const fast = { stride: 1, hold: 2, settle: blocks(6 * 3600) };
  switch (target) {
    case "funding":
      return { ...shared, ...slow, amplitude: 0.02 };
    case "margin":
      return { ...shared, ...slow, amplitude: valueIn(vector, "margin.initial") / 5 };
    case "depth":
      return {
        ...shared,
        stride: blocks(valueIn(vector, "liquidity.refillTime") / 8),
        hold: 2,
        settle: 96,
        amplitude: 0.2,
      };
    case "maintenance":
      return {
        ...shared,
        ...fast,
        amplitude: (valueIn(vector, "margin.initial") * valueIn(vector, "margin.maintenanceShare")) / 20,
      };
    case "cap":
      return { ...shared, ...fast, amplitude: valueIn(vector, "liquidation.cap") / 4 };
    case "price":
      return { ...shared, ...fast, amplitude: 0.002 };
  }
}

/** Every channel at every point, points first; all with the same seeds, so that points differ by nothing else. */
export function identifiedGrid(
  vector: Float64Array,
  channels: readonly PlannedChannel[],
  budget: ExperimentBudget,
  seeds: ExperimentSeeds,
  points: readonly OperatingPoint[] = operatingPoints,
): readonly IdentifiedModel[] {
  return points.flatMap((point) =>
    channels.map((channel) => identifyChannel(vector, point, channelPlan(vector, channel, budget), seeds)),
  );
}
