// Writes a market profile to a file, and never over another one unless told to.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../numeric/user-error.ts";

/** Throws UserError when `path` exists and `force` is false; call it before the work as well as let `writeProfile` do it. */
export function refuseExisting(path: string, force: boolean): void {
  if (force || !existsSync(path)) return;
  throw new UserError(path, [
    { place: "--out", message: "found a file of that name; expected a new name; or add --force" },
  ]);
}

/** Writes `text`, making the folder where it is missing. */
export function writeProfile(path: string, text: string, force: boolean): void {
  refuseExisting(path, force);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
