// What a control loop may measure. The order is the order of the sensor cells in the kernel.

/** Sensors by index: `none` reads 0. */
export const sensorNames = [
  "none",
  "volatility", // volatility of the own mark over its reference, minus 1, never below 0
  "indexVolatility", // the same for the outside index: cannot be raised by trading on the venue
  "skew", // (long - short) / (long + short) open interest
  "basis", // log of mark over index
  "drawdown", // current fall of the mark from its highest value, as a log
  "depth", // depth over depth at rest
  "insurance", // insurance fund over its initial value
  "momentum", // leaky sum of recent log returns of the mark
  "coverage", // bids over liquidatable longs within two deviations of half an hour, at most 100
  "bookDensity", // mean loop gain of a cascade over a 3 % fall: liquidatable longs per log over depth
  "forecastVolatility", // coming volatility of the mark over its reference, minus 1, never below 0
  "forecastSkew", // skew to come
  "crunch", // probability of a liquidity crunch
] as const;

export type Sensor = (typeof sensorNames)[number];

// #region parameters (tsc only; the kernel build drops the table)
import type { Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const sensorParameters = [
  { name: "volatility.reference", unit: "1/sqrt(year)", min: 0.01, max: 20, initial: 0.8, scale: "log", meaning: "Volatility that counts as normal: loops act on what exceeds it." },
  { name: "volatility.halfLife", unit: "s", min: 1, max: 1e7, initial: 600, scale: "log", meaning: "Half-life of the volatility estimate." },
  { name: "volatility.source", unit: "", min: 0, max: 1, initial: 0, scale: "linear", choices: ["mark", "index"], meaning: "Whose returns the stress schedules of the loops follow." },
  { name: "sensors.bookEvery", unit: "blocks", min: 1, max: 1e5, initial: 25, scale: "log", integer: true, meaning: "Blocks between two readings of the sensors that look through the book, and of the forecasts." },
] as const satisfies readonly Parameter[];
// #endregion
