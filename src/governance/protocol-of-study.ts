// Finds the protocol file that a study was made with: the right one is known by its hash, wherever it lies.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../numeric/user-error.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import { model } from "../study/model.ts";
import { readProtocol } from "../study/protocol-file.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

/**
 * null for a study of a bare plant. Throws UserError when no file with the recorded hash is found.
 * @param given path from the command line, or null to look in the usual places
 */
export function protocolOfStudy(record: StudyRecord<StudySpec>, given: string | null): ProtocolFile | null {
  const name = record.spec.protocol;
  if (name === null) return null;
  const names = model.parameters.map((row) => row.name);
  const places = given === null ? usualPlaces(name) : [given];
  const found = places.filter((path) => existsSync(path));
  const read = found.map((path) => ({ path, ...readProtocol(path, names) }));
  const right = read.find(({ hash }) => hash === record.dataHashes[name]);
  if (right !== undefined) return right.protocol;
  const seen = found.length === 0 ? `looked for ${places.join(", ")}` : `${found.join(", ")} has changed since`;
  const message = `found no file with the hash that the study recorded (${seen}); expected the file as it was; give it with --protocol FILE`;
  throw new UserError(`protocol file ${name}`, [{ place: "", message }]);
}

/** Studies name it relative to themselves, and lie in the working directory, in its configs, or in this package's. */
function usualPlaces(name: string): readonly string[] {
  const shipped = fileURLToPath(new URL("../../configs/", import.meta.url));
  return [...new Set([".", "configs", "configs/bench", shipped].map((folder) => resolve(folder, name)))];
}
