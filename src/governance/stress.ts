// Harsher worlds than the study's: what a delegate would ask first about a result that holds in one market only.
import type { ProtocolFile } from "../protocol/normalised.ts";
import type { Values } from "./on-chain.ts";

export interface Stress {
  readonly name: string;
  /** Values of the world that differ from the study's, in the model's units. */
  readonly world: Readonly<Record<string, number>>;
}

/** Worlds that differ from the study's own: a rougher market, larger jumps and shock, a thinner book, other traders. */
export function stressWorlds(values: Values, protocol: ProtocolFile | null): readonly Stress[] {
  const at = (name: string) => values[name] ?? 0;
  const scaled = (factor: number, ...names: string[]) =>
    Object.fromEntries(names.filter((name) => at(name) !== 0).map((name) => [name, factor * at(name)]));
  // Where the protocol itself sets the depth (impact factor, skew scale), a thinner book is no state of the world.
  const ownDepth = protocol !== null && protocol.assumptions["depth.initial"] === undefined;
  const worlds = [
    { name: "volatility half as large again", world: scaled(1.5, "price.volatility") },
    { name: "jumps twice as large", world: at("jump.rate") === 0 ? {} : scaled(2, "jump.mean", "jump.deviation") },
    { name: "scripted shock half as large again", world: scaled(1.5, "shock.size") },
    { name: "half the depth", world: ownDepth ? {} : scaled(0.5, "depth.initial") },
    { name: "traders hardly answer to funding", world: scaled(0.2, "traders.fundingResponse") },
    { name: "traders answer to funding five times as strongly", world: scaled(5, "traders.fundingResponse") },
  ];
  return worlds.filter(({ world }) => Object.keys(world).length > 0);
}
