// The PID law of control/pid.ts in 18-decimal integers: what a contract computes, block by block.
//
// Coefficients that need exp or a division are computed off chain and stored (filter share, derivative coefficients,
// integral gain per block). Products round toward zero; the output itself rounds in the direction of its channel.
import type { Channel } from "../channels.ts";
import { derivativeLag, filterShare, type pidParameters, unwindingShare } from "../pid.ts";
import { between, divide, inWord, multiply, ONE, quotient, toFixed, toLimit } from "./fixed.ts";
import { type FixedGuardrails, fixedGuarded, fixedGuardrails, fixedSent } from "./guardrails-twin.ts";

/** Values of a loop's table by row name, as the float law reads them. */
export type PidSettings = Readonly<Record<(typeof pidParameters)[number]["name"], number>>;

/** Stored coefficients with 18 decimals. */
export interface FixedPid extends FixedGuardrails {
  readonly kp: bigint;
  /** ki times the block time in days. */
  readonly integralGain: bigint;
  /** Null is no limit. */
  readonly integralLimit: bigint | null;
  /** Share of the derivative part that is kept per block; null without derivative action. */
  readonly derivativeKeep: bigint | null;
  /** Derivative part per change of the filtered measurement. */
  readonly derivativeGain: bigint;
  /** Share of the way to the measurement that the filter goes per block. */
  readonly filterShare: bigint;
  readonly setpoint: bigint;
  readonly setpointWeight: bigint;
  /** Share of applied minus asked that the integral takes back per block. */
  readonly unwindingShare: bigint;
  readonly feedForward: bigint;
  readonly stressRise: bigint;
  readonly stressRelief: bigint;
  readonly schedule: bigint;
  /** Whether the integral takes up the jump of a change of gains. */
  readonly bumpless: boolean;
}

/** What the loop remembers between blocks, 18 decimals. `gain` is the last gain factor, 0 before the first block. */
export interface FixedPidMemory {
  readonly integral: bigint;
  readonly filtered: bigint;
  readonly derivative: bigint;
  readonly output: bigint;
  readonly gain: bigint;
}

/** One block's readings, 18 decimals. */
export interface FixedReadings {
  readonly measurement: bigint;
  /** Reading of the feed-forward sensor. */
  readonly forward: bigint;
  /** Output at rest. */
  readonly base: bigint;
  /** Volatility over its reference minus 1, >= 0. */
  readonly overshoot: bigint;
}

/** Coefficients of a loop. @param dt block time, s @throws RangeError for a gain that is not finite */
export function fixedPid(settings: PidSettings, channel: Channel, dt: number): FixedPid {
  const { kp, kd, filterTime, antiWindupTime } = settings;
  const lag = derivativeLag(kp, kd, dt);
  const keep = lag / (lag + dt);
  return {
    ...fixedGuardrails(settings, channel),
    kp: toFixed(kp),
    integralGain: toFixed((settings.ki * dt) / 86400),
    integralLimit: toLimit(settings.integralLimit),
    derivativeKeep: kd === 0 ? null : toFixed(keep),
    derivativeGain: toFixed((kd * (1 - keep)) / dt),
    filterShare: toFixed(filterShare(filterTime, dt)),
    setpoint: toFixed(settings.setpoint),
    setpointWeight: toFixed(settings.setpointWeight),
    unwindingShare: antiWindupTime > 0 && settings.ki !== 0 ? toFixed(unwindingShare(antiWindupTime, dt)) : 0n,
    feedForward: toFixed(settings.feedForward),
    stressRise: toFixed(settings.stressRise),
    stressRelief: toFixed(settings.stressRelief),
    schedule: toFixed(settings.schedule),
    bumpless: settings.bumpless !== 0,
  };
}

/** What the loop remembers after a block; `output` is the command. @throws RangeError where a word would overflow */
export function fixedPidStep(p: FixedPid, memory: FixedPidMemory, readings: FixedReadings): FixedPidMemory {
  const gain = ONE + multiply(p.schedule, readings.overshoot, "towardZero");
  const error = readings.measurement - multiply(p.setpointWeight, p.setpoint, "towardZero");
  const integral = integrated(p, memory, gain, error, readings.measurement - p.setpoint);
  const { filtered, derivative } = differentiated(p, memory, gain, readings.measurement);
  const slow = stressedRest(p, readings) + integral + derivative;
  // 36 decimals, so that the output is rounded once.
  const quick = inWord(p.feedForward * readings.forward + multiply(gain, p.kp, "towardZero") * error);
  const asked = quotient(inWord(inWord(slow * ONE) + quick), ONE, p.rounding);
  const applied = fixedGuarded(p, memory.output, asked);
  const kept = integral + multiply(applied - asked, p.unwindingShare, "towardZero");
  return { integral: kept, filtered, derivative, output: fixedSent(p, memory.output, applied), gain };
}

/** Output at rest under stress. */
function stressedRest({ stressRise, stressRelief }: FixedPid, { base, overshoot }: FixedReadings): bigint {
  const rise = ONE + multiply(stressRise, overshoot, "towardZero");
  const relief = ONE + multiply(stressRelief, overshoot, "towardZero");
  return divide(multiply(base, rise, "towardZero"), relief, "towardZero");
}

/** Integral after one block, limited. */
function integrated(p: FixedPid, memory: FixedPidMemory, gain: bigint, error: bigint, deviation: bigint): bigint {
  if (p.integralGain === 0n) return 0n;
  const jumps = p.bumpless && memory.gain !== 0n;
  const taken = jumps ? multiply(multiply(memory.gain - gain, p.kp, "towardZero"), error, "towardZero") : 0n;
  const step = multiply(multiply(gain, p.integralGain, "towardZero"), deviation, "towardZero");
  const limit = p.integralLimit;
  return between(memory.integral + taken + step, limit === null ? null : -limit, limit);
}

/** Measurement filter and derivative part after one block. */
function differentiated(
  p: FixedPid,
  { filtered, derivative }: FixedPidMemory,
  gain: bigint,
  measurement: bigint,
): Pick<FixedPidMemory, "filtered" | "derivative"> {
  if (p.derivativeKeep === null) return { filtered, derivative: 0n };
  const change = multiply(measurement - filtered, p.filterShare, "towardZero");
  const kick = multiply(multiply(gain, p.derivativeGain, "towardZero"), change, "towardZero");
  return { filtered: filtered + change, derivative: multiply(p.derivativeKeep, derivative, "towardZero") + kick };
}
