// One contract call: encoded, and decoded back to be sure that it says what it should.
import { type AbiFunction, decodeFunctionData, encodeFunctionData, type Hex, toFunctionSelector } from "viem";
import type { Call } from "./on-chain.ts";

/** Encodes a call; throws if decoding the calldata does not give the arguments back. */
export function functionCall(target: string, abi: AbiFunction, args: readonly unknown[], words: string): Call {
  const calldata = encodeFunctionData({ abi: [abi], functionName: abi.name, args });
  const call = { target, abi, args, calldata, words };
  if (argumentText(decodedArguments(abi, calldata)) !== argumentText(args)) {
    throw new Error(`calldata of ${abi.name} does not decode to its arguments`);
  }
  return call;
}

/** Arguments in a calldata; throws when the selector is another function's. */
export function decodedArguments(abi: AbiFunction, calldata: Hex): readonly unknown[] {
  const { args } = decodeFunctionData({ abi: [abi], data: calldata });
  return Array.isArray(args) ? args : [];
}

/** "setUint(bytes32,bytes,uint256)". */
export function signatureOf(abi: AbiFunction): string {
  return `${abi.name}(${abi.inputs.map((input) => input.type).join(",")})`;
}

export function selectorOf(abi: AbiFunction): Hex {
  return toFunctionSelector(abi);
}

/** Arguments as one comparable text: addresses without case, integers in decimal. */
function argumentText(args: readonly unknown[]): string {
  return args.map((argument) => String(argument).toLowerCase()).join("|");
}
