// Synthetix perps V3: its parameters in our units, and what they mean for the model.
// synthetix-v3, markets/perps-market. Specification: plant 1.4, 1.8, 1.9 (F2), 1.10 (windowed).
import { assumedValue, type ChainUnit, fixedPoint, parameterValue } from "./chain-unit.ts";
import type { ProtocolFile } from "./protocol-file.ts";

const D18 = 18;

export const synthetixUnits: Readonly<Record<string, ChainUnit>> = {
  skewScale: fixedPoint("skewScale", D18, "coin"),
  fundingGain: fixedPoint("maxFundingVelocity", D18, "1/day^2"),
  makerFee: fixedPoint("makerFeeRatio", D18),
  takerFee: fixedPoint("takerFeeRatio", D18),
  oiCapSize: fixedPoint("maxMarketSize", D18, "coin"),
  oiCapValue: fixedPoint("maxMarketValue", D18, "USD"),
  marginSizeSlope: fixedPoint("initialMarginRatio", D18),
  initialMargin: fixedPoint("minimumInitialMarginRatio", D18),
  maintenanceShare: fixedPoint("maintenanceMarginScalar", D18),
  liquidationFee: fixedPoint("flagRewardRatio", D18),
  minMarginUsd: fixedPoint("minimumPositionMargin", D18, "USD"),
  reserve: fixedPoint("lockedOiRatio", D18),
  liquidationMultiplier: fixedPoint("maxLiquidationLimitAccumulationMultiplier", D18),
  liquidationWindow: fixedPoint("maxSecondsInLiquidationWindow", 0, "s"),
  liquidationMaxPd: fixedPoint("maxLiquidationPd", D18),
};

/** Initial margin ratio of a position of `size` coins: it grows with the size over the skew scale. */
export function sizedMargin(size: number, skewScale: number, slope: number, minimum: number): number {
  return (size / skewScale) * slope + minimum;
}

/** Coins of one slot of the model's book: the size at which margin is stated. */
export function slotSize(file: ProtocolFile, price: number): number {
  return assumedValue(file, "book.openInterestLong") / assumedValue(file, "book.slots") / price;
}

/** Liquidation capacity of one simulated block over depth: the skew scale and the price cancel out. */
export function capacityShare(fees: number, multiplier: number, blockTime: number): number {
  return fees * multiplier * blockTime;
}

/**
 * The model's values at `price` (USD/coin). Margins follow the oracle, so the own mark has no weight; the fill price
 * rises by skew / scale, so depth is scale times price, which no order eats and no volatility moves. The sliding window
 * (30 s on Base) is spread evenly over time.
 */
export function synthetixValues(file: ProtocolFile, price: number): Readonly<Record<string, number>> {
  const scale = parameterValue(file, "skewScale");
  const slope = parameterValue(file, "marginSizeSlope");
  const fees = parameterValue(file, "makerFee") + parameterValue(file, "takerFee");
  const capacity = capacityShare(fees, parameterValue(file, "liquidationMultiplier"), assumedValue(file, "time.block"));
  return {
    "depth.initial": scale * price,
    "depth.depletion": 0,
    "liquidity.withdrawalSlope": 0,
    "margin.initial": sizedMargin(slotSize(file, price), scale, slope, parameterValue(file, "initialMargin")),
    "margin.maintenanceShare": parameterValue(file, "maintenanceShare"),
    "liquidation.fee": parameterValue(file, "liquidationFee"),
    "liquidation.cap": capacity === 0 ? Infinity : capacity,
    "liquidation.lastSlot": 1,
    "oracle.markWeight": 0,
    "funding.law": 1,
    "velocity.max": parameterValue(file, "fundingGain"),
    "velocity.skewScale": scale,
  };
}
