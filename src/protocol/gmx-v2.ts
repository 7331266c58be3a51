// GMX v2: its parameters in our units, and what they mean for the model.
// gmx-synthetics (laws: MarketUtils; ranges: ConfigUtils). Specification: plant 1.4, 1.8, 1.9 (F3).
import { exp, log } from "../numeric/elementary.ts";
import { assumedValue, type ChainUnit, fixedPoint, fixedPointPerSecond, parameterValue } from "./chain-unit.ts";
import type { ProtocolFile } from "./protocol-file.ts";

/** Factors and USD are kept with thirty decimals. */
const FLOAT = 30;

export const gmxUnits: Readonly<Record<string, ChainUnit>> = {
  initialMargin: fixedPoint("MIN_COLLATERAL_FACTOR", FLOAT),
  maintenanceRatio: fixedPoint("MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION", FLOAT),
  marginOiSlope: fixedPoint("MIN_COLLATERAL_FACTOR_FOR_OPEN_INTEREST_MULTIPLIER", FLOAT, "1/USD"),
  minMarginUsd: fixedPoint("MIN_COLLATERAL_USD", FLOAT, "USD"),
  impactNegative: fixedPoint("POSITION_IMPACT_FACTOR", FLOAT, "1/USD"),
  impactPositive: fixedPoint("POSITION_IMPACT_FACTOR", FLOAT, "1/USD"),
  impactExponentNegative: fixedPoint("POSITION_IMPACT_EXPONENT_FACTOR", FLOAT),
  impactExponentPositive: fixedPoint("POSITION_IMPACT_EXPONENT_FACTOR", FLOAT),
  liquidationSpread: fixedPoint("MAX_POSITION_IMPACT_FACTOR_FOR_LIQUIDATIONS", FLOAT),
  liquidationFee: fixedPoint("LIQUIDATION_FEE_FACTOR", FLOAT),
  makerFee: fixedPoint("POSITION_FEE_FACTOR", FLOAT),
  takerFee: fixedPoint("POSITION_FEE_FACTOR", FLOAT),
  oiCapLong: fixedPoint("MAX_OPEN_INTEREST", FLOAT, "USD"),
  oiCapShort: fixedPoint("MAX_OPEN_INTEREST", FLOAT, "USD"),
  reserve: fixedPoint("RESERVE_FACTOR", FLOAT),
  adlTrigger: fixedPoint("MAX_PNL_FACTOR", FLOAT),
  adlTarget: fixedPoint("MIN_PNL_FACTOR_AFTER_ADL", FLOAT),
  fundingGain: fixedPointPerSecond("FUNDING_INCREASE_FACTOR_PER_SECOND", FLOAT, 2),
  fundingLeak: fixedPointPerSecond("FUNDING_DECREASE_FACTOR_PER_SECOND", FLOAT, 2),
  fundingDeadband: fixedPoint("THRESHOLD_FOR_STABLE_FUNDING", FLOAT),
  fundingLeakThreshold: fixedPoint("THRESHOLD_FOR_DECREASE_FUNDING", FLOAT),
  fundingExponent: fixedPoint("FUNDING_EXPONENT_FACTOR", FLOAT),
  fundingMax: fixedPointPerSecond("MAX_FUNDING_FACTOR_PER_SECOND", FLOAT, 1),
  fundingMin: fixedPointPerSecond("MIN_FUNDING_FACTOR_PER_SECOND", FLOAT, 1),
};

/**
 * Depth of the impact rule `impact = factor * imbalance^exponent` (USD), per unit of relative price: with exponent 2 it
 * is 1 / (2 factor) whatever the imbalance; otherwise it is taken at the imbalance given (USD).
 */
export function impactDepth(factor: number, exponent: number, imbalance: number): number {
  if (exponent === 2) return 1 / (2 * factor);
  return exp((2 - exponent) * log(Math.max(1, imbalance))) / (exponent * factor);
}

/** Collateral factor that an opening must meet when one side's open interest is `openInterest` (USD). */
export function openingFactor(minimum: number, perUsd: number, openInterest: number): number {
  return Math.max(minimum, perUsd * openInterest);
}

/**
 * The model's values. Liquidations and margins follow the oracle, so the own mark has no weight; a liquidation closes
 * the whole position in one transaction; the impact factor is a constant that no order eats and no volatility moves.
 */
export function gmxValues(file: ProtocolFile): Readonly<Record<string, number>> {
  const long = assumedValue(file, "book.openInterestLong");
  const short = assumedValue(file, "book.openInterestShort");
  const initial = openingFactor(
    parameterValue(file, "initialMargin"),
    parameterValue(file, "marginOiSlope"),
    Math.max(long, short),
  );
  const exponent = parameterValue(file, "impactExponentNegative");
  return {
    "depth.initial": impactDepth(parameterValue(file, "impactNegative"), exponent, Math.abs(long - short)),
    "depth.depletion": 0,
    "liquidity.withdrawalSlope": 0,
    "margin.initial": initial,
    "margin.maintenanceShare": parameterValue(file, "maintenanceRatio") / initial,
    "margin.maintenanceCeiling": 1,
    "liquidation.fee": parameterValue(file, "liquidationFee"),
    "liquidation.cap": Infinity,
    "liquidation.lastSlot": 0,
    "oracle.markWeight": 0,
    "funding.law": 2,
    "adaptive.increase": parameterValue(file, "fundingGain"),
    "adaptive.decrease": parameterValue(file, "fundingLeak"),
    "adaptive.stableThreshold": parameterValue(file, "fundingDeadband"),
    "adaptive.decreaseThreshold": parameterValue(file, "fundingLeakThreshold"),
    "adaptive.exponent": parameterValue(file, "fundingExponent"),
    "adaptive.max": parameterValue(file, "fundingMax"),
    "adaptive.min": parameterValue(file, "fundingMin"),
  };
}
