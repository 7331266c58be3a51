// The PID law of control/pid.ts as a linear model, exact while no bound, slew, dead band or integral limit acts and the
// volatility stands at its reference.
import { Matrix } from "ml-matrix";
import { part } from "../../numeric/block-matrix.ts";
import { UserError } from "../../numeric/user-error.ts";
import { derivativeLag, filterShare, pidDerivative, pidIntegral } from "../pid.ts";
import type { StateSpace } from "./state-space.ts";

const FREE = Infinity;

/** Names and units of the rows of `pidParameters`. */
export interface PidGains {
  /** u/y. */
  readonly kp: number;
  /** u/y/day. */
  readonly ki: number;
  /** u/y s. */
  readonly kd: number;
  /** s. */
  readonly filterTime: number;
  readonly setpointWeight: number;
}

/** From the measurement to the output, which rises with it for positive gains. @param blockTime s */
export function pidModel(gains: PidGains, blockTime: number): StateSpace {
  const { B, D, ...rest } = pidSetpointModel(gains, blockTime);
  return { ...rest, B: part(B, [0, B.rows], [0, 1]), D: part(D, [0, 1], [0, 1]) };
}

/**
 * From the measurement and the set point to the output. States: integral (u), then filtered measurement (y) and
 * derivative part (u). An action whose gain is zero has no states: its integrator would be a pole at 1 that no feedback
 * moves.
 * @param blockTime s
 */
export function pidSetpointModel(gains: PidGains, blockTime: number): StateSpace {
  checkGains(gains, blockTime);
  const states: readonly State[] = [
    ...(gains.ki === 0 ? [] : INTEGRAL),
    ...(gains.kd === 0 ? [] : FILTERED_DERIVATIVE),
  ];
  const n = states.length;
  const [A, B, C, D] = [Matrix.zeros(n, n), Matrix.zeros(n, 2), Matrix.zeros(1, n), Matrix.zeros(1, 2)];
  for (const [j, state] of states.entries()) {
    const { next, output } = block(gains, blockTime, unitBlock(state));
    for (const [i, to] of states.entries()) A.set(i, j, next[to]);
    C.set(0, j, output);
  }
  for (const [j, signal] of SIGNALS.entries()) {
    const { next, output } = block(gains, blockTime, unitBlock(signal));
    for (const [i, to] of states.entries()) B.set(i, j, next[to]);
    D.set(0, j, output);
  }
  return { A, B, C, D, sampleTime: blockTime, timeUnit: "s" };
}

type State = "integral" | "filtered" | "derivative";
type Signal = "measurement" | "setpoint";
type Memory = Readonly<Record<State, number>>;
type Block = Memory & Readonly<Record<Signal, number>>;

const INTEGRAL: readonly State[] = ["integral"];
const FILTERED_DERIVATIVE: readonly State[] = ["filtered", "derivative"];
const SIGNALS: readonly Signal[] = ["measurement", "setpoint"];

/** One state or signal at 1, all others at rest: the law is linear, so its answers are a column of the model. */
function unitBlock(one: keyof Block): Block {
  return { integral: 0, filtered: 0, derivative: 0, measurement: 0, setpoint: 0, [one]: 1 };
}

/** One block of `pidStep` without its limits. */
function block(gains: PidGains, dt: number, at: Block): { next: Memory; output: number } {
  const { kp, ki, kd, filterTime, setpointWeight } = gains;
  const integral = pidIntegral(at.integral, ki, at.measurement - at.setpoint, dt, FREE);
  const change = (at.measurement - at.filtered) * filterShare(filterTime, dt);
  const derivative = pidDerivative(at.derivative, kd, change, derivativeLag(kp, kd, dt), dt);
  const proportional = kp * (at.measurement - setpointWeight * at.setpoint);
  return {
    next: { integral, filtered: at.filtered + change, derivative },
    output: proportional + integral + derivative,
  };
}

function checkGains(gains: PidGains, blockTime: number): void {
  const problems = Object.entries(gains).flatMap(([place, value]) =>
    Number.isFinite(value) ? [] : [{ place, message: `found ${value}; expected a finite number` }],
  );
  if (gains.filterTime < 0) {
    problems.push({ place: "filterTime", message: `found ${gains.filterTime}; expected 0 or a positive time in s` });
  }
  if (!(blockTime > 0 && blockTime < Infinity)) {
    problems.push({ place: "block time", message: `found ${blockTime}; expected a positive time in s` });
  }
  if (problems.length > 0) throw new UserError("PID model", problems);
}
