// The general Philox form against the fast one, and what a bijection must satisfy.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { philox4x32 } from "../../src/numeric/philox.ts";
import { philox } from "../../src/numeric/philox-wide.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });

describe("Philox in every size", () => {
  test("with four 32-bit words it is the generator that the simulator uses", () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), ([a, b, c, d], [k0, k1]) => {
        const out = new Uint32Array(4);
        philox4x32(a, b, c, d, k0, k1, out);
        const counter = [a, b, c, d].map(BigInt);
        const found = philox({ words: 4, bits: 32, rounds: 10 }, counter, [BigInt(k0), BigInt(k1)]);
        expect(found.map(Number)).toEqual([...out]);
      }),
    );
  });

  test("no two counters give the same block, and words stay within their size", () => {
    const seen = new Set<string>();
    for (let i = 0n; i < 500n; i++) {
      const block = philox({ words: 2, bits: 64, rounds: 10 }, [i, 0n], [1n]);
      for (const value of block) expect(value >= 0n && value < 1n << 64n).toBe(true);
      seen.add(block.join());
    }
    expect(seen.size).toBe(500);
  });
});
