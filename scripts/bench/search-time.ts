// Wall time of the search of a real study session: threads, search strategy, record on disk and all.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silent } from "../../src/study/progress.ts";
import { runSession } from "../../src/study/session.ts";
import { createStop } from "../../src/study/stop.ts";
import { studyOf } from "../../src/study/study-file.ts";

/** What differs from study to study. */
export interface TimedStudy {
  readonly set: Readonly<Record<string, number | string>>;
  readonly strategy: "cma-es" | "sobol";
  readonly trials: number;
  readonly paths: number;
}

/** Trials that only warm the threads up. */
const WARM_UP = 24;

/** Seconds per trial, from the first trial after the warm-up to the last of the search; re-scoring is left out. */
export async function secondsPerTrial(timed: TimedStudy, workers: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "flyball-bench-"));
  const times: { readonly at: number; readonly trials: number }[] = [];
  const progress = {
    ...silent,
    trials: (recorded: readonly unknown[]) => void times.push({ at: performance.now(), trials: recorded.length }),
  };
  const options = { directory, workers, trials: null, resume: false, fresh: true };
  try {
    await runSession(studyOf("bench", study(timed)), options, createStop(Number.POSITIVE_INFINITY), () => progress);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const first = times.find(({ trials }) => trials >= WARM_UP);
  const last = times.at(-1);
  if (first === undefined || last === undefined) throw new Error("the study ended before its warm-up");
  return (last.at - first.at) / 1000 / (last.trials - first.trials);
}

function study({ set, strategy, trials, paths }: TimedStudy): object {
  return {
    name: "bench",
    set: { "funding.law": "controller", ...set },
    tune: { "margin.stressRise": null, "funding.kp": null, "funding.ki": null, "cap.stressRelief": { to: 20 } },
    objective: { losses: [{ metric: "maxDrawdown" }] },
    search: { strategy, trials, generation: 12 },
    scenarios: { paths, validation: { paths: 2 }, holdout: { paths: 2 }, rescore: 1 },
  };
}
