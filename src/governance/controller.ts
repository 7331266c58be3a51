// Gains of a controller that pushes bounded updates: they live in a store of numbers on an address that the user names.
// `setParameter(bytes32 key, int256 value)`, key = keccak256 of the parameter's name, value with 18 decimals.
import { type AbiFunction, type Hex, keccak256, parseAbiItem, stringToHex } from "viem";
import { type ChainUnit, fixedPoint, fromChain, toChain } from "../protocol/chain-unit.ts";
import { functionCall } from "./function-call.ts";
import { type Adapter, modelValue, type OnChainParameter, type Values } from "./on-chain.ts";

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

/** @param names parameters that the store keeps  @param values what it keeps today */
export function controllerAdapter(names: readonly string[], values: Values, target: string | null): Adapter {
  return {
    title: "flyball controller (parameter store)",
    note: "The store must know every key below and check the bounds again; its owner is the timelock of the governor.",
    parameters: names.map((name) => storedParameter(name, values)),
    acting: (before, integers) => ({
      ...before,
      ...Object.fromEntries([...integers].map(([name, raw]) => [name, storedValue(raw)])),
    }),
    calls: (from, to) =>
      names.flatMap((name) => {
        const after = to.get(name);
        if (after === undefined || after === from.get(name)) return [];
        const words = `${name}: ${from.get(name)} -> ${after} (1e-18)`;
        return [functionCall(target, setParameter, [controllerKey(name), after], words)];
      }),
    messages: null,
  };
}

function storedParameter(name: string, values: Values): OnChainParameter {
  return {
    name,
    chainName: name,
    parameters: [name],
    unit: "1e-18",
    today: storedInteger(modelValue(values, name)),
    minimum: -UNLIMITED,
    maximum: UNLIMITED - 1n,
    bounds: "width of the field",
    encode: (asked) => storedInteger(modelValue(asked, name)),
  };
}
