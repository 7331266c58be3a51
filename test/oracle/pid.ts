// A PID loop as control 3.3 CS2 writes it, in the specification's own letters: Kp and Ki carry the sign of action.
//
// Two readings that the specification leaves open are those of src/control/pid.ts: the integral is advanced before it is
// used (backward Euler), and without proportional gain the derivative lags by one sample.

export interface PidSettings {
  readonly Kp: number;
  /** Per second. */
  readonly Ki: number;
  /** Kp Td, s. */
  readonly KpTd: number;
  readonly r: number;
  readonly beta: number;
  readonly Tf: number;
  /** 0: no back-calculation. */
  readonly Tt: number;
  readonly integralLimit: number;
  readonly bounds: readonly [number, number];
  readonly slew: number;
  readonly deadBand: number;
  /** The integral takes up the jump of P when Kp changes. */
  readonly bumpless: boolean;
}

export interface PidMemory {
  I: number;
  yf: number;
  d: number;
  u: number;
  /** Gain of the sample before, where it matters. */
  Kp: number | null;
}

const N = 8;
const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** What the law asks for, before any limit; `uff` is everything that does not come from y. Advances the memory. */
export function pidLaw(set: PidSettings, memory: PidMemory, y: number, uff: number, dt: number): number {
  const noFeedback = set.Kp === 0 && set.Ki === 0 && set.KpTd === 0;
  const ep = set.beta * set.r - y;
  const before = memory.I + (set.bumpless && memory.Kp !== null ? (memory.Kp - set.Kp) * ep : 0);
  if (set.bumpless) memory.Kp = set.Kp;
  memory.I = noFeedback ? 0 : clamp(before + set.Ki * (set.r - y) * dt, -set.integralLimit, set.integralLimit);
  if (set.KpTd !== 0) advanceDerivative(set, memory, y, dt);
  return uff + set.Kp * ep + memory.I + memory.d;
}

/** Back-calculation: `u` is what the limits left of `v`. A law without integral action has nothing to pull back. */
export function unwind(set: PidSettings, memory: PidMemory, v: number, u: number, dt: number): void {
  if (set.Tt > 0 && set.Ki !== 0) memory.I += Math.min(1, dt / set.Tt) * (u - v);
}

/** What slew and bounds leave of `v`. */
export function limited(set: PidSettings, memory: PidMemory, v: number): number {
  return clamp(clamp(v, memory.u - set.slew, memory.u + set.slew), set.bounds[0], set.bounds[1]);
}

/** Sends `u` if it is far enough from what stands; returns and remembers what stands then. */
export function send(set: PidSettings, memory: PidMemory, u: number): number {
  if (Math.abs(u - memory.u) > set.deadBand) memory.u = u;
  return memory.u;
}

function advanceDerivative(set: PidSettings, memory: PidMemory, y: number, dt: number): void {
  const before = memory.yf;
  memory.yf += set.Tf > 0 ? (1 - Math.exp(-dt / set.Tf)) * (y - before) : y - before;
  const Td = set.Kp === 0 ? N * dt : Math.abs(set.KpTd / set.Kp);
  const ad = Td / (Td + N * dt);
  memory.d = ad * memory.d - ((set.KpTd * (1 - ad)) / dt) * (memory.yf - before);
}
