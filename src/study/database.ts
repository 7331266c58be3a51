// The SQLite file of a study: opening it for writing or reading, and what its errors mean to a user.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "libsql";
import { UserError } from "../numeric/user-error.ts";

export type { Database };

/** "flyb": marks the file as ours. */
const APPLICATION = 0x666c7962;
const VERSION = 1;
const BUSY_TIMEOUT = 5000;

export const databaseFile = (directory: string): string => join(directory, "study.db");

const tables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE trial (
  idx INTEGER PRIMARY KEY, generation INTEGER NOT NULL, state TEXT NOT NULL, loss REAL, violation REAL,
  hash TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE rescored (trial INTEGER NOT NULL, family TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (trial, family));
PRAGMA application_id = ${APPLICATION};
PRAGMA user_version = ${VERSION};
`;

/** True where the folder holds a study. */
export function holdsStudy(directory: string): boolean {
  return existsSync(databaseFile(directory));
}

/** Makes a folder and those above it, one by one: a recursive mkdir hides why it fails, or never ends on /proc. */
export function createFolder(directory: string): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  guarded(directory, () => {
    for (const path of missing) mkdirSync(path);
    accessSync(directory, constants.W_OK);
  });
}

/** Makes a study file with its first content, all or nothing: it gets its name when it is whole. */
export function createDatabase(directory: string, fill: (database: Database.Database) => void): Database.Database {
  return guarded(directory, () => {
    const unfinished = `${databaseFile(directory)}.new`;
    rmSync(unfinished, { force: true });
    const database = new Database(unfinished);
    try {
      database.exec("BEGIN IMMEDIATE");
      database.exec(tables);
      fill(database);
      database.exec("COMMIT");
    } finally {
      database.close();
    }
    renameSync(unfinished, databaseFile(directory));
    return opened(databaseFile(directory));
  });
}

/** Opens a study for going on with it. */
export function openDatabase(directory: string): Database.Database {
  refuseForeign(directory);
  return guarded(directory, () => {
    const database = opened(databaseFile(directory));
    checkKind(directory, database);
    return database;
  });
}

/** Opens a study for reading only; it may be written at the same time, or lie on a disk that cannot be written. */
export function openForReading(directory: string): Database.Database {
  refuseForeign(directory);
  return guarded(directory, () => {
    const url = `file:${encodeURI(resolve(databaseFile(directory)))
      .replaceAll("?", "%3f")
      .replaceAll("#", "%23")}`;
    const database = readable(`${url}?mode=ro`) ?? readable(`${url}?mode=ro&immutable=1`);
    if (database === null) throw new Error("unable to open database file for reading");
    checkKind(directory, database);
    return database;
  });
}

/** Runs `work`; what SQLite or the disk says becomes one clear message. */
export function guarded<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [message, exitCode] = explained(error);
    throw new UserError(directory, [{ place: "", message }], exitCode);
  }
}

function opened(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT });
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = NORMAL");
  return database;
}

function readable(url: string): Database.Database | null {
  try {
    const database = new Database(url, { timeout: BUSY_TIMEOUT });
    database.prepare("SELECT count(*) AS n FROM sqlite_master").get();
    return database;
  } catch (error) {
    if (/unable to open|CANTOPEN|readonly/i.test(String(error))) return null;
    throw error;
  }
}

/** A file that is no SQLite database is told apart before SQLite touches it. */
function refuseForeign(directory: string): void {
  const file = databaseFile(directory);
  if (!existsSync(file)) {
    const message = "no study here; expected a folder with study.db; `flyball study ls` lists what there is";
    throw new UserError(directory, [{ place: "", message }]);
  }
  const head = guarded(directory, () => firstBytes(file, 15));
  if (head === "SQLite format 3") return;
  const message = `found ${head === "" ? "an empty file" : "a file that is not a database"}; ${remedy}`;
  throw new UserError(file, [{ place: "", message }]);
}

function firstBytes(file: string, count: number): string {
  const bytes = Buffer.alloc(count);
  const descriptor = openSync(file, "r");
  try {
    return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, count, 0));
  } finally {
    closeSync(descriptor);
  }
}

const remedy = "move it away, or start over with --fresh";

function checkKind(directory: string, database: Database.Database): void {
  const [application] = database.prepare("PRAGMA application_id").raw().all();
  const [version] = database.prepare("PRAGMA user_version").raw().all();
  const numbers = [application, version].map((row) => (Array.isArray(row) ? Number(row[0]) : Number.NaN));
  if (numbers[0] === APPLICATION && numbers[1] === VERSION) return;
  database.close();
  const message =
    numbers[0] === APPLICATION
      ? `found a study of format ${numbers[1]}; expected format ${VERSION}; read it with the program that wrote it`
      : `found a database that is not a study of ours; ${remedy}`;
  throw new UserError(databaseFile(directory), [{ place: "", message }]);
}

/** Message and exit code; what was recorded before stays recorded in every case. */
function explained(error: unknown): readonly [string, number] {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const any = `${code} ${text}`;
  if (/FULL|ENOSPC|disk is full/.test(any)) {
    return ["the disk is full; everything recorded so far is safe; make room and go on with --resume", 4];
  }
  if (/READONLY|EROFS|EACCES|EPERM|ENOENT|readonly/.test(any)) {
    return ["cannot write here (read-only, or not allowed); choose another folder with --results", 2];
  }
  if (/NOTADB|CORRUPT|malformed|not a database/.test(any)) {
    return [`the study file is damaged (${text}); restore a copy, or start over with --fresh`, 2];
  }
  if (/BUSY|LOCKED|locked/.test(any))
    return ["the study is being written by another process; wait for it or stop it", 2];
  if (/ENOTDIR|EEXIST|CANTOPEN|ConnectionFailed|unable to open/.test(any)) {
    return [`cannot open a study here (${text}); choose another folder with --results`, 2];
  }
  if (/IOERR/.test(any))
    return [`the disk failed (${text}); everything recorded so far is safe; go on with --resume`, 4];
  throw error;
}
