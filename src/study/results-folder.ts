// Where a study's results lie: named outright, or found from its file or its name.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../numeric/user-error.ts";
import { holdsStudy } from "./database.ts";
import { readYaml } from "./yaml-file.ts";

/** Folder that holds one folder per study. */
export const RESULTS = "results";

/** Folder of the study of a given name where nothing else is said. */
export function defaultFolder(name: string): string {
  return join(RESULTS, name);
}

/** Names of the studies in a folder, sorted. */
export function studiesIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => holdsStudy(join(folder, name)))
    .sort();
}

/**
 * Folder of a recorded study. Throws UserError where it cannot be told.
 * @param study a study file, a name or a folder; null for the only study there is  @param results folder named outright
 */
export function folderOf(study: string | null, results: string | null): string {
  if (results !== null) return results;
  if (study === null) return onlyStudy();
  if (holdsStudy(study)) return study;
  if (/\.ya?ml$/i.test(study)) return defaultFolder(nameIn(study));
  if (holdsStudy(defaultFolder(study))) return defaultFolder(study);
  throw new UserError(study, [{ place: "", message: `no study there nor in ${defaultFolder(study)}; ${known()}` }]);
}

function onlyStudy(): string {
  const [first, ...others] = studiesIn(RESULTS);
  if (first !== undefined && others.length === 0) return defaultFolder(first);
  throw new UserError("no study named", [{ place: "", message: `expected a study or --results DIR; ${known()}` }]);
}

function known(): string {
  const names = studiesIn(RESULTS);
  return names.length === 0 ? `${RESULTS} holds none` : `${RESULTS} holds ${names.join(", ")}`;
}

function nameIn(path: string): string {
  const { data } = readYaml(path);
  const name = typeof data === "object" && data !== null && "name" in data ? data.name : null;
  if (typeof name === "string") return name;
  throw new UserError(path, [{ place: "name", message: "found no name; expected the name of a study" }]);
}
