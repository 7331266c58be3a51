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
 * The default takes the first forecaster and the first loop without a feed-forward of its own: the margin, which doubles
 * where a crunch is certain or twice the reference volatility is forecast, or else the depth incentive, which does the
 * same; the skew goes to the funding. null where no such loop is free.
 * @param trained what was trained, at least one
 */
export function hookupOf(values: Values, trained: readonly ForecasterName[]): Hookup | null {
  const wanted = trained.map((name) => forecastSensors[name]);
  const own = channelNames.flatMap((channel) => listening(values, channel, wanted));
  if (own.length > 0) return { values: {}, words: own.join(", "), own: true };
  const isFree = (channel: Channel): boolean => (values[`${channel}.feedForward`] ?? 0) === 0;
  const sensor = trained.includes("crunch") ? "crunch" : trained.includes("volatility") ? "forecastVolatility" : null;
  if (sensor === null) {
    const listens = values["funding.law"] === CONTROLLER && isFree("funding");
    return listens ? hookup("funding", "forecastSkew", FUNDING_GAIN, {}) : null;
  }
  const margin = values["margin.initial"] ?? Number.NaN;
  const upTo = (channel: Channel, twice: number) => ({ max: Math.max(values[`${channel}.max`] ?? 0, twice) });
  if (isFree("margin")) return hookup("margin", sensor, margin, upTo("margin", Math.min(1, 2 * margin)));
  return isFree("depth") ? hookup("depth", sensor, 1, upTo("depth", 2)) : null;
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
