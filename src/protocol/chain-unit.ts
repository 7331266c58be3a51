// The unit in which a protocol keeps a parameter on chain, and the exact way there and back.
import { type Fraction, fractionOf, nearestInteger, nearestNumber, over, powerOfTen, times } from "./exact-fraction.ts";
import type { ProtocolFile } from "./protocol-file.ts";

export interface ChainUnit {
  /** Unit of the value off chain. */
  readonly unit: string;
  /** Chain units per unit off chain, exactly. */
  readonly scale: Fraction;
  /** Name of the parameter in the protocol's own source. */
  readonly chainName: string;
}

/** Integer on chain of a value (decimal text, or a double read as its shortest decimal), rounded half to even. */
export function toChain(value: Fraction | string | number, { scale }: ChainUnit): bigint {
  return nearestInteger(times(typeof value === "object" ? value : fractionOf(value), scale));
}

/** The value that an integer on chain stands for. */
export function fromChain(raw: bigint, { scale }: ChainUnit): number {
  return nearestNumber(over(fractionOf(raw), scale));
}

const DAY = 86_400n;

/** Fixed point with `digits` decimals of a quantity in `unit`. */
export function fixedPoint(chainName: string, digits: number, unit = ""): ChainUnit {
  return { unit, chainName, scale: { numerator: powerOfTen(digits), denominator: 1n } };
}

/** Fixed point of a quantity that the chain keeps per second (power 1) or per second squared (power 2), and we per day. */
export function fixedPointPerSecond(chainName: string, digits: number, power: 1 | 2): ChainUnit {
  const scale = { numerator: powerOfTen(digits), denominator: DAY ** BigInt(power) };
  return { unit: power === 1 ? "1/day" : "1/day^2", chainName, scale };
}

/** Value of a normalised parameter; throws when the file lacks it (files are checked at the door). */
export function parameterValue(file: ProtocolFile, name: string): number {
  const row = file.parameters[name];
  if (row === undefined) throw new Error(`${file.name}: no parameter ${name}`);
  return row.value;
}

/** Assumed value of a model parameter; throws when the file lacks it. */
export function assumedValue(file: ProtocolFile, name: string): number {
  const row = file.assumptions[name];
  if (row === undefined) throw new Error(`${file.name}: no assumption ${name}`);
  return row.value;
}
