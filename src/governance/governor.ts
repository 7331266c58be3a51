// A proposal as OpenZeppelin's Governor takes it: targets, values, calldatas, description, with every action decoded.
// OpenZeppelin contracts 5.x, Governor.propose and hashProposal.
import { type AbiFunction, encodeAbiParameters, type Hex, isHex, keccak256, parseAbiItem, stringToHex } from "viem";
import { decodedArguments, selectorOf, signatureOf } from "./function-call.ts";
import { type Call, isNamed } from "./on-chain.ts";

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
  /** What to call on the governor. */
  readonly call: string;
  readonly selector: string;
  readonly chainId: string;
  /** What must be done before it can be submitted; empty when it can. */
  readonly missing: readonly string[];
  /** Addresses; where nobody has named a contract, a sentence that says so. */
  readonly targets: readonly string[];
  /** Wei sent along, in decimal: always "0". */
  readonly values: readonly string[];
  readonly calldatas: readonly string[];
  readonly description: string;
  readonly descriptionHash: string;
  /** In decimal, as hashProposal returns it; null while a target is missing, for it is a hash over the targets too. */
  readonly proposalId: string | null;
  readonly actions: readonly GovernorAction[];
}

/** null where there is nothing to call. */
export function governorProposal(
  calls: readonly Call[],
  description: string,
  chainId: string,
): GovernorProposal | null {
  if (calls.length === 0) return null;
  const targets = calls.map(({ target }) => target);
  const calldatas = calls.map(({ calldata }) => calldata);
  return {
    call: signatureOf(propose),
    selector: selectorOf(propose),
    chainId,
    missing: [...new Set(targets.filter((target) => !isNamed(target)))],
    targets,
    values: calls.map(() => "0"),
    calldatas,
    description,
    descriptionHash: descriptionHash(description),
    proposalId: idOf(targets, calldatas, description),
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

function idOf(targets: readonly string[], calldatas: readonly string[], description: string): string | null {
  if (!targets.every(isNamed)) return null;
  return String(proposalId(targets.map(hexOf), calldatas.map(hexOf), description));
}

function actionOf({ target, abi, calldata, words }: Call): GovernorAction {
  const values = decodedArguments(abi, calldata);
  return {
    target,
    signature: signatureOf(abi),
    selector: selectorOf(abi),
    arguments: abi.inputs.map(({ name = "", type }, index) => ({ name, type, value: String(values[index]) })),
    words,
  };
}

/** Problems of a proposal file: calldata that says something else than its decoded action, a wrong id or hash. */
export function governorProblems(file: GovernorProposal): readonly string[] {
  const { targets, values, calldatas, actions, description } = file;
  const lengths = [targets, values, calldatas].map((list) => list.length);
  if (lengths.some((length) => length !== actions.length)) {
    return [`${lengths.join(", ")} targets, values and calldatas for ${actions.length} actions`];
  }
  const problems = actions.flatMap((action, index) => actionProblems(file, action, index));
  if (file.descriptionHash !== descriptionHash(description))
    problems.push("descriptionHash does not fit the description");
  const id = idOf(targets, calldatas, description);
  if (file.proposalId !== id) problems.push(`proposalId is ${file.proposalId}; the content gives ${id}`);
  return problems;
}

function actionProblems(file: GovernorProposal, action: GovernorAction, index: number): string[] {
  const place = `action ${index + 1}`;
  const problems: string[] = [];
  if (file.targets[index]?.toLowerCase() !== action.target.toLowerCase())
    problems.push(`${place}: target is ${file.targets[index]}; the decoded action says ${action.target}`);
  if (file.values[index] !== "0") problems.push(`${place}: sends ${file.values[index]} wei along; expected 0`);
  const said = action.arguments.map(({ value }) => value.toLowerCase()).join(", ");
  try {
    const decoded = decodedArguments(abiOf(action), hexOf(file.calldatas[index] ?? "0x"));
    const found = decoded.map((value) => String(value).toLowerCase()).join(", ");
    if (found !== said) problems.push(`${place}: calldata says ${found}; the decoded action says ${said}`);
  } catch {
    problems.push(`${place}: calldata is not a call of ${action.signature}`);
  }
  return problems;
}

/** The function that an action says it calls: name and types, which is all that decoding needs. */
function abiOf({ signature, arguments: inputs }: GovernorAction): AbiFunction {
  const name = signature.split("(")[0] ?? "";
  return { type: "function", name, inputs, outputs: [], stateMutability: "nonpayable" };
}

function hexOf(text: string): Hex {
  if (!isHex(text)) throw new Error(`not hexadecimal: ${text}`);
  return text;
}
