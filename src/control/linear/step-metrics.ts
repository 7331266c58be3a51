// How well a step response rises, overshoots and settles, in numbers.
import { UserError } from "../../numeric/user-error.ts";

const RISE_FROM = 0.1;
const RISE_TO = 0.9;
const SETTLED_WITHIN = 0.02;

/** Times in the unit of the sample time; samples count from 0, that of the step. */
export interface StepMetrics {
  /** First sample at 90 % of the final value minus first at 10 %; null where 90 % is never reached. */
  readonly riseSamples: number | null;
  readonly riseTime: number | null;
  /** First sample from which all stay within 2 % of the final value; null where the last one does not. */
  readonly settlingSample: number | null;
  readonly settlingTime: number | null;
  /** Largest excess over the final value, as a fraction of it; 0 where there is none. */
  readonly overshoot: number;
  /** Farthest value in the direction of the final value, and its first sample. */
  readonly peak: number;
  readonly peakSample: number;
  /** Sums of |e|, e^2 and t |e| times the sample time, e = final - y. */
  readonly absoluteError: number;
  readonly squaredError: number;
  readonly timedError: number;
}

/**
 * Metrics of a step response (IAE, ISE and ITAE: Åström and Hägglund, Advanced PID Control, 2006, section 4.4).
 * @param y outputs from the step on  @param final value at rest, not 0  @param sampleTime time between samples
 * @throws UserError where there are no samples or no final value to measure against
 */
export function stepMetrics(y: readonly number[], final: number, sampleTime: number): StepMetrics {
  checkStep(y, final);
  const share = y.map((value) => value / final);
  const first = (level: number): number => share.findIndex((value) => value >= level);
  const [low, high] = [first(RISE_FROM), first(RISE_TO)];
  const riseSamples = high < 0 ? null : high - low;
  const outside = share.findLastIndex((value) => Math.abs(value - 1) > SETTLED_WITHIN);
  const settlingSample = outside === y.length - 1 ? null : outside + 1;
  const largest = share.reduce((most, value) => Math.max(most, value), -Infinity);
  const peakSample = share.indexOf(largest);
  const error = y.map((value) => Math.abs(final - value));
  const integral = (term: (e: number, k: number) => number): number =>
    error.reduce((sum, e, k) => sum + term(e, k), 0) * sampleTime;
  return {
    riseSamples,
    riseTime: riseSamples === null ? null : riseSamples * sampleTime,
    settlingSample,
    settlingTime: settlingSample === null ? null : settlingSample * sampleTime,
    overshoot: Math.max(0, largest - 1),
    peak: y[peakSample] ?? final,
    peakSample,
    absoluteError: integral((e) => e),
    squaredError: integral((e) => e * e),
    timedError: integral((e, k) => k * sampleTime * e),
  };
}

function checkStep(y: readonly number[], final: number): void {
  if (y.length === 0) throw new UserError("step response", [{ place: "y", message: "found no sample; expected one" }]);
  const place = y.findIndex((value) => !Number.isFinite(value));
  if (place >= 0) {
    const message = `found ${y[place]}; expected finite outputs; the loop may be unstable`;
    throw new UserError("step response", [{ place: `y[${place}]`, message }]);
  }
  if (final !== 0 && Number.isFinite(final)) return;
  const message = `found ${final}; expected a finite value other than 0; a response that returns to 0 has no rise`;
  throw new UserError("step response", [{ place: "final", message }]);
}
