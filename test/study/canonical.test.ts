// What is hashed must not depend on the order of keys, and what is recorded must come back bit for bit.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, readCanonical, sha256 } from "../../src/study/canonical.ts";

test("every double comes back as the same bits, infinities and minus zero too", () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), (x) => Object.is(readCanonical(canonical([x]))?.[0 as never], x)));
});

test("the order of keys does not matter", () => {
  expect(canonical({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
});

test("the hash is SHA-256: the published value of the empty message and of abc", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
