// Reads one YAML file at the door: its bytes, their hash and its content as plain data, or every reason why not.
import { readFileSync, statSync } from "node:fs";
import { parseDocument } from "yaml";
import { UserError } from "../numeric/user-error.ts";
import { sha256 } from "./canonical.ts";

/** Larger files are not written by hand. */
const LARGEST = 4_000_000;

export interface YamlFile {
  readonly data: unknown;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
}

/** Throws UserError when the file is missing, unreadable, or not YAML. Infinities become the text "inf". */
export function readYaml(path: string): YamlFile {
  const bytes = readBytes(path);
  return { data: parseYaml(path, bytes.toString("utf8")), hash: sha256(bytes) };
}

/** Plain data of a YAML text; `path` is what error messages name. */
export function parseYaml(path: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const problems = document.errors.map((error) => {
    const line = error.linePos?.[0].line;
    return { place: line === undefined ? "" : `line ${line}`, message: firstLine(error.message) };
  });
  if (problems.length > 0) throw new UserError(path, problems);
  try {
    return document.toJS({ reviver: (_, value) => writtenInfinity(value) });
  } catch (error) {
    const message = error instanceof Error ? firstLine(error.message) : String(error);
    throw new UserError(path, [{ place: "", message }]);
  }
}

function readBytes(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > LARGEST)
      throw new UserError(path, [{ place: "", message: `found ${size} bytes; expected at most ${LARGEST}` }]);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(path, [{ place: "", message: reason(error) }]);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR")
    return "no such file; check the path (it is taken from the folder of the file that names it)";
  if (code === "EISDIR") return "found a folder; expected a file";
  if (code === "EACCES" || code === "EPERM") return "not allowed to read this file";
  return error instanceof Error ? firstLine(error.message) : String(error);
}

function writtenInfinity(value: unknown): unknown {
  if (value === Infinity) return "inf";
  return value === -Infinity ? "-inf" : value;
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? text).replace(/:$/, "").replace(/ at line \d+, column \d+$/, "");
}
