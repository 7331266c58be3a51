// What is least known about the plant, as variants of a parameter vector: a certificate should hold in all of them.
// Specification: control 3.6 ("nu-gap-lite").
import { valueIn, withValues } from "./setting.ts";

/** Factors on the numbers of a vector. */
export interface Variant {
  /** On the density of the book, through the open interest of both sides. */
  readonly density: number;
  readonly depth: number;
  /** On how strongly traders answer to funding. */
  readonly fundingResponse: number;
}

const twofold = [0.5, 1, 2] as const;
const fivefold = [0.2, 1, 5] as const;

/** Every combination, the vector itself (1, 1, 1) among them. */
export const variants: readonly Variant[] = twofold.flatMap((density) =>
  twofold.flatMap((depth) => fivefold.map((fundingResponse) => ({ density, depth, fundingResponse }))),
);

/** The vector of a variant. */
export function varied(vector: Float64Array, variant: Variant): Float64Array {
  const times = (name: string, factor: number): readonly [string, number] => [name, factor * valueIn(vector, name)];
  return withValues(
    vector,
    Object.fromEntries([
      times("book.openInterestLong", variant.density),
      times("book.openInterestShort", variant.density),
      times("depth.initial", variant.depth),
      times("traders.fundingResponse", variant.fundingResponse),
    ]),
  );
}
