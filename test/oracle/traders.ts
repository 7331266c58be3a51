// Which positions a block closes and opens: forced closes, account by account, then what traders want themselves.
import { type Account, cut, equity, headroom, type Side, signOf } from "./accounts.ts";
import { type Draw, poissonCount, streams } from "./draws.ts";
import type { Setting } from "./settings.ts";

/** One account per slot, or an empty slot. */
export type Slots = (Account | null)[];

export interface Forced {
  readonly slot: number;
  /** What is closed, and what stays open; null for a whole close. */
  readonly closed: Account;
  readonly rest: Account | null;
  /** Closed part of a full slot. */
  readonly share: number;
}

/** The risk view of a block. */
export interface RiskView {
  /** Delayed risk price and current mark, USD/coin. */
  readonly trigger: number;
  readonly mark: number;
  readonly fundingIndex: number;
  readonly maintenance: number;
  /** USD that may be closed on this side. */
  readonly budget: number;
  /** Coins of a full slot. */
  readonly slotCoins: number;
}

/** Tests every account, and takes the worst first until the budget is used up. */
export function chooseForced(set: Setting, slots: Slots, view: RiskView): Forced[] {
  const perCoin = (account: Account): number => equity(account, view.trigger, view.fundingIndex) / account.size;
  const unsafe: { account: Account; slot: number }[] = [];
  for (const [slot, account] of slots.entries())
    if (account !== null && headroom(account, view.trigger, view.fundingIndex, view.maintenance) <= 0)
      unsafe.push({ account, slot });
  unsafe.sort((a, b) => perCoin(a.account) - perCoin(b.account) || a.slot - b.slot);
  const chosen: Forced[] = [];
  let budget = view.budget;
  for (const { account, slot } of unsafe) {
    if (!(budget > 0)) break;
    const value = account.size * view.mark;
    const part = set("liquidation.lastSlot") === 1 && value > budget ? budget / value : 1;
    const { closed, rest } = cut(account, part);
    chosen.push({ slot, closed, rest: part < 1 ? rest : null, share: closed.size / view.slotCoins });
    budget = part < 1 ? 0 : budget - value; // a part uses the budget up exactly; no rounding crumb is left
  }
  return chosen;
}

/** How far the nearest account is from the threshold, as a share of its notional: below 1e-12 rounding decides. */
export function closestCall(slots: Slots, view: RiskView): number {
  let least = Number.POSITIVE_INFINITY;
  for (const account of slots) {
    if (account === null) continue;
    const room = headroom(account, view.trigger, view.fundingIndex, view.maintenance);
    least = Math.min(least, Math.abs(room) / (account.size * view.trigger));
  }
  return least;
}

/** What traders feel: the charged rate (1/day), the recent return and the fall from the peak (logs). */
export interface Mood {
  readonly funding: number;
  readonly momentum: number;
  readonly drawdown: number;
}

/** exp of the clipped response: traders leave what funding makes expensive and momentum makes losing. */
function hazard(set: Setting, side: Side, mood: Mood, panic: number): number {
  const carry = set("traders.fundingResponse") * mood.funding - set("traders.momentumResponse") * mood.momentum;
  const limit = set("traders.hazardLimit");
  return Math.exp(Math.max(-limit, Math.min(limit, signOf(side) * carry + panic)));
}

/** Slots whose owners close. Empty, liquidated or already drawn slots are dropped. */
export function drawCloses(
  set: Setting,
  draw: Draw,
  k: number,
  side: Side,
  slots: Slots,
  mood: Mood,
  taken: Set<number>,
): number[] {
  const open = slots.filter((account) => account !== null).length;
  const panic = side === "long" ? set("traders.panicResponse") * mood.drawdown : 0;
  const rate = open * set("traders.closeHazard") * hazard(set, side, mood, panic) * set("time.block");
  const stream = streams.closes[side];
  const closing: number[] = [];
  for (let r = 0, count = poissonCount(draw(stream, k, 0), rate); r < count; r++) {
    const slot = Math.floor(draw(stream, k, 1 + r) * slots.length);
    if (slots[slot] === null || taken.has(slot)) continue;
    taken.add(slot);
    closing.push(slot);
  }
  return closing;
}

/** Slots that are taken, with the quantile of the leverage. */
export function drawOpens(
  set: Setting,
  draw: Draw,
  k: number,
  side: Side,
  slots: Slots,
  mood: Mood,
  taken: Set<number>,
): { slot: number; u: number }[] {
  const empty = slots.filter((account) => account === null).length;
  const rate = (empty * set("traders.openHazard") * set("time.block")) / hazard(set, side, mood, 0);
  const stream = streams.opens[side];
  const opening: { slot: number; u: number }[] = [];
  for (let r = 0, count = poissonCount(draw(stream, k, 0), rate); r < count; r++) {
    const slot = Math.floor(draw(stream, k, 1 + 2 * r) * slots.length);
    if (slots[slot] !== null || taken.has(slot)) continue;
    taken.add(slot);
    opening.push({ slot, u: draw(stream, k, 2 + 2 * r) });
  }
  return opening;
}

/** A new position; leverage is log-uniform between the least and 1 / initial margin. */
export function openAccount(
  set: Setting,
  side: Side,
  coins: number,
  price: number,
  fundingIndex: number,
  initialMargin: number,
  u: number,
): Account {
  const most = 1 / initialMargin;
  const least = Math.max(1, set("book.leastLeverage"));
  const leverage = least * (most / least) ** u;
  return { side, size: coins, entryPrice: price, collateral: (coins * price) / leverage, fundingAtEntry: fundingIndex };
}
