// One text for one value: JSON with sorted keys and shortest round-trip numbers, and its SHA-256.
import { createHash } from "node:crypto";

/** Mark of numbers that JSON lacks: an infinite bound is written as the text "number:Infinity". */
const MARK = "number:";

/** Canonical JSON. Keys are sorted; numbers are the shortest decimals that read back as the same double. */
export function canonical(value: unknown): string {
  return JSON.stringify(plain(value));
}

/** Reads what `canonical` wrote; the caller checks the shape. */
export function readCanonical(text: string): unknown {
  return JSON.parse(text, (_, value) => {
    if (typeof value !== "string" || !value.startsWith(MARK)) return value;
    return Number(value.slice(MARK.length));
  });
}

/** SHA-256 of bytes or of UTF-8 text, in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function plain(value: unknown): unknown {
  if (typeof value === "number") {
    if (Object.is(value, -0)) return `${MARK}-0`;
    return Number.isFinite(value) ? value : `${MARK}${value}`;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) throw new Error("typed arrays are turned into plain arrays before they are recorded");
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}
