// The gain schedule of control/schedule.ts in 18-decimal integers: table, hysteresis and pause as a contract has them.
import { absolute, between, divide, multiply, ONE, toFixed } from "./fixed.ts";

/** Ends of one axis, 18 decimals. */
export interface FixedAxis {
  readonly low: bigint;
  readonly high: bigint;
}

/** Stored table of one loop. */
export interface FixedSchedule {
  /** Volatility over its reference; `raised` lies between its ends. */
  readonly volatility: FixedAxis;
  readonly raised: bigint;
  readonly skew: FixedAxis;
  readonly insurance: FixedAxis;
  /** Half width of the band in which a variable is held, as a share of its axis. */
  readonly hysteresis: bigint;
  /** Blocks without a change of the output after a change of it. */
  readonly dwell: number;
  /** Twelve outputs: volatility (slowest), skew, insurance (fastest). */
  readonly outputs: readonly bigint[];
}

/** What the schedule remembers. */
export interface FixedScheduleMemory {
  readonly volatility: bigint;
  readonly skew: bigint;
  readonly insurance: bigint;
  readonly output: bigint;
  /** Blocks left of the pause. */
  readonly pause: number;
}

/** The three scheduling variables of a block, 18 decimals; skew is absolute. */
export type FixedSituation = Pick<FixedScheduleMemory, "volatility" | "skew" | "insurance">;

/** Values of the axes' table, `schedule.` left out, and of the loop's twelve nodes in their order. */
export interface ScheduleSettings {
  readonly volatilityCalm: number;
  readonly volatilityRaised: number;
  readonly volatilityStressed: number;
  readonly skewBalanced: number;
  readonly skewOneSided: number;
  readonly insuranceDrained: number;
  readonly insuranceFull: number;
  readonly hysteresis: number;
  readonly dwell: number;
  readonly outputs: readonly number[];
}

/** @throws RangeError for a number that is not finite */
export function fixedSchedule(settings: ScheduleSettings): FixedSchedule {
  return {
    volatility: { low: toFixed(settings.volatilityCalm), high: toFixed(settings.volatilityStressed) },
    raised: toFixed(settings.volatilityRaised),
    skew: { low: toFixed(settings.skewBalanced), high: toFixed(settings.skewOneSided) },
    insurance: { low: toFixed(settings.insuranceDrained), high: toFixed(settings.insuranceFull) },
    hysteresis: toFixed(settings.hysteresis),
    dwell: settings.dwell,
    outputs: settings.outputs.map(toFixed),
  };
}

/** Memory after a block; `output` is what the schedule asks for. @param memory null before the first block */
export function fixedScheduleStep(
  schedule: FixedSchedule,
  memory: FixedScheduleMemory | null,
  now: FixedSituation,
): FixedScheduleMemory {
  const held = {
    volatility: heldOn(schedule.volatility, schedule.hysteresis, memory?.volatility ?? null, now.volatility),
    skew: heldOn(schedule.skew, schedule.hysteresis, memory?.skew ?? null, now.skew),
    insurance: heldOn(schedule.insurance, schedule.hysteresis, memory?.insurance ?? null, now.insurance),
  };
  const output = tableOutput(schedule, held);
  if (memory === null) return { ...held, output, pause: schedule.dwell };
  if (memory.pause > 0) return { ...held, output: memory.output, pause: memory.pause - 1 };
  return { ...held, output, pause: output === memory.output ? 0 : schedule.dwell };
}

/** The variable limited to its axis, and unchanged while it stays in the band around the last. */
function heldOn({ low, high }: FixedAxis, hysteresis: bigint, last: bigint | null, x: bigint): bigint {
  const inside = between(x, low, high);
  if (last === null) return inside;
  const band = multiply(hysteresis, high - low, "towardZero");
  return absolute(inside - last) <= band ? last : inside;
}

/** Linear in all three variables. */
function tableOutput({ outputs, volatility, raised, skew, insurance }: FixedSchedule, at: FixedSituation): bigint {
  const along = portion(at.skew, skew.low, skew.high);
  const across = portion(at.insurance, insurance.low, insurance.high);
  const face = (first: number): bigint => {
    const node = (offset: number): bigint => outputs[first + offset] ?? 0n;
    return weighted(weighted(node(0), node(1), across), weighted(node(2), node(3), across), along);
  };
  return at.volatility < raised
    ? weighted(face(0), face(4), portion(at.volatility, volatility.low, raised))
    : weighted(face(4), face(8), portion(at.volatility, raised, volatility.high));
}

/** Where x lies between two ends, 0 to 1; 0 on an axis without length. */
function portion(x: bigint, low: bigint, high: bigint): bigint {
  return high > low ? divide(x - low, high - low, "towardZero") : 0n;
}

function weighted(from: bigint, to: bigint, share: bigint): bigint {
  return share === ONE ? to : from + multiply(share, to - from, "towardZero");
}
