// A small real study for tests: the benchmark book with few slots, a shock, and gains to tune.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../../src/study/progress.ts";
import { silent } from "../../src/study/progress.ts";
import type { StudyRecord } from "../../src/study/record.ts";
import { runSession, type SessionOptions } from "../../src/study/session.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { createStop, type Stop } from "../../src/study/stop.ts";
import { readStudy } from "../../src/study/study-file.ts";

/** Text of a study file. @param more lines that replace the default of the same key */
export function studyText(more: Readonly<Record<string, string>> = {}): string {
  const lines = {
    name: "small",
    set: "{ funding.law: controller, shock.size: -20 %, shock.block: 100 blocks, shock.blocks: 5 blocks, book.slots: 100 }",
    tune: "{ margin.stressRise: { from: 0, to: 5 }, funding.kp: { from: 0.001, to: 1, scale: log }, cap.stressRelief: }",
    objective:
      "{ losses: [{ metric: excessDrawdown }, { metric: capitalEfficiency, weight: 0.2 }], constraints: [{ metric: maxDrawdown, atMost: 60 % }] }",
    search: "{ trials: 40, generation: 8, seed: 3 }",
    scenarios: "{ horizon: 1 h, paths: 8, seed: 11, validation: { paths: 16 }, holdout: { paths: 16 }, rescore: 3 }",
    ...more,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "study-"));
}

/** Writes a study file into a new folder; returns its path. */
export function studyFile(more: Readonly<Record<string, string>> = {}): string {
  const path = join(temporaryFolder(), "small.yaml");
  writeFileSync(path, studyText(more));
  return path;
}

/** One session in this process. */
export async function session(
  file: string,
  options: Partial<SessionOptions> & { readonly directory: string },
  stop: Stop = createStop(Infinity),
  progress: Progress = silent,
): Promise<StudyRecord<StudySpec>> {
  const all = { workers: 1, trials: null, resume: false, fresh: false, ...options };
  return runSession(readStudy(file), all, stop, () => progress);
}
