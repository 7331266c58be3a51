// What a proposal changes on chain: one integer per parameter, with its bounds, and the calls that set it.
import type { AbiFunction, Hex } from "viem";
import type { ProtocolFile } from "../protocol/normalised.ts";

/** Values of the model's parameters by name. */
export type Values = Readonly<Record<string, number>>;

/** Integers on chain by the parameter's normalised name. */
export type Integers = ReadonlyMap<string, bigint>;

/** A parameter that a setter of the protocol, or of a controller's store, can change. */
export interface OnChainParameter {
  /** Name in the protocol file; the model parameter's name for a controller's store. */
  readonly name: string;
  /** Name in the protocol's own source. */
  readonly chainName: string;
  /** Model parameters whose change asks for a new integer; the first one is the parameter itself. */
  readonly parameters: readonly string[];
  /** What one unit of the integer is. */
  readonly unit: string;
  readonly today: bigint;
  /** Bounds that the code (or, where it checks nothing, we) set. */
  readonly minimum: bigint;
  readonly maximum: bigint;
  /** Where the bounds come from. */
  readonly bounds: string;
  /** The integer nearest to what the model's values ask for: exact, half to even. May lie outside the bounds. */
  encode(values: Values): bigint;
}

/** One call of a proposal. */
export interface Call {
  /** Contract, 0x…; a sentence that no chain takes for an address while nobody has named it (see `unnamed`). */
  readonly target: string;
  readonly abi: AbiFunction;
  readonly args: readonly unknown[];
  readonly calldata: Hex;
  /** What it does, for people. */
  readonly words: string;
}

/** How one protocol, or a controller's store, is read and written. */
export interface Adapter {
  readonly title: string;
  /** Who may send the calls and what to check first. */
  readonly note: string;
  readonly parameters: readonly OnChainParameter[];
  /** Model values that act once `integers` are on chain, given the values that acted before. */
  acting(values: Values, integers: Integers): Values;
  /** Calls that take the chain from one state to another, in an order that every intermediate check accepts. */
  calls(from: Integers, to: Integers): readonly Call[];
  /** What a voter should know of the state that the chain would be in, beyond the table of changes. */
  cautions(to: Integers): readonly string[];
  /** Cosmos messages instead of calls; null for a chain that executes calls. */
  messages: ((to: Integers) => readonly CosmosMessage[]) | null;
}

export type CosmosMessage = Readonly<Record<string, unknown>>;

/** Addresses that the user gives where no source does. */
export interface Targets {
  readonly target: string | null;
  readonly controller: string | null;
}

/** What an adapter of a protocol is made from: the file as the study's values have it, and today's integers. */
export interface ProtocolState {
  /** The file with the study's own values in it: what trial 0 was. */
  readonly file: ProtocolFile;
  /** The file as it is written: what the chain has. */
  readonly onChain: ProtocolFile;
  readonly price: number;
}

/** Stands where an address is missing: calldata is complete without it, a proposal is not. */
export function unnamed(contract: string, option: string): string {
  return `NOT NAMED: ${contract}; run propose again with ${option} ADDRESS`;
}

/** Whether a call has an address to go to. */
export function isNamed(target: string): boolean {
  return !target.startsWith("NOT NAMED");
}

/** Largest unsigned integer of a width. */
export function unsignedMaximum(bits: number): bigint {
  return 2n ** BigInt(bits) - 1n;
}

/** Today's integer of a parameter of the file; throws when the file lacks it. */
export function integerOf(file: ProtocolFile, name: string): bigint {
  const row = file.parameters[name];
  if (row === undefined) throw new Error(`${file.name}: no parameter ${name}`);
  return BigInt(row.raw);
}

/** The integer among `integers`, or today's where they are silent. */
export function integerAt(integers: Integers, file: ProtocolFile, name: string): bigint {
  return integers.get(name) ?? integerOf(file, name);
}

/** A value of the model; throws when absent (vectors are complete). */
export function modelValue(values: Values, name: string): number {
  const value = values[name];
  if (value === undefined) throw new Error(`no value for ${name}`);
  return value;
}
