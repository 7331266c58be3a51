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
}

export interface PidMemory {
  I: number;
  yf: number;
  d: number;
  u: number;
}

const N = 8;
const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** One sample; `uff` is everything that does not come from y. Returns the output and remembers it. */
export function pidSample(set: PidSettings, memory: PidMemory, y: number, uff: number, dt: number): number {
  const noFeedback = set.Kp === 0 && set.Ki === 0 && set.KpTd === 0;
  const I = noFeedback ? 0 : clamp(memory.I + set.Ki * (set.r - y) * dt, -set.integralLimit, set.integralLimit);
  const P = set.Kp * (set.beta * set.r - y);
  if (set.KpTd !== 0) advanceDerivative(set, memory, y, dt);
  const v = uff + P + I + memory.d;
  const u = clamp(clamp(v, memory.u - set.slew, memory.u + set.slew), set.bounds[0], set.bounds[1]);
  memory.I = set.Tt > 0 ? I + Math.min(1, dt / set.Tt) * (u - v) : I;
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
