// Three disjoint families of random paths: the search sees one, the choice is made on the second, judged on the third.
import type { Problem } from "../numeric/user-error.ts";
import type { StudySpec } from "./spec.ts";

interface Asked {
  readonly paths: number;
  readonly seed: number;
  readonly validation: { readonly paths?: number | undefined; readonly seed?: number | undefined };
  readonly holdout: { readonly paths?: number | undefined; readonly seed?: number | undefined };
}

type Families = Pick<StudySpec["scenarios"], "search" | "validation" | "holdout">;

/** Families as asked; validation has 4 times and holdout 8 times the paths of the search where nothing is said. */
export function seedFamilies({ paths, seed, validation, holdout }: Asked): { families: Families; problems: Problem[] } {
  const second = validation.seed ?? freshSeed(seed, 1, [seed, ...given(holdout.seed)]);
  const third = holdout.seed ?? freshSeed(seed, 2, [seed, second]);
  const families = {
    search: { seed, paths },
    validation: { seed: second, paths: validation.paths ?? 4 * paths },
    holdout: { seed: third, paths: holdout.paths ?? 8 * paths },
  };
  const problems: Problem[] = [];
  const clash = (place: string, found: number, other: string): void => {
    const message = `found ${found}, the seed of ${other}; expected another: the families must not share paths; or leave it out`;
    problems.push({ place, message });
  };
  if (second === seed) clash("scenarios > validation > seed", second, "the search");
  if (third === seed) clash("scenarios > holdout > seed", third, "the search");
  else if (third === second) clash("scenarios > holdout > seed", third, "validation");
  return { families, problems };
}

/**
 * Seed of family `order` (1 validation, 2 holdout): the 32-bit finaliser of MurmurHash3 (Appleby, 2011; public domain)
 * of seed + order * 0x9e3779b9. It is a bijection, so the two differ; a value in `taken` moves on to the next order.
 */
export function freshSeed(seed: number, order: number, taken: readonly number[]): number {
  for (let k = order; ; k += 2) {
    const mixed = mix(seed + Math.imul(k, 0x9e3779b9));
    if (!taken.includes(mixed)) return mixed;
  }
}

/**
 * Seed of a named scenario family in a seed family, by the name alone: adding a family leaves the others as they are.
 * The name enters by its FNV-1a hash (G. Fowler, L. C. Noll & K.-P. Vo, 1991); a value in `taken` moves on to the next.
 */
export function namedSeed(seed: number, name: string, taken: readonly number[]): number {
  for (let k = 1; ; k++) {
    const mixed = mix(mix(seed) + hashOf(name) + Math.imul(k, 0x9e3779b9));
    if (!taken.includes(mixed)) return mixed;
  }
}

/** @param name ASCII */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function given(seed: number | undefined): number[] {
  return seed === undefined ? [] : [seed];
}
