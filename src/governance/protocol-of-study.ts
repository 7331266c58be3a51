// Finds the protocol file that a study was made with: the right one is known by its hash, wherever it lies.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../numeric/user-error.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import { sha256 } from "../study/canonical.ts";
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
  const places = given === null ? usualPlaces(record.studyFile, name) : [given];
  const found = places.flatMap((path) => {
    const hash = hashOf(path);
    return hash === null ? [] : [{ path, hash }];
  });
  const right = found.find(({ hash }) => hash === record.dataHashes[name]);
  if (right !== undefined) {
    const names = model.parameters.map((row) => row.name);
    return readProtocol(right.path, names).protocol;
  }
  const changed = found.map(({ path }) => path).join(", ");
  const seen = changed === "" ? `looked for ${places.join(", ")}` : `${changed} has changed since`;
  const message = `found no file with the hash that the study recorded (${seen}); expected the file as it was; give it with --protocol FILE`;
  throw new UserError(`protocol file ${name}`, [{ place: "", message }]);
}

function hashOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}

/** Studies name it relative to themselves; the study may have moved, or lie in the working directory or in this package. */
function usualPlaces(studyFile: string, name: string): readonly string[] {
  const shipped = fileURLToPath(new URL("../../configs/", import.meta.url));
  return [
    ...new Set([dirname(studyFile), ".", "configs", "configs/bench", shipped].map((folder) => resolve(folder, name))),
  ];
}
