// What a study leaves behind: plain records that the store keeps and that reports and proposals read.
import type { Measures } from "../objective/measure.ts";

/** Why a trial has no value; enough to replay it. */
export interface Failure {
  /** Short kebab-case name, for example "non-finite-outcome". */
  readonly name: string;
  readonly message: string;
  readonly seed: number;
  /** Path on which it happened, or -1 when it is not one path's fault. */
  readonly path: number;
}

/** One evaluated candidate on the search family. Trial 0 is today's parameters. */
export interface TrialRecord {
  readonly index: number;
  readonly generation: number;
  /** Unit-cube point, one coordinate per tuned parameter; trial 0 may lie outside the cube. */
  readonly point: readonly number[];
  /** Tuned values in SI units, in the order of `spec.tune`. */
  readonly values: readonly number[];
  readonly seed: number;
  readonly paths: number;
  /** Scalar loss; null when the trial failed, or was not simulated because its certificates break a constraint. */
  readonly loss: number | null;
  /** Total constraint violation; 0 is feasible; null when the trial failed. */
  readonly violation: number | null;
  /** Goals of the study in their order, each met at or below 1; absent without goals and where there is no loss. */
  readonly objectives?: readonly number[];
  /** Statistics over the paths, and certificates that constraints name. */
  readonly measures: Measures;
  readonly failure: Failure | null;
  /** SHA-256 (hex) over the previous trial's hash and this record: the running hash of the study. */
  readonly hash: string;
}

export type Family = "search" | "validation" | "holdout";

/** A trial re-scored on seeds the search never saw. */
export interface RescoreRecord {
  readonly trial: number;
  readonly family: Family;
  readonly seed: number;
  readonly paths: number;
  readonly loss: number | null;
  readonly violation: number | null;
  readonly objectives?: readonly number[];
  readonly measures: Measures;
  /** Candidate minus trial 0 on the same paths, by metric. Empty for trial 0 itself. */
  readonly differences: Measures;
  readonly failure: Failure | null;
}

/** Everything a report or a proposal needs, read from a store; no live objects. */
export interface StudyRecord<Spec> {
  readonly spec: Spec;
  readonly trials: readonly TrialRecord[];
  readonly rescored: readonly RescoreRecord[];
  /** Chosen trial: best on the validation family among the re-scored feasible ones; null while none is feasible. */
  readonly best: number | null;
  /** Why `best` was chosen, in one sentence. */
  readonly choice: string;
  /** Search loss minus validation loss of the chosen trial (negative: it looked better than it is); null if unknown. */
  readonly optimism: number | null;
  readonly resultsHash: string;
  readonly codeVersion: string;
  /** Path of the study file as the user wrote it. */
  readonly studyFile: string;
  readonly specHash: string;
  /** SHA-256 of every file the study read, by path as written in the study. */
  readonly dataHashes: Readonly<Record<string, string>>;
  /** "running", "interrupted" or "finished". */
  readonly state: "running" | "interrupted" | "finished";
}
