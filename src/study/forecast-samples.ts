// What forecasters learn from and are judged by: the kernel's own features on a family of paths, beside what then came.
import { Matrix } from "ml-matrix";
import { crunchFeatures, forecastParameters } from "../control/forecast-parameters.ts";
import { yearSeconds } from "../market/returns.ts";
import { log } from "../numeric/elementary.ts";
import type { FeatureName } from "../simulate/features.ts";
import { kernelModule } from "../simulate/module.ts";
import { openPlant } from "../simulate/plant.ts";
import { type Trace, type TraceName, traceColumn, traceNames } from "../simulate/trace.ts";
import { type CrunchSeries, crunchLabels, FLOW_SHARES } from "./forecast-label.ts";
import { type ForecastShape, forecastShape } from "./forecast-shape.ts";
import { wholeVector } from "./model.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily, StudySpec } from "./spec.ts";

export interface ForecastSamples {
  /** The paths that were looked at: the first ones of the family. */
  readonly family: SeedFamily;
  readonly shape: ForecastShape;
  /** Path of each of the N samples. */
  readonly path: Int32Array;
  /** N x 13, in the order of `crunchFeatures`. */
  readonly features: Matrix;
  /** N x 4: ln of the annualised variance over the kernel's four windows, shortest first. */
  readonly logVariances: Matrix;
  /** ln of the annualised realised variance of the mark over the coming horizon, and over the one just past. */
  readonly comingLogVariance: Float64Array;
  readonly pastLogVariance: Float64Array;
  /** Crunch labels for each of `FLOW_SHARES`. */
  readonly labels: readonly [Float64Array, Float64Array];
  /** The same of the horizon just past: 1 where a crunch is under way or only just over. */
  readonly pastLabels: readonly [Float64Array, Float64Array];
  /** Skew of every path at each full ten minutes: the kernel's first lag. */
  readonly skews: readonly Float64Array[];
}

/** Bytes that the traces of the paths may take. */
const LARGEST_TRACE = 5e8;
/** Samples beyond these cost time and add little: those of one path resemble each other. */
const MOST_SAMPLES = 40_000;
const LEAST_VARIANCE = 1e-12; // as in the kernel: the log of a price that stands still is finite

/**
 * Plays the family, or as many of its first paths as are worth it, without forecasters: their coefficients are set to 0.
 * @throws UserError for a horizon too short for a sample
 */
export function forecastSamples(
  { values, models }: Pick<StudySpec, "values" | "models">,
  family: SeedFamily,
): ForecastSamples {
  const shape = forecastShape(values);
  const { horizon, stride, blocks } = shape;
  const at = multiplesBelow(blocks, stride).filter((k) => k >= horizon && k + horizon < blocks);
  const most = Math.floor(Math.min(LARGEST_TRACE / (blocks * traceNames.length * 8), MOST_SAMPLES / at.length));
  const seen = { seed: family.seed, paths: Math.max(2, Math.min(family.paths, most)) };
  const { features, skews, paths } = traces(wholeVector(withoutForecasters(values), models), seen, shape);
  const rows = paths.flatMap((_, path) => at.map((k) => traceRow(features, path, k / stride)));
  const columns = (from: number, count: number) => new Matrix(rows.map((row) => [...row.subarray(from, from + count)]));
  const restDepth = values["depth.initial"] ?? Number.NaN;
  const before = at.map((k) => k - horizon);
  const labelled = (share: number, from: readonly number[]) =>
    joined(paths.map((series) => crunchLabels(series, from, horizon, restDepth, share)));
  const variance = (from: readonly number[]) =>
    joined(paths.map(({ logMark }) => logVariancesAfter(logMark, from, shape)));
  return {
    family: seen,
    shape,
    path: Int32Array.from(paths.flatMap((_, path) => at.map(() => path))),
    features: columns(0, crunchFeatures.length),
    logVariances: columns(crunchFeatures.length, 4),
    comingLogVariance: variance(at),
    pastLogVariance: variance(before),
    labels: [labelled(FLOW_SHARES[0], at), labelled(FLOW_SHARES[1], at)],
    pastLabels: [labelled(FLOW_SHARES[0], before), labelled(FLOW_SHARES[1], before)],
    skews,
  };
}

interface Traces {
  readonly features: Trace<FeatureName>;
  readonly skews: readonly Float64Array[];
  /** Block by block. */
  readonly paths: readonly (CrunchSeries & { readonly logMark: Float64Array })[];
}

function traces(vector: Float64Array, family: SeedFamily, { stride, skewStride }: ForecastShape): Traces {
  const simulator = openPlant(kernelModule(), scenarioPlant(vector, family, 1), 0);
  const [features, samplings] = [simulator.features(vector, stride), simulator.features(vector, skewStride)];
  const trace = simulator.trace(vector, 1);
  const numbers = Array.from({ length: family.paths }, (_, path) => path);
  const paths = numbers.map((path) => {
    const column = (name: TraceName) => traceColumn(trace, path, name);
    return { depth: column("depth"), flow: column("flowUsd"), logMark: column("mark").map(log) };
  });
  return { features, skews: numbers.map((path) => traceColumn(samplings, path, "skewLag1")), paths };
}

function traceRow({ values, names, blocks }: Trace<FeatureName>, path: number, row: number): Float64Array {
  const start = (path * blocks.length + row) * names.length;
  return values.subarray(start, start + names.length);
}

function multiplesBelow(end: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil(end / step) }, (_, i) => i * step);
}

/** The same values with every coefficient of a forecaster at 0, which switches them off. */
export function withoutForecasters(values: Readonly<Record<string, number>>): Record<string, number> {
  return { ...values, ...Object.fromEntries(forecastParameters.map(({ name }) => [name, 0])) };
}

/** ln of the annualised mean of squared returns over the `horizon` blocks after each block of `from`. */
function logVariancesAfter(
  logMark: Float64Array,
  from: readonly number[],
  { horizon, blockTime }: ForecastShape,
): Float64Array {
  return Float64Array.from(from, (k) => {
    let squares = 0;
    for (let j = k + 1; j <= k + horizon; j++) {
      squares += ((logMark[j] ?? Number.NaN) - (logMark[j - 1] ?? Number.NaN)) ** 2;
    }
    return log(Math.max(LEAST_VARIANCE, (squares * yearSeconds) / (horizon * blockTime)));
  });
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
