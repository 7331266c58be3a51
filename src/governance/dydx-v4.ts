// dYdX v4: Cosmos governance messages; there is no Governor contract, so a proposal has messages.json instead.
// v4-chain @84d4664b, perpetuals and clob modules. Every field of a message is set: a missing one would become zero.
import { type Fraction, fractionOf, over, plus, times } from "../protocol/exact-fraction.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import {
  type Adapter,
  type CosmosMessage,
  type Integers,
  integerAt,
  modelValue,
  type OnChainParameter,
  type ProtocolState,
  unsignedMaximum,
  type Values,
} from "./on-chain.ts";
import { actingValues, chainParameter, exportDetail } from "./protocol-adapter.ts";

const MILLION = 1_000_000n;

/** What a study can tune that lives in the perpetuals and clob modules. */
export function dydxParameters(file: ProtocolFile): readonly OnChainParameter[] {
  const row = chainParameter.bind(null, file);
  const ppm = "ppm";
  const inCode = "range check in the module";
  return [
    row({
      name: "initialMargin",
      parameters: ["margin.initial"],
      minimum: 1n,
      maximum: MILLION,
      bounds: inCode,
      unit: ppm,
    }),
    row({
      name: "maintenanceShare",
      parameters: ["margin.maintenanceShare"],
      minimum: 1n,
      maximum: MILLION - 1n,
      bounds: `${inCode}; below 1 here, since initial margin less maintenance limits funding`,
      unit: ppm,
    }),
    row({
      name: "liquidationFee",
      parameters: ["liquidation.fee"],
      minimum: 1n,
      maximum: MILLION,
      bounds: inCode,
      unit: ppm,
    }),
    row({
      name: "fundingClampFactor",
      parameters: ["premium.limit"],
      minimum: 1n,
      maximum: unsignedMaximum(32),
      bounds: "non-zero, 32 bits",
      unit: ppm,
      exact: clampFactor,
    }),
  ];
}

/** Largest rate per day = 3 * factor * (initial - maintenance); the largest factor there is where the two are equal. */
function clampFactor(values: Values): Fraction {
  const initial = fractionOf(modelValue(values, "margin.initial"));
  const share = fractionOf(modelValue(values, "margin.maintenanceShare"));
  const gap = times(initial, plus(fractionOf(1), { ...share, numerator: -share.numerator }));
  if (gap.numerator <= 0n) return { numerator: unsignedMaximum(32), denominator: MILLION };
  return over(fractionOf(modelValue(values, "premium.limit")), times(fractionOf(3), gap));
}

export function dydxAdapter(state: ProtocolState): Adapter {
  const { onChain } = state;
  return {
    title: `dYdX v4 ${onChain.name} (Cosmos governance)`,
    note: onChain.export.note,
    parameters: dydxParameters(onChain),
    acting: (values, integers) => actingValues(state, values, integers),
    calls: () => [],
    cautions: (to) => blastRadius(onChain, to),
    messages: (to) => dydxMessages(onChain, to),
  };
}

/** Which markets besides this one a message changes, and limits that it would switch off. */
function blastRadius(file: ProtocolFile, to: Integers): readonly string[] {
  const { ticker, tierId, tierName } = file.export.details;
  const alone = `the evidence is about ${ticker} alone`;
  const cautions: string[] = [];
  if (to.has("initialMargin") || to.has("maintenanceShare")) {
    cautions.push(
      `MsgSetLiquidityTier changes every market of tier ${tierId} (${tierName}), not only ${ticker}; ${alone}`,
    );
    if (integerAt(to, file, "oiUpperCap") === 0n) {
      const source = file.parameters.oiUpperCap?.path ?? "";
      cautions.push(`MsgSetLiquidityTier writes open_interest_upper_cap 0, which switches that cap off (${source})`);
    }
  }
  if (to.has("liquidationFee"))
    cautions.push(`MsgUpdateLiquidationsConfig changes every market of the chain; ${alone}`);
  if (to.has("fundingClampFactor")) cautions.push(`MsgUpdateParams changes every market of the chain; ${alone}`);
  return cautions;
}

/** Full messages for the modules in which an integer of `to` differs from the file's. */
export function dydxMessages(file: ProtocolFile, to: Integers): readonly CosmosMessage[] {
  const groups: readonly (readonly [readonly string[], (file: ProtocolFile, to: Integers) => CosmosMessage])[] = [
    [["initialMargin", "maintenanceShare"], tierMessage],
    [["liquidationFee"], liquidationsMessage],
    [["fundingClampFactor"], fundingMessage],
  ];
  return groups.filter(([names]) => names.some((name) => to.has(name))).map(([, message]) => message(file, to));
}

/** Account of the governance module, which alone may send these messages. */
function authorityOf(file: ProtocolFile): string {
  return exportDetail(file, "authority", /^dydx1[a-z0-9]{38}$/);
}

function tierMessage(file: ProtocolFile, to: Integers): CosmosMessage {
  const whole = (name: string) => Number(integerAt(to, file, name));
  const text = (name: string) => String(integerAt(to, file, name));
  return {
    "@type": "/dydxprotocol.perpetuals.MsgSetLiquidityTier",
    authority: authorityOf(file),
    liquidity_tier: {
      id: Number(exportDetail(file, "tierId", /^\d+$/)),
      name: exportDetail(file, "tierName", /./),
      initial_margin_ppm: whole("initialMargin"),
      maintenance_fraction_ppm: whole("maintenanceShare"),
      base_position_notional: text("basePositionNotional"),
      impact_notional: text("impactNotional"),
      open_interest_lower_cap: text("oiLowerCap"),
      open_interest_upper_cap: text("oiUpperCap"),
    },
  };
}

function liquidationsMessage(file: ProtocolFile, to: Integers): CosmosMessage {
  const whole = (name: string) => Number(integerAt(to, file, name));
  const text = (name: string) => String(integerAt(to, file, name));
  return {
    "@type": "/dydxprotocol.clob.MsgUpdateLiquidationsConfig",
    authority: authorityOf(file),
    liquidations_config: {
      max_liquidation_fee_ppm: whole("liquidationFee"),
      position_block_limits: {
        min_position_notional_liquidated: text("liquidationLeastNotional"),
        max_position_portion_liquidated_ppm: whole("liquidationPortion"),
      },
      subaccount_block_limits: {
        max_notional_liquidated: text("liquidationNotional"),
        max_quantums_insurance_lost: text("insuranceCap"),
      },
      fillable_price_config: {
        bankruptcy_adjustment_ppm: whole("bankruptcyAdjustment"),
        spread_to_maintenance_margin_ratio_ppm: whole("liquidationSpread"),
      },
    },
  };
}

function fundingMessage(file: ProtocolFile, to: Integers): CosmosMessage {
  const whole = (name: string) => Number(integerAt(to, file, name));
  return {
    "@type": "/dydxprotocol.perpetuals.MsgUpdateParams",
    authority: authorityOf(file),
    params: {
      funding_rate_clamp_factor_ppm: whole("fundingClampFactor"),
      premium_vote_clamp_factor_ppm: whole("premiumVoteClampFactor"),
      min_num_votes_per_sample: whole("votesPerSample"),
    },
  };
}

/** A file for `dydxprotocold tx gov submit-proposal`, less the deposit, which must be read from the chain. */
export function dydxProposal(title: string, summary: string, messages: readonly CosmosMessage[]): CosmosMessage {
  return { title, summary, metadata: "", expedited: false, messages };
}
