// The running hash of a study: every trial's record is bound to all before it, and the end to the re-scored ones.
import { canonical, sha256 } from "./canonical.ts";
import type { RescoreRecord, StaticBaseline, TrialRecord } from "./record.ts";

/** A trial before it is linked. */
export type Unlinked = Omit<TrialRecord, "hash">;

/** Canonical text of a trial: what is hashed is what is stored. */
export function trialText(trial: Unlinked): string {
  return canonical(trial);
}

/** Hash of a trial from the hash before it (the spec's hash for trial 0) and its canonical text. */
export function link(previous: string, text: string): string {
  return sha256(`${previous}\n${text}`);
}

/** Hash of all results: time, host and number of threads are not in it. */
export function resultsHash(last: string, rescored: readonly RescoreRecord[], constant?: StaticBaseline): string {
  const end = constant === undefined ? "" : `\n${canonical(constant)}`;
  return sha256(`${last}\n${canonical(rescored)}${end}`);
}
