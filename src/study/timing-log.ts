// When tasks ran, kept in a table beside the results: outside the chain of hashes, since clocks differ from run to run.
import type { Database } from "./database.ts";
import type { Family, Timing } from "./record.ts";
import { sharedClock, type TaskSpan } from "./task-span.ts";

export interface TimingLog {
  /** Remembers a task until the next `write`; what a crash loses is missed by no result. */
  note(trial: number, family: Family, span: TaskSpan): void;
  /** Writes what was noted, within the transaction that is open. */
  write(): void;
}

/** The log of a session that begins now. Makes the table where an earlier version left none. */
export function createTimingLog(database: Database.Database): TimingLog {
  database.exec(table);
  const session = 1 + readTimings(database).reduce((last, timing) => Math.max(last, timing.session), 0);
  const begun = sharedClock();
  const insert = database.prepare("INSERT INTO timing VALUES (?, ?, ?, ?, ?, ?)");
  const waiting: Timing[] = [];
  return {
    note(trial, family, { thread, start, end }) {
      waiting.push({ trial, family, session, thread, start: rounded(start - begun), end: rounded(end - begun) });
    },
    write() {
      for (const { trial, family, session, thread, start, end } of waiting.splice(0)) {
        insert.run(trial, family, session, thread, start, end);
      }
    },
  };
}

/** In the order they were written; none in a record of a version that kept none. */
export function readTimings(database: Database.Database): Timing[] {
  const [found] = database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'timing'").raw().all();
  if (!Array.isArray(found) || found[0] === 0) return [];
  const rows = database.prepare('SELECT trial, family, session, thread, start, "end" FROM timing ORDER BY rowid').all();
  return rows as Timing[]; // written by `write`
}

const table = `CREATE TABLE IF NOT EXISTS timing (
  trial INTEGER NOT NULL, family TEXT NOT NULL, session INTEGER NOT NULL, thread INTEGER NOT NULL,
  start REAL NOT NULL, "end" REAL NOT NULL
)`;

/** To a tenth of a millisecond. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}
