// What a study leaves behind: plain records that the store keeps and that reports and proposals read.
import type { Measure, Measures } from "../objective/measure.ts";

/** Why a trial has no value; enough to replay it. */
export interface Failure {
  /** Short kebab-case name, for example "non-finite-outcome". */
  readonly name: string;
  readonly message: string;
  readonly seed: number;
  /** Path on which it happened, or -1 when it is not one path's fault. */
  readonly path: number;
}

/** A candidate in one scenario family. */
export interface FamilyScore {
  /** As of the whole trial: on the same scale, with trial 0 in this family as the baseline. */
  readonly loss: number;
  readonly violation: number;
  readonly measures: Measures;
}

/** How a candidate lost its race. */
export interface Dropped {
  /** Index of the rung after which it was dropped. */
  readonly rung: number;
  /** The trial it was compared with: the best fully played feasible one before its generation. */
  readonly incumbent: number;
  /** Loss minus the incumbent's on the same paths, and the bound that it is above with the plan's certainty. */
  readonly difference: { readonly value: number; readonly standardError: number; readonly low: number };
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
  /** Paths that were played, in each scenario family; fewer than the search has where the trial was dropped. */
  readonly paths: number;
  /**
   * Scalar loss, of a dropped trial an estimate on all paths; null when the trial failed, or was not simulated because
   * its certificates break a constraint.
   */
  readonly loss: number | null;
  /** Total constraint violation, the largest of all scenario families; 0 is feasible; null when the trial failed. */
  readonly violation: number | null;
  /** Goals of the study in their order, each met at or below 1; absent without goals and where there is no loss. */
  readonly objectives?: readonly number[];
  /**
   * Statistics over the paths, and certificates that constraints name. Of scenario families the mean by weight,
   * whatever the aggregate of their losses.
   */
  readonly measures: Measures;
  /** By name of the scenario family; absent where the study has none, and of trials without a loss. */
  readonly families?: Readonly<Record<string, FamilyScore>>;
  /** Absent of a trial that was played on all paths. With it loss and violation are estimates, the measures are not. */
  readonly dropped?: Dropped;
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
  /** Candidate minus trial 0 on the same paths, by metric; of scenario families the mean. Empty for trial 0 itself. */
  readonly differences: Measures;
  /** Loss minus trial 0's on the same paths; absent for trial 0 itself and where one of the two failed. */
  readonly lossDifference?: Measure;
  /** By name of the scenario family; absent where the study has none, and of failures. */
  readonly families?: Readonly<Record<string, FamilyScore & { readonly differences: Measures }>>;
  readonly failure: Failure | null;
}

/** How sure the choice of the lowest among re-scored losses is: what the validation paths themselves say of it. */
export interface Selection {
  /** Feasible candidates of the search it was chosen from. */
  readonly candidates: number;
  /** By how much the lowest of so many validation losses is expected to be off; negative: too good. */
  readonly bias: number;
  /** Validation loss of the chosen one without the bias. */
  readonly corrected: number;
  /** Expected loss of the chosen one minus that of the truly best of them; at least 0. */
  readonly regret: number;
  /** Chance that it is the truly best of them. */
  readonly chance: number;
}

/** What constant parameters reached with the same budget: the study in the folder `static` beside this record. */
export interface StaticBaseline {
  /** Trials of its search that count; fewer than its budget where it was stopped. */
  readonly trials: number;
  /** Hash of the last of them. */
  readonly hash: string;
  /** Its best feasible set on the validation paths, by its own numbers; 0 is today's set, null where none is feasible. */
  readonly best: number | null;
  /** Losses of that set on fresh paths; null where it was not played. */
  readonly validation: number | null;
  readonly holdout: number | null;
  /** Probability that it beats today's set, from the holdout paths; null for today's itself. */
  readonly beatsToday: number | null;
  /** The tuned set it is compared with: the best feasible one on the validation paths; null where there is none. */
  readonly rival: number | null;
  /** Rival minus static set on the holdout paths; null and empty unless both were played. */
  readonly lossDifference: Measure | null;
  readonly differences: Measures;
  /** True where it is chosen: today's set is worse, and no tuned one better, by more than chance. */
  readonly wins: boolean;
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
  /** Why `best` was chosen, and what the search's trials say against it. */
  readonly choice: string;
  /** Search loss minus validation loss of the chosen trial (negative: it looked better than it is); null if unknown. */
  readonly optimism: number | null;
  /** How sure the choice is; absent where today's set stays, and where the loss does not choose. */
  readonly selection?: Selection;
  /** Probability that the chosen trial beats today's set in loss, from the holdout paths; absent where today's stays. */
  readonly beatsToday?: number;
  /** Absent where the study asks for none. */
  readonly staticBaseline?: StaticBaseline;
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
