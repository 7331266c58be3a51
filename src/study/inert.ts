// Parameters that change nothing while other values are what they are: a search over them would search a flat plain.
import { channelNames } from "../control/channels.ts";
import { structureNames } from "../control/loop-parameters.ts";
import { scheduleAxes, scheduleNodes } from "../control/schedule.ts";
import { sensorNames } from "../control/sensors.ts";
import { stateParameters } from "../control/state-parameters.ts";

type Values = Readonly<Record<string, number>>;
type Structure = (typeof structureNames)[number];

const laws = ["premium", "velocity", "adaptive", "controller"] as const;

/**
 * Why a parameter has no effect, with the remedy; null when it has one.
 * @param values every parameter's value  @param tuned names that the search moves, so that their value is no argument
 */
export function inertReason(name: string, values: Values, tuned: ReadonlySet<string>): string | null {
  return (
    wrongFundingLaw(name, values) ??
    wrongStructure(name, values) ??
    silentLoop(name, values, tuned) ??
    unusedAxis(name, values) ??
    unreadForecast(name, values)
  );
}

function structureOf(channel: string, values: Values): Structure {
  return structureNames[values[`${channel}.structure`] ?? 0] ?? "pid";
}

const axisNames = new Set<string>(scheduleAxes.map((row) => row.name));

function unusedAxis(name: string, values: Values): string | null {
  if (!axisNames.has(name) || channelNames.some((channel) => structureOf(channel, values) === "schedule")) return null;
  return "has no effect while no loop has structure schedule; set one, for example margin.structure: schedule";
}

const forecastSensors = [
  ["forecast.variance", "forecastVolatility"],
  ["forecast.skew", "forecastSkew"],
  ["crunch.", "crunch"],
] as const;

function unreadForecast(name: string, values: Values): string | null {
  const sensor = forecastSensors.find(([start]) => name.startsWith(start))?.[1];
  if (sensor === undefined) return null;
  const reads = (row: string): boolean => sensorNames[values[row] ?? 0] === sensor;
  if (channelNames.some((channel) => reads(`${channel}.sensor`) || reads(`${channel}.feedForwardSensor`))) return null;
  return `has no effect while no loop reads ${sensor}; set a loop's sensor or feedForwardSensor to it`;
}

function wrongFundingLaw(name: string, values: Values): string | null {
  const law = laws[values["funding.law"] ?? 0];
  const family = name.split(".")[0] ?? "";
  const needed = family === "funding" ? "controller" : family;
  if (!laws.some((other) => other === needed) || needed === law) return null;
  return `has no effect while funding.law is ${law}; set funding.law: ${needed}, or tune ${law === "controller" ? "funding" : law}.*`;
}

const pidLaw: readonly Structure[] = ["pid", "governance"];

/** Structures under which a row of a loop acts; all of them where it is not listed. */
const actsUnder: ReadonlyMap<string, readonly Structure[]> = new Map([
  ...["kp", "ki", "kd", "setpointWeight", "filterTime", "antiWindupTime", "integralLimit"].map(
    (row) => [row, pidLaw] as const,
  ),
  ...["stressRise", "stressRelief", "schedule", "bumpless"].map((row) => [row, pidLaw] as const),
  ["setpoint", ["pid", "governance", "state"]],
  ...scheduleNodes.map((row) => [row.name, ["schedule"]] as const),
  ...stateParameters.map((row) => [row.name, ["state"]] as const),
]);

function wrongStructure(name: string, values: Values): string | null {
  const [channel = "", part = ""] = name.split(".");
  if (!channelNames.some((other) => other === channel)) return null;
  const structure = structureOf(channel, values);
  const needed = actsUnder.get(part);
  if (needed === undefined || needed.includes(structure)) return null;
  const remedy = structure === "state" ? `, or tune the weights of state feedback, such as ${channel}.inputWeight` : "";
  return `has no effect while ${channel}.structure is ${structure}; set ${channel}.structure: ${needed[0]}${remedy}`;
}

function silentLoop(name: string, values: Values, tuned: ReadonlySet<string>): string | null {
  const [channel = "", part = ""] = name.split(".");
  if (!channelNames.some((other) => other === channel)) return null;
  const at = (other: string): number => values[`${channel}.${other}`] ?? 0;
  const moves = (other: string): boolean => at(other) !== 0 || tuned.has(`${channel}.${other}`);
  const deaf = sensorNames[at("sensor")] === "none";
  if (["kp", "ki", "kd"].includes(part))
    return deaf ? `has no effect while ${channel}.sensor is none; set a sensor` : null;
  if (part === "feedForward" && sensorNames[at("feedForwardSensor")] === "none") {
    return `has no effect while ${channel}.feedForwardSensor is none; set a sensor`;
  }
  const needs = structureOf(channel, values) === "state" ? undefined : gainsNeeded[part];
  if (needs === undefined || needs.some(moves)) return null;
  const gains = needs.map((gain) => `${channel}.${gain}`).join(" and ");
  return `has no effect while ${gains} ${needs.length === 1 ? "is" : "are"} zero; set or tune a gain`;
}

const gainsNeeded: Readonly<Record<string, readonly string[]>> = {
  setpoint: ["kp", "ki", "kd"],
  setpointWeight: ["kp"],
  filterTime: ["kd"],
  antiWindupTime: ["ki"],
  integralLimit: ["ki"],
  schedule: ["kp", "ki", "kd"],
  bumpless: ["ki"],
};
