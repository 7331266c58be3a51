// A protocol's parameters as they stand today, in one schema for all families: what is written in configs/protocols.

/** Rule books that we know how to read and to write. */
export const protocolFamilies = ["gmx-v2", "dydx-v4", "synthetix-v3"] as const;

export type ProtocolFamily = (typeof protocolFamilies)[number];

/** One parameter that lives on chain. */
export interface ChainValue {
  /** In the unit below (seconds, USD, fractions, rates per day); equals `raw` in its chain unit, to the last digit. */
  readonly value: number;
  /** Integer on chain, as a decimal string. */
  readonly raw: string;
  /** Unit of `value`; "" for pure numbers. */
  readonly unit: string;
  /** Where in the source. */
  readonly path: string;
}

/** A number that no source gives. */
export interface Assumption {
  readonly value: number;
  /** Why this value, in a sentence. */
  readonly why: string;
}

/** Where a proposal's calls go. */
export interface ExportTarget {
  /** EIP-155 number as a string ("42161"), or the name of a chain that has none ("dydx-mainnet-1"). */
  readonly chainId: string;
  /** Contract that receives the calls, 0x…; null where the source names none (then `propose --target` must). */
  readonly target: string | null;
  /** Market as the setters want it: an address or an id. */
  readonly market: string;
  /** Further facts that the calls need, by name (for example the id and the name of a tier). */
  readonly details: Readonly<Record<string, string>>;
  /** Who may send the calls, and what to check first. */
  readonly note: string;
}

export interface ProtocolFile {
  readonly name: string;
  readonly family: ProtocolFamily;
  readonly chain: string;
  /** Repository and commit. */
  readonly source: string;
  /** Day of the source, YYYY-MM-DD. */
  readonly date: string;
  /** By normalised name; every family lists its own in `<family>.ts`. */
  readonly parameters: Readonly<Record<string, ChainValue>>;
  /** By the name of the model's parameter. An assumption goes before a closed form. */
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** Largest change per proposal, relative to today's value, by the name of the model's parameter; usually empty. */
  readonly stepLimits: Readonly<Record<string, Assumption>>;
  readonly export: ExportTarget;
}
