// Synthetix perps V3: the setters write whole structs, so every call carries today's values of the fields that stay.
// synthetix-v3 @23585f73, MarketConfigurationModule (selectors recomputed in the tests).
import { type AbiFunction, parseAbiItem } from "viem";
import { type Fraction, fractionOf, over, plus, times } from "../protocol/exact-fraction.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import { functionCall } from "./function-call.ts";
import {
  type Adapter,
  type Call,
  type Integers,
  integerAt,
  integerOf,
  modelValue,
  type OnChainParameter,
  type ProtocolState,
  unnamed,
  unsignedMaximum,
  type Values,
} from "./on-chain.ts";
import { actingValues, chainParameter, exportDetail } from "./protocol-adapter.ts";

export const setFundingParameters: AbiFunction = parseAbiItem(
  "function setFundingParameters(uint128 marketId, uint256 skewScale, uint256 maxFundingVelocity)",
);
export const setLiquidationParameters: AbiFunction = parseAbiItem(
  "function setLiquidationParameters(uint128 marketId, uint256 initialMarginRatioD18, uint256 minimumInitialMarginRatioD18, uint256 maintenanceMarginScalarD18, uint256 flagRewardRatioD18, uint256 minimumPositionMargin)",
);
export const setMaxLiquidationParameters: AbiFunction = parseAbiItem(
  "function setMaxLiquidationParameters(uint128 marketId, uint256 maxLiquidationLimitAccumulationMultiplier, uint256 maxSecondsInLiquidationWindow, uint256 maxLiquidationPd, address endorsedLiquidator)",
);

const share = "not checked on chain; a share of 1 at most here";
const ONE = 10n ** 18n;

/** What a study can tune that lives in the market's configuration. */
export function synthetixParameters(file: ProtocolFile): readonly OnChainParameter[] {
  const row = chainParameter.bind(null, file);
  const unit = "1e-18";
  const width = unsignedMaximum(256);
  const wide = "not checked on chain; width of the field";
  const nonZero = "0 is accepted on chain and silently switches the limit off, so it is refused here";
  return [
    row({
      name: "skewScale",
      parameters: ["velocity.skewScale"],
      minimum: 1n,
      maximum: width,
      bounds: nonZero,
      unit: `${unit} coin`,
    }),
    row({ name: "fundingGain", parameters: ["velocity.max"], maximum: width, bounds: wide, unit: `${unit} per day^2` }),
    row({
      name: "initialMargin",
      parameters: ["margin.initial"],
      maximum: ONE,
      bounds: share,
      unit,
      exact: minimumMargin.bind(null, file),
    }),
    row({
      name: "maintenanceShare",
      parameters: ["margin.maintenanceShare"],
      minimum: 1n,
      maximum: ONE,
      bounds: share,
      unit,
    }),
    row({ name: "liquidationFee", parameters: ["liquidation.fee"], maximum: ONE, bounds: share, unit }),
    row({
      name: "liquidationMultiplier",
      parameters: ["liquidation.cap"],
      minimum: 1n,
      maximum: width,
      bounds: nonZero,
      unit,
      exact: multiplier.bind(null, file),
    }),
  ];
}

/** The size-independent part: initial margin of the model's slot less what its size over the skew scale asks for. */
function minimumMargin(file: ProtocolFile, values: Values): Fraction {
  const at = (name: string) => fractionOf(modelValue(values, name));
  const coins = over(over(at("book.openInterestLong"), at("book.slots")), at("price.initial"));
  const slope = { numerator: integerOf(file, "marginSizeSlope"), denominator: ONE };
  const sized = times(over(coins, at("velocity.skewScale")), slope);
  return plus(at("margin.initial"), { ...sized, numerator: -sized.numerator });
}

/** Share of depth per simulated block over (maker + taker fee) times the block's seconds; no limit is 0 on chain. */
function multiplier(file: ProtocolFile, values: Values): Fraction {
  if (modelValue(values, "liquidation.cap") === Infinity) return fractionOf(0);
  const fees = { numerator: integerOf(file, "makerFee") + integerOf(file, "takerFee"), denominator: ONE };
  const perBlock = times(fees, fractionOf(modelValue(values, "time.block")));
  return over(fractionOf(modelValue(values, "liquidation.cap")), perBlock);
}

/** @param target the PerpsMarketProxy; null while nobody has named it */
export function synthetixAdapter(state: ProtocolState, target: string | null): Adapter {
  return {
    title: `Synthetix V3 ${state.onChain.name} (PerpsMarketProxy on ${state.onChain.chain})`,
    note: state.onChain.export.note,
    parameters: synthetixParameters(state.onChain),
    acting: (values, integers) => actingValues(state, values, integers),
    calls: (from, to) => synthetixCalls(state.onChain, target ?? unnamed("PerpsMarketProxy", "--target"), from, to),
    cautions: () =>
      integerOf(state.onChain, "oiCapSize") === 0n
        ? ["maxMarketSize is 0 in the protocol file: nobody can open a position in this market until that changes"]
        : [],
    messages: null,
  };
}

interface Setter {
  readonly abi: AbiFunction;
  /** Fields in the order of the function, not of its event: the two differ. */
  readonly fields: readonly string[];
}

const setters: readonly Setter[] = [
  { abi: setFundingParameters, fields: ["skewScale", "fundingGain"] },
  {
    abi: setLiquidationParameters,
    fields: ["marginSizeSlope", "initialMargin", "maintenanceShare", "liquidationFee", "minMarginUsd"],
  },
  { abi: setMaxLiquidationParameters, fields: ["liquidationMultiplier", "liquidationWindow", "liquidationMaxPd"] },
];

function synthetixCalls(file: ProtocolFile, target: string, from: Integers, to: Integers): readonly Call[] {
  const changed = (name: string) => integerAt(from, file, name) !== integerAt(to, file, name);
  return setters
    .filter(({ fields }) => fields.some(changed))
    .map(({ abi, fields }) => {
      const values = fields.map((name) => integerAt(to, file, name));
      const words = fields
        .map((name) =>
          changed(name) ? `${name} ${integerAt(from, file, name)} -> ${integerAt(to, file, name)}` : `${name} kept`,
        )
        .join("; ");
      const endorsed =
        abi === setMaxLiquidationParameters ? [exportDetail(file, "endorsedLiquidator", /^0x[0-9a-fA-F]{40}$/)] : [];
      return functionCall(
        target,
        abi,
        [BigInt(exportDetail(file, "market", /^\d+$/)), ...values, ...endorsed],
        `${abi.name}: ${words}`,
      );
    });
}
