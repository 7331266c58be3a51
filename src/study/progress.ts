// How far a search has come: one line on a terminal, one JSON line a second otherwise.
import { compareEvaluations } from "../search/searcher.ts";
import { evaluationOf } from "./candidate.ts";
import type { TrialRecord } from "./record.ts";

export interface Progress {
  /** Told whenever trials were recorded: all of them, in order. */
  trials(recorded: readonly TrialRecord[]): void;
  /** A sentence about what is being done now. */
  note(text: string): void;
  /** Ends the line. */
  end(): void;
}

/** What is shown. */
export interface Snapshot {
  readonly trials: number;
  readonly total: number;
  readonly feasible: number;
  readonly failed: number;
  /** Index and loss of the best feasible trial. */
  readonly best: { readonly trial: number; readonly loss: number } | null;
  /** Trials per second since the start of this run. */
  readonly rate: number;
  /** Seconds left at this rate. */
  readonly left: number;
}

export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Trials per update at most one a second (ten on a terminal). @param now s */
export function createProgress(out: Terminal, total: number, before: number, now: () => number = clock): Progress {
  const start = now();
  const line = out.isTTY === true;
  const count = counter();
  let last = Number.NEGATIVE_INFINITY;
  let open = false;
  const show = (recorded: readonly TrialRecord[]): void => {
    const shown = snapshot(count(recorded), recorded.length, total, before, now() - start);
    if (line) out.write(`\r${fitted(lineOf(shown), out.columns || 100)}`);
    else out.write(`${JSON.stringify(shown)}\n`);
    open = line;
  };
  return {
    trials(recorded) {
      const time = now();
      if (time - last < (line ? 0.1 : 1) && recorded.length < total) return;
      last = time;
      show(recorded);
    },
    note(text) {
      if (open) out.write("\n");
      open = false;
      out.write(line ? `${text}\n` : `${JSON.stringify({ note: text })}\n`);
    },
    end() {
      if (open) out.write("\n");
      open = false;
    },
  };
}

/** A progress that says nothing. */
export const silent: Progress = { trials: () => {}, note: () => {}, end: () => {} };

/** "trials 120/240  best 0.8312 (#87)  feasible 90  failed 1  12.1/s  10 s left" */
export function lineOf({ trials, total, best, feasible, failed, rate, left }: Snapshot): string {
  const winner = best === null ? "none feasible yet" : `best ${best.loss.toPrecision(4)} (#${best.trial})`;
  const trouble = failed === 0 ? "" : `  failed ${failed}`;
  const speed = rate > 0 ? `  ${rate.toPrecision(3)}/s  ${duration(left)} left` : "";
  return `trials ${trials}/${total}  ${winner}  feasible ${feasible}${trouble}${speed}`;
}

/** "45 s", "12 min", "3.2 h" */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

type Counts = Pick<Snapshot, "feasible" | "failed" | "best">;

/** Counts from where it left off, so that a long study is not read again at every update. */
function counter(): (recorded: readonly TrialRecord[]) => Counts {
  let [seen, feasible, failed] = [0, 0, 0];
  let best: TrialRecord | null = null;
  return (recorded) => {
    for (; seen < recorded.length; seen++) {
      const trial = recorded[seen];
      if (trial === undefined) continue;
      if (trial.failure !== null) failed += 1;
      if (trial.violation !== 0 || trial.dropped !== undefined) continue;
      feasible += 1;
      if (best === null || compareEvaluations(evaluationOf(trial), evaluationOf(best)) < 0) best = trial;
    }
    return { feasible, failed, best: best === null ? null : { trial: best.index, loss: best.loss ?? Number.NaN } };
  };
}

function snapshot(counts: Counts, trials: number, total: number, before: number, seconds: number): Snapshot {
  const rate = seconds > 0 ? (trials - before) / seconds : 0;
  return { trials, total, ...counts, rate: rounded(rate), left: rounded(rate > 0 ? (total - trials) / rate : 0) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function fitted(text: string, columns: number): string {
  return text.length >= columns ? text.slice(0, columns - 1) : text.padEnd(columns - 1);
}

function clock(): number {
  return performance.now() / 1000;
}
