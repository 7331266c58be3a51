// The five loops and the actuators they move: commands travel for some blocks, then margins slew and depth follows.
import { type Channel, channelNames } from "../../src/control/channels.ts";
import { structureNames } from "../../src/control/loop-parameters.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import type { Draw } from "./draws.ts";
import { adaptiveFunding, type FundingMemory, type FundingView, premiumFunding, velocityFunding } from "./funding.ts";
import { limited, type PidMemory, type PidSettings, pidLaw, send, unwind } from "./pid.ts";
import type { Readings } from "./sensors.ts";
import type { Setting } from "./settings.ts";
import {
  feedbackOutput,
  nextState,
  proposalDraws,
  type StateFeedback,
  type TableMemory,
  tableSample,
  type VoteMemory,
  voteSample,
} from "./structures.ts";

export type Command = Record<Channel, number>;

/** Compensators of the loops of structure `state`; a loop without one asks for its rest. */
export type Feedbacks = Partial<Record<Channel, StateFeedback>>;

interface Loop {
  readonly pid: PidMemory;
  readonly table: TableMemory;
  readonly vote: VoteMemory;
  state: number[];
}

/** Largest raise of the maintenance margin that the guardrail allows, given the margin in force and the raise wanted. */
export type Guardrail = (maintenance: number, raise: number) => number;

export interface Controller {
  readonly rest: Command;
  readonly feedbacks: Feedbacks;
  readonly draw: Draw;
  readonly loops: Record<Channel, Loop>;
  readonly funding: FundingMemory;
  readonly sent: Command[];
  /** What is in force on chain. */
  readonly actuators: Command;
  /** Sum over the loops of |change of output|, in units of the output at rest (funding: of its bound). */
  churn: number;
}

export function startController(set: Setting, feedbacks: Feedbacks, draw: Draw): Controller {
  const margin = set("margin.initial");
  const maintenance = margin * set("margin.maintenanceShare");
  const rest: Command = { margin, maintenance, funding: 0, depth: 1, cap: set("liquidation.cap") };
  const loop = (channel: Channel): Loop => ({
    pid: { I: 0, d: 0, yf: 0, u: rest[channel], Kp: null },
    table: { held: null, output: 0, pause: 0 },
    vote: { inForce: null, time: 0, proposals: 0, waiting: [] },
    state: (feedbacks[channel]?.G ?? []).map(() => 0),
  });
  const loops = {
    margin: loop("margin"),
    maintenance: loop("maintenance"),
    funding: loop("funding"),
    depth: loop("depth"),
    cap: loop("cap"),
  };
  const funding = { rate: 0, premiums: [] };
  return { rest, feedbacks, draw, loops, funding, sent: [], actuators: { ...rest }, churn: 0 };
}

/** The filters in front of the derivatives start at what is measured before the first block. */
export function startFilters(set: Setting, c: Controller, readings: Readings): void {
  for (const channel of channelNames) c.loops[channel].pid.yf = sensed(set, `${channel}.sensor`, readings);
}

/** Issues the command of block k and applies the one that has arrived. */
export function control(
  set: Setting,
  c: Controller,
  readings: Readings,
  view: FundingView,
  guardrail: Guardrail,
): void {
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
  const step = moved(a.maintenance, Math.min(arrived.maintenance, ceiling), slew / 2) - a.maintenance;
  a.maintenance += step > 0 ? Math.min(step, guardrail(a.maintenance, step)) : step;
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
  const structure = structureNames[at("structure")] ?? "pid";
  const gains = ["kp", "ki", "kd", "feedForward", "stressRise", "stressRelief"];
  if (structure === "pid" && gains.every((name) => at(name) === 0)) return c.rest[channel];
  if (channel === "funding" && set("funding.law") !== 3) return 0;
  const stress = set("volatility.source") === 1 ? readings.indexVolatility : readings.volatility;
  const { pid } = c.loops[channel];
  const before = pid.u;
  const u = structured(set, c, channel, readings, stress);
  const limit = at("max");
  const unit = channel === "funding" ? (limit > 0 && limit < Infinity ? limit : 1) : c.rest[channel];
  c.churn += Math.abs(u - before) / unit;
  return u;
}

function structured(set: Setting, c: Controller, channel: Channel, readings: Readings, stress: number): number {
  const at = (name: string): number => set(`${channel}.${name}`);
  const loop = c.loops[channel];
  const settings = pidSettings(at, 1 + at("schedule") * stress);
  const limitAndSend = (v: number): number => send(settings, loop.pid, limited(settings, loop.pid, v));
  const forward = at("feedForward") * sensed(set, `${channel}.feedForwardSensor`, readings);
  const measured = sensed(set, `${channel}.sensor`, readings);
  const structure = structureNames[at("structure")] ?? "pid";
  if (structure === "schedule") {
    const now = { volatility: 1 + stress, skew: readings.skew, insurance: readings.insurance };
    return limitAndSend(tableSample(set, (words) => at(`output${words}`), loop.table, now) + forward);
  }
  const rest = c.rest[channel];
  if (structure === "state") {
    const feedback = c.feedbacks[channel];
    if (feedback === undefined) return limitAndSend(rest + forward);
    const y = measured - at("setpoint");
    const u = limitAndSend(rest + forward + feedbackOutput(feedback, loop.state, y));
    loop.state = nextState(feedback, loop.state, y, u - rest - forward);
    return u;
  }
  const dt = set("time.block");
  const base = (rest * (1 + at("stressRise") * stress)) / (1 + at("stressRelief") * stress);
  const v = pidLaw(settings, loop.pid, measured, base + forward, dt);
  if (structure === "pid") {
    unwind(settings, loop.pid, v, limited(settings, loop.pid, v), dt);
    return limitAndSend(v);
  }
  const wanted = Math.max(at("min"), Math.min(at("max"), v));
  unwind(settings, loop.pid, v, wanted, dt);
  const draws = proposalDraws(c.draw, channelNames.indexOf(channel));
  return limitAndSend(voteSample(set, draws, loop.vote, loop.pid.u, wanted));
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
    bumpless: at("bumpless") === 1 && at("ki") !== 0,
  };
}
