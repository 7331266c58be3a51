// A paired perturbation experiment: the same paths with and without a probe, and the mean difference of what they show.
//
// Both plays draw the same random numbers, so that most of the noise of the market cancels in the difference. Specification:
// control 3.4 (b).
import { Matrix } from "ml-matrix";
import type { channelNames } from "../control/channels.ts";
import type { Experiment } from "../control/identification/experiment.ts";
import { log } from "../numeric/elementary.ts";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { kernelModule } from "../simulate/module.ts";
import { parameterNamed } from "../simulate/parameters.ts";
import { createPlant, openPlant, type Simulator } from "../simulate/plant.ts";
import { probeSequence } from "../simulate/probe-sequence.ts";
import { traceNames } from "../simulate/trace.ts";
import { valueIn, withoutLoops, withValues } from "./setting.ts";

/** What can be shaken: an actuator as it is in force, or the log of the outside price. */
export type ProbeTarget = (typeof channelNames)[number] | "price";

/** What can be recorded; but for the gap, all are sensors of the control loops. */
export const experimentOutputs = ["skew", "depth", "gap", "volatility", "basis", "coverage"] as const;

export type ExperimentOutput = (typeof experimentOutputs)[number];

export interface ExperimentPlan {
  readonly target: ProbeTarget;
  readonly outputs: readonly ExperimentOutput[];
  /** Size of the perturbation in the unit of its target. */
  readonly amplitude: number;
  /** Blocks per sample: the perturbation is constant within one. */
  readonly stride: number;
  /** Samples that each sign of the perturbation lasts. */
  readonly hold: number;
  /** Samples that the market is given to settle before it is shaken. */
  readonly settle: number;
  /** Samples recorded. */
  readonly samples: number;
  readonly paths: number;
  /** "open" takes all control loops and scripted shocks out; "closed" leaves the vector as it is. */
  readonly loops: "open" | "closed";
}

/** Where the random numbers of one experiment come from. */
export interface ExperimentSeeds {
  /** Of the paths. */
  readonly scenario: number;
  /** Of the signs of the perturbation. */
  readonly probe: number;
}

/**
 * One experiment per factor on the amplitude, all on the same paths and with the same signs. Row k of the output is what the
 * end of a sample shows, row k of the input is the perturbation from then to row k + 1: inputs act one row later, and row 0
 * of the output is zero. Time is in days.
 * @throws UserError for a plan that cannot be played
 */
export function pairedExperiments(
  vector: Float64Array,
  plan: ExperimentPlan,
  seeds: ExperimentSeeds,
  factors: readonly number[],
): readonly Experiment[] {
  checkPlan(plan);
  const setting = settingOf(vector, plan, seeds);
  const family = { seed: seeds.scenario, paths: plan.paths };
  const simulator = openPlant(kernelModule(), createPlant(kernelModule(), setting, family, 1), 0);
  const still = meanOutputs(simulator, setting, plan);
  const unit = probeSequence({ amplitude: plan.amplitude, hold: plan.hold, seed: seeds.probe }, plan.samples);
  const target = (parameterNamed("probe.target")?.choices ?? []).indexOf(plan.target);
  return factors.map((factor) => {
    const shaken = withValues(setting, { "probe.target": target, "probe.amplitude": factor * plan.amplitude });
    return {
      input: Matrix.columnVector(unit).mul(factor),
      output: Matrix.sub(meanOutputs(simulator, shaken, plan), still),
      sampleTime: (plan.stride * valueIn(vector, "time.block")) / 86400,
      timeUnit: "day",
    };
  });
}

/** The vector that both plays share. The probe starts in the block after a recorded one. */
function settingOf(vector: Float64Array, plan: ExperimentPlan, seeds: ExperimentSeeds): Float64Array {
  return withValues(plan.loops === "open" ? withValues(withoutLoops(vector), { "shock.size": 0 }) : vector, {
    "time.blocks": (plan.settle + plan.samples - 1) * plan.stride + 1,
    "probe.start": plan.settle * plan.stride + 1,
    "probe.hold": plan.hold * plan.stride,
    "probe.seed": seeds.probe,
    "probe.target": 0,
  });
}

/** Means over the paths, samples x outputs. */
function meanOutputs(simulator: Simulator, vector: Float64Array, plan: ExperimentPlan): Matrix {
  const [traced, looked] = [plan.outputs.some(isTraced), plan.outputs.some((name) => !isTraced(name))];
  const trace = traced ? simulator.trace(vector, plan.stride) : null;
  const features = looked ? simulator.features(vector, plan.stride) : null;
  const depth = valueIn(vector, "depth.initial");
  const means = Matrix.zeros(plan.samples, plan.outputs.length);
  for (const [column, name] of plan.outputs.entries()) {
    const table = isTraced(name) ? trace : features;
    if (table === null) continue;
    const [rows, width] = [table.blocks.length, table.names.length];
    const columns: readonly string[] = table.names;
    const read = (at: number, of: string): number => table.values[at + columns.indexOf(of)] ?? Number.NaN;
    for (let k = 0; k < plan.samples; k++) {
      let sum = 0;
      for (let path = 0; path < plan.paths; path++) {
        const at = (path * rows + plan.settle + k) * width;
        if (name === "gap") sum += log(read(at, "mark") / read(at, "exogenous"));
        else sum += name === "depth" ? read(at, name) / depth : read(at, name);
      }
      means.set(k, column, sum / plan.paths);
    }
  }
  return means;
}

function isTraced(name: ExperimentOutput): boolean {
  return name === "gap" || traceNames.some((other) => other === name);
}

function checkPlan(plan: ExperimentPlan): void {
  const least = { stride: 1, hold: 1, settle: 0, samples: 2, paths: 1 } as const;
  const problems: Problem[] = (["stride", "hold", "settle", "samples", "paths"] as const)
    .filter((place) => !(Number.isInteger(plan[place]) && plan[place] >= least[place]))
    .map((place) => ({ place, message: `found ${plan[place]}; expected a whole number from ${least[place]}` }));
  if (!(plan.amplitude > 0 && plan.amplitude < Infinity)) {
    problems.push({ place: "amplitude", message: `found ${plan.amplitude}; expected a number above 0` });
  }
  if (problems.length > 0) throw new UserError(`experiment on ${plan.target}`, problems);
}
