// A trading account with one isolated position, in the five plain fields a clearing house would keep.

export type Side = "long" | "short";

export interface Account {
  readonly side: Side;
  /** Coins, above zero. */
  readonly size: number;
  /** USD/coin. */
  readonly entryPrice: number;
  /** USD. */
  readonly collateral: number;
  /** Cumulative funding, USD/coin, when the position was opened. */
  readonly fundingAtEntry: number;
}

/** +1 gains when the price rises, -1 when it falls. */
export function signOf(side: Side): 1 | -1 {
  return side === "long" ? 1 : -1;
}

/** USD the account is worth at `price`: collateral, profit, funding. Longs pay when the funding index rises. */
export function equity(account: Account, price: number, fundingIndex: number): number {
  const coins = signOf(account.side) * account.size;
  return account.collateral + coins * (price - account.entryPrice) - coins * (fundingIndex - account.fundingAtEntry);
}

/** USD of equity the account must keep. */
export function maintenanceRequirement(account: Account, price: number, maintenance: number): number {
  return maintenance * account.size * price;
}

/** USD of equity above the requirement; the account is liquidatable at or below zero. */
export function headroom(account: Account, price: number, fundingIndex: number, maintenance: number): number {
  return equity(account, price, fundingIndex) - maintenanceRequirement(account, price, maintenance);
}

/** The account cut in two: the closed share of it and what stays open. */
export function cut(account: Account, share: number): { closed: Account; rest: Account } {
  const scaled = (part: number): Account => ({
    ...account,
    size: account.size * part,
    collateral: account.collateral * part,
  });
  return { closed: scaled(share), rest: scaled(1 - share) };
}
