// Proof that a loop's integers never overflow: the largest size that each quantity can reach, from the stated ranges.
//
// Bounds on the readings, the integral and the output carry the proof (specification, control 3.7): quantities that are
// kept stay below 2^127, products below 2^255. It is by induction over blocks: it takes a memory at rest whose output lies
// within the bounds, and settings within those of their table (no relief, rise or schedule below 0).
import { UserError } from "../../numeric/user-error.ts";
import { absolute, ONE } from "./fixed.ts";
import type { FixedPid } from "./pid-twin.ts";

/** Largest sizes of what the loop reads, none negative, 18 decimals. */
export interface ReadingRanges {
  readonly measurement: bigint;
  readonly forward: bigint;
  readonly base: bigint;
  readonly overshoot: bigint;
}

/** Largest sizes, 18 decimals; `product` is the largest product or sum, of either number of decimals. */
export interface PidRange {
  readonly integral: bigint;
  readonly derivative: bigint;
  readonly asked: bigint;
  readonly output: bigint;
  readonly product: bigint;
}

const KEPT = 1n << 127n;
const WORD = 1n << 255n;

/**
 * @throws UserError naming every quantity that may grow too large, or has no bound because `integralLimit`, `min` or `max`
 * is missing
 */
export function pidRange(p: FixedPid, readings: ReadingRanges): PidRange {
  const missing = (["integralLimit", "min", "max"] as const).filter((name) => p[name] === null);
  const problems = missing
    .filter((name) => name !== "integralLimit" || p.integralGain !== 0n)
    .map((place) => ({ place, message: "found no limit; expected a finite one: without it nothing bounds the loop" }));
  if (problems.length > 0) throw new UserError("range of the loop", problems);
  const range = grown(p, readings);
  const kept = (["integral", "derivative", "asked", "output"] as const).filter((name) => range[name] >= KEPT);
  const tooLarge = [
    ...kept.map((place) => ({ place, message: `found up to 2^${bits(range[place])}; expected below 2^127` })),
    ...(range.product < WORD
      ? []
      : [{ place: "products", message: `found up to 2^${bits(range.product)}; expected below 2^255` }]),
  ];
  if (tooLarge.length === 0) return range;
  throw new UserError(
    "range of the loop",
    tooLarge.map(({ place, message }) => ({ place, message: `${message}; lower a gain or a range` })),
  );
}

/** Sizes by the triangle inequality; every rounding adds at most one unit. */
function grown(p: FixedPid, { measurement, forward, base, overshoot }: ReadingRanges): PidRange {
  const products: bigint[] = [];
  const times = (a: bigint, b: bigint): bigint => {
    products.push(absolute(a) * absolute(b));
    return (absolute(a) * absolute(b)) / ONE + 1n;
  };
  const gain = ONE + times(p.schedule, overshoot);
  const rest = times(base, ONE + times(p.stressRise, overshoot)); // relief only makes it smaller
  times(p.stressRelief, overshoot);
  products.push(rest * ONE);
  const deviation = measurement + absolute(p.setpoint);
  const error = measurement + times(p.setpointWeight, p.setpoint);
  const proportional = times(gain, p.kp);
  const taken = p.bumpless ? times(times(gain, p.kp), error) : 0n; // |last gain - gain| <= gain
  const step = times(times(gain, p.integralGain), deviation);
  const used = p.integralGain === 0n ? 0n : (p.integralLimit ?? 0n);
  const change = times(2n * measurement, p.filterShare);
  const kick = times(times(gain, p.derivativeGain), change);
  const derivative = p.derivativeKeep === null ? 0n : (kick + 1n) * divided(ONE, ONE - p.derivativeKeep);
  products.push((rest + used + derivative) * ONE + absolute(p.feedForward) * forward + proportional * error);
  const asked = rest + used + derivative + times(p.feedForward, forward) + times(proportional, error) + 1n;
  const output = largest(absolute(p.min ?? 0n), absolute(p.max ?? 0n));
  products.push(output + absolute(p.slew ?? 0n)); // how far the output may be from the last
  const unwound = used + times(asked + output, p.unwindingShare);
  return { integral: unwound + taken + step, derivative, asked, output, product: products.reduce(largest) };
}

/** Sum of a geometric series of 1 / (1 - keep), rounded up. */
function divided(a: bigint, b: bigint): bigint {
  return b <= 0n ? KEPT : a / b + 1n;
}

function largest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function bits(value: bigint): number {
  return value.toString(2).length;
}
