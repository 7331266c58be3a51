// The controller of one channel as linear models, one for each sensor that it reads; what has none, in words.
import { Matrix } from "ml-matrix";
import type { Channel } from "../control/channels.ts";
import { pidModel } from "../control/linear/pid-model.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import { structureNames } from "../control/loop-parameters.ts";
import { type Sensor, sensorNames } from "../control/sensors.ts";
import { compensatorIn } from "../simulate/compensator-tail.ts";
import { controllerOf } from "./compensator.ts";
import type { OperatingPoint } from "./operating-point.ts";
import { valueIn } from "./setting.ts";

/** What a loop makes of one sensor: measurement in, command out, both as deviations from rest. */
export interface Reading {
  readonly sensor: Sensor;
  readonly controller: StateSpace;
}

/** The readings of an active loop, or why it has no linear model. An idle loop reads nothing. */
export type ControllerModel = { readonly readings: readonly Reading[] } | { readonly reason: string };

const DAY = 86400;
const laws = ["premium", "velocity", "adaptive"] as const;

/** At the volatility of an operating point, which sets the gains and the base of the loop. */
export function controllerModel(vector: Float64Array, channel: Channel, point: OperatingPoint): ControllerModel {
  const law = laws[valueIn(vector, "funding.law")];
  if (channel === "funding" && law !== undefined) {
    return { reason: `the funding rate follows the rule ${law} and not the controller` };
  }
  const structure = structureNames[valueIn(vector, `${channel}.structure`)];
  if (structure === "schedule") return { reason: "a table with hysteresis and pauses has no linear model" };
  if (structure === "governance") return { reason: "a vote every few days, late and inexact, has no linear model" };
  if (structure === "state") return stateFeedback(vector, channel);
  const readings = [...pidReading(vector, channel, point), ...stressReading(vector, channel, point)];
  return { readings: [...readings, ...forwardReading(vector, channel)] };
}

function pidReading(vector: Float64Array, channel: Channel, point: OperatingPoint): readonly Reading[] {
  const of = (row: string): number => valueIn(vector, `${channel}.${row}`);
  const factor = 1 + of("schedule") * overshootAt(point);
  const [kp, ki, kd] = [factor * of("kp"), factor * of("ki"), factor * of("kd")];
  if (kp === 0 && ki === 0 && kd === 0) return [];
  const gains = { kp, ki, kd, filterTime: of("filterTime"), setpointWeight: of("setpointWeight") };
  const model = pidModel(gains, valueIn(vector, "time.block"));
  return [{ sensor: sensorAt(of("sensor")), controller: inDays(model) }];
}

/** The base that moves with the volatility overshoot o: base (1 + rise o) / (1 + relief o), here its slope. */
function stressReading(vector: Float64Array, channel: Channel, point: OperatingPoint): readonly Reading[] {
  const [rise, relief] = [valueIn(vector, `${channel}.stressRise`), valueIn(vector, `${channel}.stressRelief`)];
  const slope = stressSlope(atRest(vector, channel), rise, relief, overshootAt(point));
  const sensor = valueIn(vector, "volatility.source") === 1 ? "indexVolatility" : "volatility";
  return slope === 0 ? [] : [{ sensor, controller: constantGain(vector, slope) }];
}

/** d/do of base (1 + rise o) / (1 + relief o). */
export function stressSlope(base: number, rise: number, relief: number, overshoot: number): number {
  return (base * (rise - relief)) / (1 + relief * overshoot) ** 2;
}

function forwardReading(vector: Float64Array, channel: Channel): readonly Reading[] {
  const gain = valueIn(vector, `${channel}.feedForward`);
  const sensor = sensorAt(valueIn(vector, `${channel}.feedForwardSensor`));
  return gain === 0 ? [] : [{ sensor, controller: constantGain(vector, gain) }];
}

function stateFeedback(vector: Float64Array, channel: Channel): ControllerModel {
  if (valueIn(vector, `${channel}.feedForward`) !== 0) {
    return { reason: "state feedback that is combined with feed-forward is not modelled" };
  }
  const compensator = compensatorIn(vector, channel);
  if (compensator === null) return { reason: "its structure is state feedback, but the vector carries no compensator" };
  const controller = controllerOf({ sampleTime: valueIn(vector, "time.block") / DAY, timeUnit: "day" }, compensator);
  return { readings: [{ sensor: sensorAt(valueIn(vector, `${channel}.sensor`)), controller }] };
}

/** Output of a loop at rest. */
export function atRest(vector: Float64Array, channel: Channel): number {
  const margin = valueIn(vector, "margin.initial");
  switch (channel) {
    case "margin":
      return margin;
    case "maintenance":
      return margin * valueIn(vector, "margin.maintenanceShare");
    case "funding":
      return 0;
    case "depth":
      return 1;
    case "cap":
      return valueIn(vector, "liquidation.cap");
  }
}

/** Volatility over its reference minus 1, never below 0. */
export function overshootAt(point: OperatingPoint): number {
  return Math.max(0, point.volatility - 1);
}

function sensorAt(index: number): Sensor {
  return sensorNames[index] ?? "none";
}

function constantGain(vector: Float64Array, gain: number): StateSpace {
  const empty = { A: Matrix.zeros(0, 0), B: Matrix.zeros(0, 1), C: Matrix.zeros(1, 0) };
  return { ...empty, D: new Matrix([[gain]]), sampleTime: valueIn(vector, "time.block") / DAY, timeUnit: "day" };
}

function inDays(model: StateSpace): StateSpace {
  return { ...model, sampleTime: model.sampleTime / DAY, timeUnit: "day" };
}
