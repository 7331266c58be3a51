// A proposal as OpenZeppelin's Governor takes it: targets, values, calldatas, description, with every action decoded.
// OpenZeppelin contracts 5.x, Governor.propose and hashProposal.
import {
  type AbiFunction,
  encodeAbiParameters,
  type Hex,
  isAddressEqual,
  isHex,
  keccak256,
  parseAbiItem,
  stringToHex,
} from "viem";
import { decodedArguments, selectorOf, signatureOf } from "./function-call.ts";
import type { Call } from "./on-chain.ts";

export const propose: AbiFunction = parseAbiItem(
  "function propose(address[] targets, uint256[] values, bytes[] calldatas, string description)",
);

export interface GovernorAction {
  readonly target: string;
  /** "setUint(bytes32,bytes,uint256)". */
  readonly signature: string;
  readonly selector: string;
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly value: string }[];
  readonly words: string;
}

export interface GovernorProposal {
  readonly call: string;
  readonly selector: string;
  readonly chainId: string;
  readonly targets: readonly string[];
  /** Wei sent along, in decimal: always "0". */
  readonly values: readonly string[];
  readonly calldatas: readonly string[];
  readonly description: string;
  readonly descriptionHash: string;
  /** In decimal, as hashProposal returns it. */
  readonly proposalId: string;
  readonly actions: readonly GovernorAction[];
}

/** null while some call has no target. */
export function governorProposal(
  calls: readonly Call[],
  description: string,
  chainId: string,
): GovernorProposal | null {
  const targets = calls.flatMap(({ target }) => (target === null ? [] : [target]));
  if (targets.length !== calls.length || calls.length === 0) return null;
  const calldatas = calls.map(({ calldata }) => calldata);
  return {
    call: signatureOf(propose),
    selector: selectorOf(propose),
    chainId,
    targets,
    values: calls.map(() => "0"),
    calldatas,
    description,
    descriptionHash: descriptionHash(description),
    proposalId: String(proposalId(targets.map(hexOf), calldatas, description)),
    actions: calls.map(actionOf),
  };
}

export function descriptionHash(description: string): Hex {
  return keccak256(stringToHex(description));
}

/** hashProposal: keccak256(abi.encode(targets, values, calldatas, descriptionHash)); no value is sent along. */
export function proposalId(targets: readonly Hex[], calldatas: readonly Hex[], description: string): bigint {
  const types = ["address[]", "uint256[]", "bytes[]", "bytes32"].map((type) => ({ type }));
  const values = targets.map(() => 0n);
  return BigInt(keccak256(encodeAbiParameters(types, [targets, values, calldatas, descriptionHash(description)])));
}

function actionOf({ target, abi, calldata, words }: Call): GovernorAction {
  const values = decodedArguments(abi, calldata);
  return {
    target: target ?? "",
    signature: signatureOf(abi),
    selector: selectorOf(abi),
    arguments: abi.inputs.map(({ name = "", type }, index) => ({ name, type, value: String(values[index]) })),
    words,
  };
}

/** Problems of a proposal file: calldata that says something else than its decoded action, a wrong id or hash. */
export function governorProblems(file: GovernorProposal): readonly string[] {
  const problems = file.actions.flatMap((action, index) => actionProblems(file, action, index));
  if (file.descriptionHash !== descriptionHash(file.description))
    problems.push("descriptionHash does not fit the description");
  const id = proposalId(file.targets.map(hexOf), file.calldatas.map(hexOf), file.description);
  if (file.proposalId !== String(id)) problems.push(`proposalId is ${file.proposalId}; the content gives ${id}`);
  return problems;
}

function actionProblems(file: GovernorProposal, action: GovernorAction, index: number): string[] {
  const place = `action ${index + 1}`;
  const inputs = action.arguments.map(({ name, type }) => ({ name, type }));
  const name = action.signature.split("(")[0] ?? "";
  const abi: AbiFunction = { type: "function", name, inputs, outputs: [], stateMutability: "nonpayable" };
  const target = file.targets[index] ?? "0x";
  if (!isAddressEqual(hexOf(target), hexOf(action.target))) return [`${place}: target differs from its decoded action`];
  try {
    const values = decodedArguments(abi, hexOf(file.calldatas[index] ?? "0x")).map((value) =>
      String(value).toLowerCase(),
    );
    const said = action.arguments.map(({ value }) => value.toLowerCase());
    return said.join("|") === values.join("|")
      ? []
      : [`${place}: calldata says ${values}; the decoded action says ${said}`];
  } catch {
    return [`${place}: calldata is not a call of ${action.signature}`];
  }
}

function hexOf(text: string): Hex {
  if (!isHex(text)) throw new Error(`not hexadecimal: ${text}`);
  return text;
}
