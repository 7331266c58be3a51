// The funding rules that live on chain, in their own words: premium (F1), velocity (F2), adaptive (F3). Rates per day.
import type { Setting } from "./settings.ts";

export interface FundingMemory {
  /** Saved rate, 1/day. */
  rate: number;
  /** Premiums of the current window. */
  premiums: number[];
}

/** What a rule sees at the end of a block. */
export interface FundingView {
  /** Log of mark over index. */
  readonly basis: number;
  /** Coins. */
  readonly long: number;
  readonly short: number;
  /** USD/coin. */
  readonly price: number;
}

const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));

/** F1: every window, three times a day's third: mean premium plus the interest, bridged by at most the clamp. */
export function premiumFunding(set: Setting, memory: FundingMemory, view: FundingView): number {
  memory.premiums.push(view.basis);
  if (memory.premiums.length === set("premium.window")) {
    const premium = memory.premiums.reduce((sum, p) => sum + p, 0) / memory.premiums.length;
    const bridge = clamp(set("premium.interest") - premium, -set("premium.clamp"), set("premium.clamp"));
    memory.rate = clamp(3 * (premium + bridge), -set("premium.limit"), set("premium.limit"));
    memory.premiums = [];
  }
  return memory.rate;
}

/** F2: the skew is the speed of the rate; a block pays the mean of the rates at its ends. */
export function velocityFunding(set: Setting, memory: FundingMemory, view: FundingView): number {
  const before = memory.rate;
  const share = clamp((view.long - view.short) / set("velocity.skewScale"), -1, 1);
  memory.rate += set("velocity.max") * share * (set("time.block") / 86400);
  return (before + memory.rate) / 2;
}

/** F3: grows above the stable threshold, rests below it, leaks below the lower one, turns when the skew turns. */
export function adaptiveFunding(set: Setting, memory: FundingMemory, view: FundingView): number {
  const days = set("time.block") / 86400;
  const gap = Math.abs(view.long - view.short) * view.price;
  const total = (view.long + view.short) * view.price;
  const x = gap < 1 || total <= 0 ? 0 : gap ** set("adaptive.exponent") / total;
  const heavier = view.long > view.short ? 1 : -1;
  const sameSide = memory.rate * heavier > 0;
  let next = memory.rate;
  if (!sameSide || x > set("adaptive.stableThreshold")) next += heavier * x * set("adaptive.increase") * days;
  else if (x < set("adaptive.decreaseThreshold"))
    next = heavier * Math.max(8.64e-26, Math.abs(next) - set("adaptive.decrease") * days); // one raw unit keeps the sign
  memory.rate = clamp(next, -set("adaptive.max"), set("adaptive.max"));
  if (memory.rate === 0) return 0;
  const size = Math.min(set("adaptive.max"), Math.max(set("adaptive.min"), Math.abs(memory.rate)));
  return Math.sign(memory.rate) * size;
}
