// Calendar text and epoch seconds, against the engine's own calendar.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isoTime, parseIsoTime } from "../../src/market/iso-time.ts";

test("times agree with the engine's calendar in both directions", () => {
  const seconds = fc.integer({ min: -2_000_000_000, max: 8_000_000_000 });
  fc.assert(
    fc.property(seconds, (epoch) => {
      const text = new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
      expect(isoTime(epoch)).toBe(text);
      expect(parseIsoTime(text)).toBe(epoch);
    }),
  );
});

test("text that is no time is refused", () => {
  for (const text of ["", "yesterday", "2024-13-01", "2024-08-05T25:00:00Z", "05/08/2024"])
    expect(parseIsoTime(text)).toBeNull();
});
