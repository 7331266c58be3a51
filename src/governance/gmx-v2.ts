// GMX v2: one Config.setUint per changed key, in an order that every range check on the way accepts.
// gmx-synthetics @a5c0c883: Keys.sol, ConfigUtils.validateRange (law and ranges; own wording).
import { type AbiFunction, encodeAbiParameters, type Hex, keccak256, parseAbiItem } from "viem";
import { type Fraction, fractionOf, powerOfTen, times } from "../protocol/exact-fraction.ts";
import { openingFactor } from "../protocol/gmx-v2.ts";
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
  type Values,
} from "./on-chain.ts";
import { actingValues, chainParameter, exportDetail } from "./protocol-adapter.ts";

export const setUint: AbiFunction = parseAbiItem("function setUint(bytes32 baseKey, bytes data, uint256 value)");

/** Key of a parameter's family: keccak256(abi.encode(string)); the string is not packed. */
export function gmxBaseKey(name: string): Hex {
  return keccak256(encodeAbiParameters([{ type: "string" }], [name]));
}

/** Further part of the key for parameters that each market has once. */
export function gmxMarketData(market: Hex): Hex {
  return encodeAbiParameters([{ type: "address" }], [market]);
}

const percent = (n: number): bigint => BigInt(n) * powerOfTen(28);
const inCode = "range check in ConfigUtils";
const unchecked = "not checked on chain; a share of 1 at most here";
const FUNDING_LIMIT = powerOfTen(23);
const perSecond = "1e-30 per second";

/** What a study can tune that lives in GMX's store. */
export function gmxParameters(file: ProtocolFile): readonly OnChainParameter[] {
  const factor = "1e-30";
  const row = chainParameter.bind(null, file);
  return [
    row({
      name: "initialMargin",
      parameters: ["margin.initial"],
      minimum: 1n,
      maximum: percent(5),
      bounds: inCode,
      unit: factor,
    }),
    row({
      name: "maintenanceRatio",
      parameters: ["margin.maintenanceShare", "margin.initial"],
      minimum: 1n,
      maximum: percent(1),
      bounds: inCode,
      unit: factor,
      exact: maintenanceRatio,
    }),
    row({ name: "liquidationFee", parameters: ["liquidation.fee"], maximum: percent(1), bounds: inCode, unit: factor }),
    row({
      name: "fundingGain",
      parameters: ["adaptive.increase"],
      minimum: 1n,
      maximum: FUNDING_LIMIT / 3600n,
      bounds: `${inCode}; 0 would silently switch to the static law, so it is refused here`,
      unit: `${perSecond}^2`,
    }),
    row({
      name: "fundingLeak",
      parameters: ["adaptive.decrease"],
      maximum: FUNDING_LIMIT / 86400n,
      bounds: inCode,
      unit: `${perSecond}^2`,
    }),
    row({
      name: "fundingDeadband",
      parameters: ["adaptive.stableThreshold"],
      maximum: percent(100),
      bounds: unchecked,
      unit: factor,
    }),
    row({
      name: "fundingLeakThreshold",
      parameters: ["adaptive.decreaseThreshold"],
      maximum: percent(100),
      bounds: unchecked,
      unit: factor,
    }),
    row({
      name: "fundingExponent",
      parameters: ["adaptive.exponent"],
      minimum: 1n,
      maximum: percent(200),
      bounds: inCode,
      unit: factor,
    }),
    row({ name: "fundingMax", parameters: ["adaptive.max"], maximum: FUNDING_LIMIT, bounds: inCode, unit: perSecond }),
    row({
      name: "fundingMin",
      parameters: ["adaptive.min"],
      maximum: FUNDING_LIMIT,
      bounds: `${inCode}: at most the maximum`,
      unit: perSecond,
    }),
  ];
}

function maintenanceRatio(values: Values): Fraction {
  const share = fractionOf(modelValue(values, "margin.maintenanceShare"));
  return times(share, fractionOf(modelValue(values, "margin.initial")));
}

/** @param target contract with setUint; the file's own unless the user names another */
export function gmxAdapter(state: ProtocolState, target: string | null): Adapter {
  const parameters = gmxParameters(state.onChain);
  return {
    title: `GMX v2 ${state.onChain.name} (Config on ${state.onChain.chain})`,
    note: state.onChain.export.note,
    parameters,
    acting: (values, integers) => actingValues(state, values, integers),
    calls: (from, to) => gmxCalls(state.onChain, target ?? unnamed("Config", "--target"), from, to),
    cautions: (to) => gmxCautions(state, to),
    messages: null,
  };
}

/** One setUint per changed integer. */
function gmxCalls(file: ProtocolFile, target: string, from: Integers, to: Integers): readonly Call[] {
  const rows = gmxParameters(file).filter(({ name }) => integerAt(from, file, name) !== integerAt(to, file, name));
  const raisesMaximum = integerAt(to, file, "fundingMax") > integerAt(from, file, "fundingMax");
  return safeOrder(rows, raisesMaximum).map(({ name, chainName }) => {
    const data = gmxMarketData(marketOf(file));
    const value = integerAt(to, file, name);
    const words = `${chainName} of market ${file.export.market}: ${integerAt(from, file, name)} -> ${value}`;
    return functionCall(target, setUint, [gmxBaseKey(chainName), data, value], words);
  });
}

/** Each of minimum and maximum is checked against the other's stored value, so a rising pair moves its maximum first. */
function safeOrder(rows: readonly OnChainParameter[], raisesMaximum: boolean): readonly OnChainParameter[] {
  const pair = raisesMaximum ? ["fundingMax", "fundingMin"] : ["fundingMin", "fundingMax"];
  const others = rows.filter(({ name }) => !pair.includes(name));
  return [...others, ...pair.flatMap((name) => rows.filter((row) => row.name === name))];
}

function marketOf(file: ProtocolFile): Hex {
  return `0x${exportDetail(file, "market", /^0x[0-9a-fA-F]{40}$/).slice(2)}`;
}

/** Rule across fields: the least funding rate is at most the largest. Returns what is wrong, or null. */
export function gmxConflict(file: ProtocolFile, to: Integers): string | null {
  const minimum = integerAt(to, file, "fundingMin");
  const maximum = integerAt(to, file, "fundingMax");
  if (minimum > maximum)
    return `MIN_FUNDING_FACTOR_PER_SECOND ${minimum} is above MAX_FUNDING_FACTOR_PER_SECOND ${maximum}`;
  return null;
}

/** Margins that act differently from what their names promise. */
function gmxCautions({ file, onChain }: ProtocolState, to: Integers): readonly string[] {
  const initial = integerAt(to, file, "initialMargin");
  const slope = integerOf(file, "marginOiSlope");
  const sides = ["book.openInterestLong", "book.openInterestShort"].map((name) => file.assumptions[name]?.value ?? 0);
  const openInterest = Math.max(...sides);
  const required = openingFactor(0, Number(slope), openInterest);
  const moves = to.has("initialMargin") || to.has("maintenanceRatio");
  const cautions: string[] = [];
  if (to.has("initialMargin") && required > Number(initial)) {
    cautions.push(
      `MIN_COLLATERAL_FACTOR of ${onChain.name} does not act at an open interest of ${openInterest} USD: the requirement that grows with open interest is higher`,
    );
  }
  if (moves && integerAt(to, file, "maintenanceRatio") > initial) {
    cautions.push(
      "MIN_COLLATERAL_FACTOR_FOR_LIQUIDATION is above MIN_COLLATERAL_FACTOR: while open interest is low, a new position could be liquidated at once",
    );
  }
  return cautions;
}
