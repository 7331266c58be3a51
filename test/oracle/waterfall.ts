// Who gains and who loses when a position is closed, line by line as in plant 1.11.
import { type Account, equity, signOf } from "./accounts.ts";

/** All money that is not in an open account. USD, and coins for the positions. */
export interface Ledger {
  insurance: number;
  badDebt: number;
  returned: number;
  deposits: number;
  lpCash: number;
  lpCoins: number;
  arbitrageCash: number;
  arbitrageCoins: number;
}

/** The liquidity providers take the other side of a trade of `coins` (positive: a trader buys). */
export function tradeAgainstProviders(ledger: Ledger, coins: number, price: number): void {
  ledger.lpCoins -= coins;
  ledger.lpCash += coins * price;
}

/** Closes the account at `price`; `feeRate` is the penalty on the notional. */
export function settle(ledger: Ledger, account: Account, price: number, fundingIndex: number, feeRate: number): void {
  tradeAgainstProviders(ledger, -signOf(account.side) * account.size, price);
  const left = equity(account, price, fundingIndex);
  if (left >= 0) {
    const fee = Math.min(left, feeRate * account.size * price);
    ledger.insurance += fee;
    ledger.returned += left - fee;
    return;
  }
  const payout = Math.min(ledger.insurance, -left);
  const uncovered = -left - payout;
  ledger.insurance -= payout;
  ledger.badDebt += uncovered;
  ledger.lpCash -= uncovered;
}
