// One writer per study: a lock of the operating system on a file beside the database, gone when the process is gone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { UserError } from "../numeric/user-error.ts";
import { guarded } from "./database.ts";

const lockFile = (directory: string): string => join(directory, "writer.lock");

/** A reader that looks for a writer holds the lock for microseconds; a writer waits that long. */
const PATIENCE = 500;

/** Takes the lock until `release` is called or the process ends, however it ends. */
export function takeWriterLock(directory: string): { release(): void } {
  return guarded(directory, () => {
    const database = new Database(lockFile(directory), { timeout: PATIENCE });
    try {
      database.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      database.close();
      if (!/BUSY|locked/i.test(`${String(error)}`)) throw error;
      const message = "another process is writing this study; wait for it, stop it, or use another --results";
      throw new UserError(directory, [{ place: "", message }]);
    }
    return { release: () => database.close() };
  });
}

/** True while some process holds the lock. */
export function hasWriter(directory: string): boolean {
  if (!existsSync(lockFile(directory))) return false;
  try {
    const database = new Database(lockFile(directory), { timeout: 0 });
    try {
      database.prepare("SELECT count(*) AS n FROM sqlite_master").get();
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    return /BUSY|locked/i.test(String(error));
  }
}
