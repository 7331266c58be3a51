// Bounds, slew and dead band of a loop in 18-decimal integers: the same for every structure, as in control/pid.ts.
import type { Channel } from "../channels.ts";
import { absolute, between, inWord, type Rounding, toLimit } from "./fixed.ts";

/** Limits of an output; null is none. */
export interface FixedGuardrails {
  readonly min: bigint | null;
  readonly max: bigint | null;
  /** Per block. */
  readonly slew: bigint | null;
  readonly deadband: bigint | null;
  /** Where the asked output goes when it is rounded to 18 decimals. */
  readonly rounding: Rounding;
}

/** Rows of a loop's table that every structure keeps. */
export interface GuardrailSettings {
  readonly min: number;
  readonly max: number;
  readonly slew: number;
  readonly deadband: number;
}

/**
 * Against the trader: margins and charges round up, what the protocol pays rounds down, and forced sales are not slowed by
 * a rounding.
 */
const outputRounding: Readonly<Record<Channel, Rounding>> = {
  margin: "up",
  maintenance: "up",
  funding: "awayFromZero",
  depth: "down",
  cap: "up",
};

export function fixedGuardrails({ min, max, slew, deadband }: GuardrailSettings, channel: Channel): FixedGuardrails {
  return {
    min: toLimit(min),
    max: toLimit(max),
    slew: toLimit(slew),
    deadband: toLimit(deadband),
    rounding: outputRounding[channel],
  };
}

/** The asked output within slew and bounds; the bounds win. @throws RangeError where last and slew together do not fit a word */
export function fixedGuarded({ min, max, slew }: FixedGuardrails, last: bigint, asked: bigint): bigint {
  const near = slew === null ? asked : between(asked, inWord(last - slew), inWord(last + slew));
  return between(near, min, max);
}

/** The output that stands after the dead band. */
export function fixedSent({ deadband }: FixedGuardrails, last: bigint, applied: bigint): bigint {
  return deadband === null || absolute(applied - last) <= deadband ? last : applied;
}
