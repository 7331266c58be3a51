// dYdX v4 chain: its parameters in our units, and what they mean for the model.
// v4-chain (perpetuals and clob modules). Specification: plant 1.8, 1.9 (F1 with the venue's clamp and window).
import { assumedValue, type ChainUnit, fixedPoint, parameterValue } from "./chain-unit.ts";
import type { ProtocolFile } from "./protocol-file.ts";

/** Parts per million, and quote quantums of 1e-6 USDC. */
const MILLION = 6;

const perEightHours = fixedPoint("default_funding_ppm", MILLION, "1/day");

export const dydxUnits: Readonly<Record<string, ChainUnit>> = {
  initialMargin: fixedPoint("initial_margin_ppm", MILLION),
  maintenanceShare: fixedPoint("maintenance_fraction_ppm", MILLION),
  basePositionNotional: fixedPoint("base_position_notional", MILLION, "USD"),
  impactNotional: fixedPoint("impact_notional", MILLION, "USD"),
  oiLowerCap: fixedPoint("open_interest_lower_cap", MILLION, "USD"),
  oiUpperCap: fixedPoint("open_interest_upper_cap", MILLION, "USD"),
  baseFunding: { ...perEightHours, scale: { ...perEightHours.scale, denominator: 3n } },
  fundingClampFactor: fixedPoint("funding_rate_clamp_factor_ppm", MILLION),
  premiumVoteClampFactor: fixedPoint("premium_vote_clamp_factor_ppm", MILLION),
  votesPerSample: fixedPoint("min_num_votes_per_sample", 0),
  liquidationFee: fixedPoint("max_liquidation_fee_ppm", MILLION),
  liquidationLeastNotional: fixedPoint("min_position_notional_liquidated", MILLION, "USD"),
  liquidationPortion: fixedPoint("max_position_portion_liquidated_ppm", MILLION),
  liquidationNotional: fixedPoint("max_notional_liquidated", MILLION, "USD"),
  insuranceCap: fixedPoint("max_quantums_insurance_lost", MILLION, "USD"),
  bankruptcyAdjustment: fixedPoint("bankruptcy_adjustment_ppm", MILLION),
  liquidationSpread: fixedPoint("spread_to_maintenance_margin_ratio_ppm", MILLION),
};

/** The premium is averaged over one hour. */
const FUNDING_WINDOW = 3600;

/**
 * The model's values. Depth is an assumption of the file: `impact_notional` is the size of the order whose price is
 * read for the premium, not a statement about how far an order moves the price. The limits on liquidation hold per
 * account and block (a tenth of the position each second), so within one simulated block of ten seconds or more they
 * let two thirds and more of a position go, and they set no cap for the market.
 */
export function dydxValues(file: ProtocolFile): Readonly<Record<string, number>> {
  const initial = parameterValue(file, "initialMargin");
  const share = parameterValue(file, "maintenanceShare");
  return {
    "margin.initial": initial,
    "margin.maintenanceShare": share,
    "liquidation.fee": parameterValue(file, "liquidationFee"),
    "liquidation.cap": Infinity,
    "liquidation.lastSlot": 1,
    "oracle.markWeight": 0,
    "funding.law": 0,
    "premium.window": Math.max(1, Math.round(FUNDING_WINDOW / assumedValue(file, "time.block"))),
    "premium.interest": parameterValue(file, "baseFunding") / 3,
    "premium.clamp": 0,
    "premium.limit": 3 * parameterValue(file, "fundingClampFactor") * initial * (1 - share),
  };
}
