// Reads a price file, plain or gzip, with the hash of its bytes for the record.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { UserError } from "../numeric/user-error.ts";

/** One file as text. */
export interface PriceFile {
  /** Base name only, so that records do not tell where on a machine the file lay. */
  readonly name: string;
  /** SHA-256 of the bytes on disk, lower-case hex. */
  readonly sha256: string;
  readonly text: string;
}

/** Throws UserError when the file cannot be read or its gzip data are damaged. */
export function readPriceFile(path: string): PriceFile {
  const bytes = attempt(path, "readable file", () => readFileSync(path));
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b; // RFC 1952, section 2.3.1
  const plain = zipped ? attempt(path, "complete gzip file", () => gunzipSync(bytes)) : bytes;
  return {
    name: basename(path),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    text: plain.toString("utf8"),
  };
}

function attempt(path: string, expected: string, read: () => Buffer): Buffer {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(",")[0] : String(error);
    throw new UserError(path, [{ place: "", message: `found ${reason}; expected a ${expected}` }]);
  }
}
