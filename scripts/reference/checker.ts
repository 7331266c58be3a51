// What a checker of reference cases is, and how found and expected numbers are compared.
import { z } from "zod";

/** One case as read; each checker parses the fields of its own kind. */
export interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly inputs?: unknown;
  readonly expected?: unknown;
  readonly tolerance?: unknown;
}

export interface Mismatch {
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

/** Either every difference beyond the tolerance, or the name of what the project does not have. */
export type Verdict = { readonly mismatches: readonly Mismatch[] } | { readonly skipped: string };

export type Checker = (item: ReferenceCase) => Verdict;

/** A number; the files write the non-finite ones as strings. */
export const real = z.union([z.number(), z.enum(["Infinity", "-Infinity", "NaN"]).transform(Number)]);
export const reals = z.array(real);
export const realRows = z.array(reals);

export interface Tolerance {
  readonly rtol?: number | undefined;
  readonly atol?: number | undefined;
}

/** Tolerance fields of most kinds; a kind that names others has its own schema. */
export const toleranceSchema = z.object({ rtol: z.number().optional(), atol: z.number().optional() });

/** Collects the differences of one case. */
export interface Comparison {
  readonly mismatches: readonly Mismatch[];
  /** |found − expected| <= atol + rtol |expected|; equal infinities and NaN against NaN agree. */
  near(what: string, found: number, expected: number, tolerance: Tolerance): void;
  /** The same for each entry; other lengths are a difference too. */
  allNear(what: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance): void;
  same(what: string, found: unknown, expected: unknown): void;
}

export function newComparison(): Comparison {
  const mismatches: Mismatch[] = [];
  const same = (what: string, found: unknown, expected: unknown): void => {
    const [left, right] = [written(found), written(expected)];
    if (left !== right) mismatches.push({ what, found: left, expected: right });
  };
  const near = (what: string, found: number, expected: number, { rtol = 0, atol = 0 }: Tolerance): void => {
    if (Object.is(found, expected) || Math.abs(found - expected) <= atol + rtol * Math.abs(expected)) return;
    mismatches.push({ what, found: String(found), expected: String(expected) });
  };
  const allNear = (what: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance): void => {
    same(`${what}: length`, found.length, expected.length);
    for (let i = 0; i < Math.min(found.length, expected.length); i++) {
      near(`${what}[${i}]`, found[i] ?? Number.NaN, expected[i] ?? Number.NaN, tolerance);
    }
  };
  return { mismatches, near, allNear, same };
}

function written(value: unknown): string {
  return typeof value === "bigint" ? value.toString() : (JSON.stringify(value) ?? "nothing");
}
