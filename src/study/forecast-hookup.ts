// How a study's loops listen to the forecasters: as it says itself, or by a stated default where no loop does.
import { type Channel, channelNames } from "../control/channels.ts";
import { type Sensor, sensorNames } from "../control/sensors.ts";
import type { ForecasterName } from "./forecast-training.ts";

export interface Hookup {
  /** Values to set above the study's; none where its own loops listen. */
  readonly values: Readonly<Record<string, number>>;
  /** "margin.feedForwardSensor: crunch, margin.feedForward: 0.05". */
  readonly words: string;
  /** Whether the study says so itself. */
  readonly own: boolean;
}

export const forecastSensors: Readonly<Record<ForecasterName, Sensor>> = {
  volatility: "forecastVolatility",
  skew: "forecastSkew",
  crunch: "crunch",
};

/** Most that the default lets the funding loop ask for at a skew of 1, 1/day. */
const FUNDING_GAIN = 0.01;

/** Places in the lists of funding laws and of structures. */
const CONTROLLER = 3;
const STATE = 2;

type Values = Readonly<Record<string, number>>;

/**
 * null where no loop listens and none can be made to: only the skew was trained and a rule on chain sets the funding.
 * @param trained what was trained, at least one
 */
export function hookupOf(values: Values, trained: readonly ForecasterName[]): Hookup | null {
  const wanted = trained.map((name) => forecastSensors[name]);
  const own = channelNames.flatMap((channel) => listening(values, channel, wanted));
  if (own.length > 0) return { values: {}, words: own.join(", "), own: true };
  if (trained.includes("crunch")) return marginHookup(values, "crunch");
  if (trained.includes("volatility")) return marginHookup(values, "forecastVolatility");
  return values["funding.law"] === CONTROLLER ? hookup("funding", "forecastSkew", FUNDING_GAIN, {}) : null;
}

/** The margin doubles where a crunch is certain, or where twice the reference volatility is forecast. */
function marginHookup(values: Values, sensor: Sensor): Hookup {
  const rest = values["margin.initial"] ?? Number.NaN;
  const max = Math.min(1, Math.max(values["margin.max"] ?? 0, 2 * rest));
  return hookup("margin", sensor, rest, { max });
}

function hookup(channel: Channel, sensor: Sensor, gain: number, more: Values): Hookup {
  const rows: Values = { feedForward: gain, ...more };
  const values = Object.fromEntries(Object.entries(rows).map(([row, value]) => [`${channel}.${row}`, value]));
  const words = Object.entries(values).map(([name, value]) => `${name}: ${value}`);
  return {
    values: { ...values, [`${channel}.feedForwardSensor`]: sensorNames.indexOf(sensor) },
    words: [`${channel}.feedForwardSensor: ${sensor}`, ...words].join(", "),
    own: false,
  };
}

/** What a loop reads of the wanted sensors, in words. */
function listening(values: Values, channel: Channel, wanted: readonly Sensor[]): readonly string[] {
  const at = (row: string): number => values[`${channel}.${row}`] ?? 0;
  if (channel === "funding" && values["funding.law"] !== CONTROLLER) return [];
  const reads = (row: string): Sensor | undefined => wanted.find((name) => sensorNames[at(row)] === name);
  const measured = at("structure") === STATE || ["kp", "ki", "kd"].some((gain) => at(gain) !== 0);
  const [ahead, sensor] = [reads("feedForwardSensor"), reads("sensor")];
  const words: string[] = [];
  if (ahead !== undefined && at("feedForward") !== 0) {
    words.push(`${channel}.feedForwardSensor: ${ahead}, ${channel}.feedForward: ${at("feedForward")}`);
  }
  if (sensor !== undefined && measured) words.push(`${channel}.sensor: ${sensor}`);
  return words;
}
