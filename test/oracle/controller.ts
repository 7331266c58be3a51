// The five loops and the actuators they move: commands travel for some blocks, then margins slew and depth follows.
import { type Channel, channelNames } from "../../src/control/channels.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { adaptiveFunding, type FundingMemory, type FundingView, premiumFunding, velocityFunding } from "./funding.ts";
import { type PidMemory, type PidSettings, pidSample } from "./pid.ts";
import type { Readings } from "./sensors.ts";
import type { Setting } from "./settings.ts";

export type Command = Record<Channel, number>;

export interface Controller {
  readonly rest: Command;
  readonly loops: Record<Channel, PidMemory>;
  readonly funding: FundingMemory;
  readonly sent: Command[];
  /** What is in force on chain. */
  readonly actuators: Command;
  /** Sum over the loops of |change of output|, in units of the output at rest (funding: of its bound). */
  churn: number;
}

export function startController(set: Setting, readings: Readings): Controller {
  const margin = set("margin.initial");
  const maintenance = margin * set("margin.maintenanceShare");
  const rest: Command = { margin, maintenance, funding: 0, depth: 1, cap: set("liquidation.cap") };
  const loop = (channel: Channel): PidMemory => {
    return { I: 0, d: 0, yf: sensed(set, `${channel}.sensor`, readings), u: rest[channel] };
  };
  const loops = {
    margin: loop("margin"),
    maintenance: loop("maintenance"),
    funding: loop("funding"),
    depth: loop("depth"),
    cap: loop("cap"),
  };
  return { rest, loops, funding: { rate: 0, premiums: [] }, sent: [], actuators: { ...rest }, churn: 0 };
}

/** Issues the command of block k and applies the one that has arrived. */
export function control(set: Setting, c: Controller, readings: Readings, view: FundingView): void {
  const law = set("funding.law");
  const command = { ...c.rest };
  for (const channel of channelNames) command[channel] = loopOutput(set, c, channel, readings);
  if (law === 0) command.funding = premiumFunding(set, c.funding, view);
  c.sent.push(command);
  const arrived = c.sent[c.sent.length - 1 - set("delay.command")] ?? c.rest;
  const a = c.actuators;
  const slew = set("margin.stepLimit");
  const moved = (from: number, to: number, step: number): number => from + Math.max(-step, Math.min(step, to - from));
  a.margin = moved(a.margin, arrived.margin, slew);
  const ceiling = set("margin.maintenanceCeiling") * a.margin;
  a.maintenance = moved(a.maintenance, Math.min(arrived.maintenance, ceiling), slew / 2);
  a.depth += (arrived.depth - a.depth) * (1 - Math.exp(-set("time.block") / set("depth.commandTime")));
  a.cap = arrived.cap;
  if (law === 1) a.funding = velocityFunding(set, c.funding, view);
  else if (law === 2) a.funding = adaptiveFunding(set, c.funding, view);
  else a.funding = arrived.funding;
}

function sensed(set: Setting, name: string, readings: Readings): number {
  return readings[sensorNames[set(name)] ?? "none"];
}

/** A loop without any gain leaves its actuator alone. */
function loopOutput(set: Setting, c: Controller, channel: Channel, readings: Readings): number {
  const at = (name: string): number => set(`${channel}.${name}`);
  const gains = ["kp", "ki", "kd", "feedForward", "stressRise", "stressRelief"];
  if (gains.every((name) => at(name) === 0)) return c.rest[channel];
  if (channel === "funding" && set("funding.law") !== 3) return 0;
  const stress = set("volatility.source") === 1 ? readings.indexVolatility : readings.volatility;
  const base = (c.rest[channel] * (1 + at("stressRise") * stress)) / (1 + at("stressRelief") * stress);
  const forward = at("feedForward") * sensed(set, `${channel}.feedForwardSensor`, readings);
  const loop = c.loops[channel];
  const before = loop.u;
  const settings = pidSettings(at, 1 + at("schedule") * stress);
  const u = pidSample(settings, loop, sensed(set, `${channel}.sensor`, readings), base + forward, set("time.block"));
  const limit = at("max");
  const unit = channel === "funding" ? (limit > 0 && limit < Infinity ? limit : 1) : c.rest[channel];
  c.churn += Math.abs(u - before) / unit;
  return u;
}

/** The output must rise with the measurement for positive gains of the table, so the textbook gains are negative. */
export function pidSettings(at: (name: string) => number, gain: number): PidSettings {
  return {
    Kp: -gain * at("kp"),
    Ki: (-gain * at("ki")) / 86400,
    KpTd: -gain * at("kd"),
    r: at("setpoint"),
    beta: at("setpointWeight"),
    Tf: at("filterTime"),
    Tt: at("antiWindupTime"),
    integralLimit: at("integralLimit"),
    bounds: [at("min"), at("max")],
    slew: at("slew"),
    deadBand: at("deadband"),
  };
}
