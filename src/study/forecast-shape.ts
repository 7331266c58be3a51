// Times of the forecasters in blocks: how far they look ahead, and which blocks give a sample.
import { UserError } from "../numeric/user-error.ts";

/** What all forecasters look ahead, s (control 3.5: H = 30 minutes). */
export const HORIZON_SECONDS = 1800;
/** Between two samples of the features, s, or the next multiple of what the book's sensors are read at. */
const SAMPLE_SECONDS = 300;
/** Between two samples of the skew, s: the kernel's own. */
const SKEW_SECONDS = 600;
/** Lags of the kernel's skew forecast; a path shorter than these and the horizon has no sample at all. */
export const SKEW_LAGS = 6;

/** All in blocks, except where said. */
export interface ForecastShape {
  /** s. */
  readonly blockTime: number;
  readonly blocks: number;
  readonly horizon: number;
  /** Between two samples; at every one of them the book's sensors are fresh. */
  readonly stride: number;
  /** Between two samples of the skew. */
  readonly skewStride: number;
  /** In samples of the skew. */
  readonly skewHorizon: number;
}

/** @param values full parameter values by name  @throws UserError for a horizon too short for one sample */
export function forecastShape(values: Readonly<Record<string, number>>): ForecastShape {
  const at = (name: string): number => values[name] ?? Number.NaN;
  const blockTime = at("time.block");
  const inBlocks = (seconds: number): number => Math.max(1, nearestEven(seconds / blockTime));
  const every = at("sensors.bookEvery");
  const skewStride = inBlocks(SKEW_SECONDS);
  const shape = {
    blockTime,
    blocks: at("time.blocks"),
    horizon: inBlocks(HORIZON_SECONDS),
    stride: every * Math.max(1, Math.round(SAMPLE_SECONDS / blockTime / every)),
    skewStride,
    skewHorizon: Math.max(1, Math.round(HORIZON_SECONDS / blockTime / skewStride)),
  };
  const least = Math.max(2 * shape.horizon + 2 * shape.stride, (2 * SKEW_LAGS + shape.skewHorizon) * skewStride);
  if (shape.blocks >= least) return shape;
  const hours = (least * blockTime) / 3600;
  const message = `found ${shape.blocks} blocks; expected at least ${least} (${hours.toPrecision(3)} h), for half an hour of past, half an hour of future and ${SKEW_LAGS} lags of the skew; give a longer horizon`;
  throw new UserError("forecasters", [{ place: "scenarios > horizon", message }]);
}

/** Nearest whole number, halves to the even one: as the kernel rounds. */
function nearestEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
