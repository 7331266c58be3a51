// Gains of a controller that pushes bounded updates: they live in a store of numbers on an address that the user names.
// `setParameter(bytes32 key, int256 value)`, key = keccak256 of the parameter's name, value with 18 decimals.
import { type AbiFunction, type Hex, keccak256, parseAbiItem, stringToHex } from "viem";
import type { Parameter } from "../numeric/parameter.ts";
import { type ChainUnit, fixedPoint, fromChain, toChain } from "../protocol/chain-unit.ts";
import { functionCall } from "./function-call.ts";
import { type Adapter, modelValue, type OnChainParameter, unnamed, type Values } from "./on-chain.ts";

export const setParameter: AbiFunction = parseAbiItem("function setParameter(bytes32 key, int256 value)");

/** Key of a parameter in the store. */
export function controllerKey(name: string): Hex {
  return keccak256(stringToHex(name));
}

const unit: ChainUnit = fixedPoint("setParameter", 18);
/** Stands for "no limit" in the store. */
const UNLIMITED = 2n ** 255n - 1n;

/** Integer in the store; the largest and the smallest 256-bit integers stand for the infinities. */
export function storedInteger(value: number): bigint {
  if (value === Infinity) return UNLIMITED;
  if (value === -Infinity) return -UNLIMITED - 1n;
  return toChain(value, unit);
}

/** The value that an integer in the store stands for. */
export function storedValue(raw: bigint): number {
  if (raw === UNLIMITED) return Infinity;
  if (raw === -UNLIMITED - 1n) return -Infinity;
  return fromChain(raw, unit);
}

const note =
  "This is the store of the control layer, not a contract of the protocol. It must know every key (keccak256 of the name) " +
  "and check the bounds again, and the timelock of the governor must own it. The current values are the study's own " +
  "starting values: compare them with the store before submitting, because the rollback writes them.";

/** @param rows parameters that the store keeps  @param values what it keeps today */
export function controllerAdapter(rows: readonly Parameter[], values: Values, target: string | null): Adapter {
  const contract = target ?? unnamed("store of the controller's gains", "--controller");
  return {
    title: "flyball controller (parameter store)",
    note,
    parameters: rows.map((row) => storedParameter(row, values)),
    acting: (before, integers) => ({
      ...before,
      ...Object.fromEntries([...integers].map(([name, raw]) => [name, storedValue(raw)])),
    }),
    calls: (from, to) =>
      rows.flatMap(({ name }) => {
        const after = to.get(name);
        if (after === undefined || after === from.get(name)) return [];
        const words = `${name}: ${from.get(name)} -> ${after} (1e-18)`;
        return [functionCall(contract, setParameter, [controllerKey(name), after], words)];
      }),
    cautions: () => [],
    messages: null,
  };
}

function storedParameter({ name, unit: own, min, max }: Parameter, values: Values): OnChainParameter {
  return {
    name,
    chainName: name,
    parameters: [name],
    unit: own === "" ? "1e-18" : `1e-18 ${own}`,
    today: storedInteger(modelValue(values, name)),
    minimum: storedInteger(min),
    maximum: storedInteger(max),
    bounds: "the parameter's own range; the store must check it",
    encode: (asked) => storedInteger(modelValue(asked, name)),
  };
}
