// What the controller measures at the end of a block.
import type { sensorNames } from "../../src/control/sensors.ts";
import type { Setting } from "./settings.ts";

export type Readings = Record<(typeof sensorNames)[number], number>;

export interface SensorMemory {
  logMark: number;
  logIndex: number;
  logPeak: number;
  momentum: number;
  /** Variances per second: of the mark and of the index. */
  markVariance: number;
  indexVariance: number;
}

/** What is to be measured: logs relative to the initial price, coins, ratios. */
export interface Observation {
  readonly logMark: number;
  readonly logIndex: number;
  readonly long: number;
  readonly short: number;
  readonly depthRatio: number;
  readonly insuranceRatio: number;
  /** Bids and liquidatable longs ahead: read now and then. */
  readonly book: BookReading;
}

export interface BookReading {
  readonly coverage: number;
  readonly bookDensity: number;
}

const YEAR = 365 * 86400;

export function startSensors(set: Setting): SensorMemory {
  const variance = set("price.volatility") ** 2 / YEAR;
  return { logMark: 0, logIndex: 0, logPeak: 0, momentum: 0, markVariance: variance, indexVariance: variance };
}

/** Annualised volatility above its reference, as a share of it; never negative. */
export function overshoot(set: Setting, variance: number): number {
  return Math.max(0, Math.sqrt(variance * YEAR) / set("volatility.reference") - 1);
}

/** Takes in one block. */
export function observe(set: Setting, memory: SensorMemory, seen: Observation): void {
  const dt = set("time.block");
  const keep = 0.5 ** (dt / set("volatility.halfLife"));
  const update = (variance: number, r: number): number => keep * variance + (1 - keep) * (r ** 2 / dt);
  memory.markVariance = update(memory.markVariance, seen.logMark - memory.logMark);
  memory.indexVariance = update(memory.indexVariance, seen.logIndex - memory.logIndex);
  memory.momentum = memory.momentum * Math.exp(-dt / set("traders.momentumTime")) + seen.logMark - memory.logMark;
  memory.logMark = seen.logMark;
  memory.logIndex = seen.logIndex;
  memory.logPeak = Math.max(memory.logPeak, seen.logMark);
}

export function read(set: Setting, memory: SensorMemory, seen: Observation): Readings {
  const total = seen.long + seen.short;
  return {
    none: 0,
    volatility: overshoot(set, memory.markVariance),
    indexVolatility: overshoot(set, memory.indexVariance),
    skew: total > 0 ? (seen.long - seen.short) / total : 0,
    basis: seen.logMark - seen.logIndex,
    drawdown: memory.logPeak - seen.logMark,
    depth: seen.depthRatio,
    insurance: seen.insuranceRatio,
    momentum: memory.momentum,
    ...seen.book,
    forecastVolatility: 0, // no forecaster is fitted here
    forecastSkew: 0,
    crunch: 0,
  };
}

/** Plant 1.3 with two deviations of the index and half an hour; control 3.1 with 3 %. `fallen` = USD liquidatable after a log fall. */
export function readBook(
  set: Setting,
  memory: SensorMemory,
  depth: number,
  fallen: (fall: number) => number,
): BookReading {
  const zeta = set("depth.depletion");
  const m = 2 * Math.sqrt(memory.indexVariance * 1800);
  const bids = zeta === 0 ? depth * m : (depth * (1 - Math.exp(-zeta * m))) / zeta;
  const released = fallen(m);
  return {
    coverage: released === 0 ? 100 : Math.min(100, bids / released),
    bookDensity: fallen(0.03) / (0.03 * depth),
  };
}
