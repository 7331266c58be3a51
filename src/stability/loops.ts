// The control loops of a parameter vector, each opened at the command of its controller, at every operating point and
// variant where it differs.
//
// In the kernel's own timing: what a sensor reads at the end of block k sets the command of block k, which is in force from
// block k + 1 + delay on. Small deviations from rest; no bound, slew limit or dead band acts.
import type { Matrix } from "ml-matrix";
import { type Channel, channelNames } from "../control/channels.ts";
import { parallel, series } from "../control/linear/connect.ts";
import { transferFunctionOf } from "../control/linear/convert.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import type { Sensor } from "../control/sensors.ts";
import type { Place, Uncertified } from "./analysis.ts";
import { controllerModel, type Reading } from "./controller-model.ts";
import { type OperatingPoint, operatingPoints } from "./operating-point.ts";
import { valueIn } from "./setting.ts";
import { depthPlant, fundingPlant } from "./slow-block.ts";
import { type Variant, variants, varied } from "./uncertainty.ts";
import { volatilityPlant } from "./volatility-sensor.ts";

/** A way from the command through the market back to the command. Per block, in days, without the command's delay. */
export interface Branch {
  readonly sensor: Sensor;
  /** Command to measurement. */
  readonly plant: StateSpace;
  /** Measurement to command. */
  readonly controller: StateSpace;
}

export interface OpenLoop extends Place {
  readonly channel: Channel;
  /** At least one. */
  readonly branches: readonly Branch[];
  /** Blocks by which a command arrives late. */
  readonly delay: number;
}

/** Loops that differ, and the active ones that have no linear model somewhere. */
export interface Loops {
  readonly loops: readonly OpenLoop[];
  readonly uncertified: readonly Uncertified[];
}

/** All loops of the vector. A channel whose sensors nothing on the venue moves closes no loop and is not among them. */
export function loopsOf(vector: Float64Array): Loops {
  const each = channelNames.map((channel) => channelLoops(vector, channel));
  return { loops: each.flatMap(({ loops }) => loops), uncertified: each.flatMap(({ uncertified }) => uncertified) };
}

/** L of the loop under negative feedback: positive where the loop works against a deviation. */
export function openLoop({ branches, delay }: OpenLoop): TransferFunction {
  const sum = branches.map(({ plant, controller }) => series(plant, controller)).reduce((a, b) => parallel(a, b));
  const { num, ...rest } = transferFunctionOf(sum);
  return { ...rest, num: num.map((c) => -c), delay };
}

/** In words: what is measured, what moves, what that moves. */
export function loopInWords({ branches, channel }: OpenLoop): string {
  const sensors = [...new Set(branches.map(({ sensor }) => sensor))].join(", ");
  return `${sensors} -> ${channel} -> ${sensors}`;
}

/** Those of one channel, the plainest place first. */
export function channelLoops(vector: Float64Array, channel: Channel): Loops {
  const loops = new Map<string, OpenLoop>();
  const missing = new Map<string, Set<string>>();
  const delay = valueIn(vector, "delay.command");
  for (const point of orderedPoints) {
    const model = controllerModel(vector, channel, point); // the same for all variants
    for (const variant of "reason" in model ? [UNCHANGED] : changesFor(model.readings)) {
      const found = "reason" in model ? model : branchesAt(varied(vector, variant), channel, model.readings, point);
      if ("reason" in found) missing.set(found.reason, (missing.get(found.reason) ?? new Set()).add(point.name));
      else if (found.branches.length > 0) {
        const key = fingerprint(found.branches);
        const loop = { channel, branches: found.branches, delay, point: point.name, variant };
        if (!loops.has(key)) loops.set(key, loop);
      }
    }
  }
  const uncertified = Array.from(missing, ([reason, names]) => {
    return { channel, reason, points: names.size === operatingPoints.length ? [] : [...names] };
  });
  return { loops: [...loops.values()], uncertified };
}

const UNCHANGED: Variant = { density: 1, depth: 1, fundingResponse: 1 };
/** Nearest to the vector and to the middle of the grid first: a loop that several places share is named by the plainest. */
const orderedVariants = sortedBy(variants, (v) => count(v.density !== 1, v.depth !== 1, v.fundingResponse !== 1));
const orderedPoints = sortedBy(operatingPoints, (p) => count(p.volatility !== 1, p.skew !== 0, p.depth !== 1));
const ofFundingResponse = orderedVariants.filter((v) => v.density === 1 && v.depth === 1);
const ofBookAndDepth = orderedVariants.filter((v) => v.fundingResponse === 1);

/** Variants that can change the loop: the skew knows neither depth nor book density, volatility no funding. */
function changesFor(readings: readonly Reading[]): readonly Variant[] {
  const reads = (name: Sensor): boolean => readings.some(({ sensor }) => sensor === name);
  if (reads("skew")) return ofFundingResponse;
  return reads("volatility") ? ofBookAndDepth : [UNCHANGED];
}

function sortedBy<T>(list: readonly T[], rank: (item: T) => number): readonly T[] {
  return [...list].sort((a, b) => rank(a) - rank(b));
}

function count(...conditions: readonly boolean[]): number {
  return conditions.filter(Boolean).length;
}

type Found = { readonly branches: readonly Branch[] } | { readonly reason: string };

function branchesAt(
  vector: Float64Array,
  channel: Channel,
  readings: readonly Reading[],
  point: OperatingPoint,
): Found {
  const branches: Branch[] = [];
  for (const { sensor, controller } of readings) {
    const plant = sensorPlant(vector, channel, sensor, point);
    if (plant === "open") continue;
    if (typeof plant === "string") return { reason: plant };
    branches.push({ sensor, plant, controller });
  }
  return { branches };
}

const NO_SLOPE = "in at least one variant the loop gain of the cascade reaches 1, where volatility has no finite slope";

/** Command to sensor; "open" where the venue does not move the sensor; else why there is no linear model. */
function sensorPlant(
  vector: Float64Array,
  channel: Channel,
  sensor: Sensor,
  point: OperatingPoint,
): StateSpace | string {
  if (sensor === "none" || sensor === "indexVolatility") return "open";
  if (channel === "funding" && sensor === "skew") return fundingPlant(vector, point).perBlock;
  if (channel === "depth" && sensor === "depth") return depthPlant(vector, point).perBlock;
  if ((channel === "depth" || channel === "margin") && sensor === "volatility") {
    if (point.volatility <= 1) return "open"; // the sensor reads 0
    return volatilityPlant(vector, channel, point) ?? NO_SLOPE;
  }
  if (channel === "maintenance" || channel === "cap") {
    return `the ${channel} loop acts through forced sales, one way only: it has no linear model`;
  }
  return `there is no linear model of what ${channel} does to the sensor ${sensor}`;
}

function fingerprint(branches: readonly Branch[]): string {
  const numbers = (matrix: Matrix): readonly number[] => matrix.to1DArray();
  const system = ({ A, B, C, D }: StateSpace): readonly number[] => [A, B, C, D].flatMap(numbers);
  return branches.flatMap(({ plant, controller }) => [...system(plant), ...system(controller)]).join(" ");
}
