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
  /** Paths that were played: fewer than the study's where racing dropped the trial. */
  readonly paths: number;
  /** Scalar loss; null when the trial failed, or was not simulated because its certificates break a constraint. */
  readonly loss: number | null;
  /** Total constraint violation; 0 is feasible; null when the trial failed. */
  readonly violation: number | null;
  /** Statistics over the paths, and certificates that constraints name. */
  readonly measures: Measures;
  /** Normalised goals in the order of `spec.goals`, lower is better, at most 1 is met; absent without goals and on failure. */
  readonly objectives?: readonly number[];
  /** Dropped by racing after this rung, for being worse than its rival by this much on the same paths. */
  readonly dropped?: { readonly rung: number; readonly difference: number };
  /** Loss, violation and measures on each scenario family, where the study has several. */
  readonly families?: Readonly<
    Record<string, { readonly loss: number; readonly violation: number; readonly measures: Measures }>
  >;
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
  readonly measures: Measures;
  /** As in `TrialRecord`. */
  readonly objectives?: readonly number[];
  /** Candidate minus trial 0 on the same paths, by metric. Empty for trial 0 itself. */
  readonly differences: Measures;
  readonly failure: Failure | null;
}

/** When a trial was played and on which thread: clock times of one run, never part of a result. */
export interface Timing {
  readonly trial: number;
  readonly family: Family;
  /** Which run of the program, counted from 1: a resumed study has several. */
  readonly session: number;
  /** Number of the worker, from 0. */
  readonly thread: number;
  /** Seconds since the session began. */
  readonly start: number;
  readonly end: number;
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
  /** In the order the tasks ended; outside every hash; none in records of earlier versions. */
  readonly timings?: readonly Timing[];
}
