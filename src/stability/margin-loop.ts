// The procyclic loop of the maintenance margin: volatility raises it, which liquidates, which raises volatility.
// Specification: control 3.3 (mmr guardrail), judged at the 99.9 % quantile of the returns of one block.
import { MARGIN_LOOP_LIMIT, marginLoopGain, volatilitySensitivity } from "../control/margin-guardrail.ts";
import { sensorNames } from "../control/sensors.ts";
import { exp } from "../numeric/elementary.ts";
import { normalCdf } from "../numeric/normal.ts";
import type { MarginLoop } from "./analysis.ts";
import { atRest, overshootAt, stressSlope } from "./controller-model.ts";
import { type OperatingPoint, operatingPoints } from "./operating-point.ts";
import { valueIn } from "./setting.ts";
import { gainAt } from "./slow-block.ts";
import { variants, varied } from "./uncertainty.ts";

const YEAR = 31536000;
const QUANTILE = 0.999;
const PID = 0;

/**
 * Null where the maintenance margin does not follow the volatility of the mark by the law `pid`; what other structures do has
 * no gain, and the analysis names it as uncertified. Its sign is that of the gain: below 0 calms.
 */
export function marginLoop(vector: Float64Array): MarginLoop | null {
  const base: OperatingPoint = { name: "base", volatility: 1, skew: 0, depth: 1 };
  if (operatingPoints.every((point) => marginPerVolatility(vector, point) === 0)) return null;
  const at = returnQuantile(vector);
  const sensitivity = estimateSensitivity(vector, at);
  const gainIn = (changed: Float64Array, point: OperatingPoint): number => {
    const perVolatility = marginPerVolatility(vector, point);
    return marginLoopGain(perVolatility, gainAt(changed, point), atRest(vector, "maintenance"), sensitivity);
  };
  const worst = variants
    .filter(({ fundingResponse }) => fundingResponse === 1) // the loop does not know it
    .map((variant) => varied(vector, variant))
    .flatMap((changed) => operatingPoints.map((point) => gainIn(changed, point)))
    .reduce((most, gain) => Math.max(most, gain), -Infinity);
  return { gain: gainIn(vector, base), limit: MARGIN_LOOP_LIMIT, at, worst };
}

/** d sigma / d|r| at a return r, of an estimate that stood at the vector's own volatility. */
function estimateSensitivity(vector: Float64Array, r: number): number {
  const block = valueIn(vector, "time.block");
  const keep = exp((-Math.LN2 * block) / valueIn(vector, "volatility.halfLife"));
  return volatilitySensitivity(keep, r, valueIn(vector, "price.volatility"), block);
}

/** km = dm / d sigma, sigma per sqrt(year): through the proportional gain, the base that follows stress and the feed-forward. */
function marginPerVolatility(vector: Float64Array, point: OperatingPoint): number {
  const of = (row: string): number => valueIn(vector, `maintenance.${row}`);
  if (of("structure") !== PID) return 0;
  const overshoot = overshootAt(point);
  const reads = (row: string): boolean => sensorNames[of(row)] === "volatility";
  const proportional = reads("sensor") ? of("kp") * (1 + of("schedule") * overshoot) : 0;
  const forward = reads("feedForwardSensor") ? of("feedForward") : 0;
  const followsMark = valueIn(vector, "volatility.source") === 0;
  const slope = stressSlope(atRest(vector, "maintenance"), of("stressRise"), of("stressRelief"), overshoot);
  return (proportional + forward + (followsMark ? slope : 0)) / valueIn(vector, "volatility.reference");
}

/** 99.9 % quantile of |log return| of the outside price in one block, jumps included, by bisection. */
export function returnQuantile(vector: Float64Array): number {
  const block = valueIn(vector, "time.block");
  const spread = valueIn(vector, "price.volatility") * Math.sqrt(block / YEAR);
  const rate = valueIn(vector, "jump.rate") / (1 - valueIn(vector, "jump.branching"));
  const [jumps, mean] = [1 - exp(-rate * block), valueIn(vector, "jump.mean")];
  const jumpSpread = Math.sqrt(spread ** 2 + valueIn(vector, "jump.deviation") ** 2);
  const below = (r: number): number => (1 - jumps) * inside(r, 0, spread) + jumps * inside(r, mean, jumpSpread);
  let [low, high] = [0, 10 * (spread + jumpSpread + Math.abs(mean))];
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high);
    if (below(middle) < QUANTILE) low = middle;
    else high = middle;
  }
  return high;
}

/** P(|N(mean, spread^2)| <= r). */
function inside(r: number, mean: number, spread: number): number {
  if (spread === 0) return Math.abs(mean) <= r ? 1 : 0;
  return normalCdf((r - mean) / spread) - normalCdf((-r - mean) / spread);
}
