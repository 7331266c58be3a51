// The record of a study for other programs: one CSV row per trial, or everything as JSON.
import { writeFileSync } from "node:fs";
import { guarded } from "../study/database.ts";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { stateOf } from "./counts.ts";

/** RFC 4180; numbers as the shortest decimals that read back as the same double; SI units. */
export function recordCsv({ spec, trials }: StudyRecord<StudySpec>): string {
  const tuned = spec.tune.map(({ parameter }) => parameter.name);
  const measured = [...new Set(trials.flatMap(({ measures }) => Object.keys(measures)))];
  const heads = [
    ...["trial", "generation", "state", "loss", "violation"],
    ...tuned,
    ...measured.flatMap((name) => [name, `${name}.standardError`, `${name}.low`, `${name}.high`]),
    ...["failure", "hash"],
  ];
  return [heads, ...trials.map((trial) => csvRow(trial, measured))]
    .map((row) => `${row.map(csvCell).join(",")}\r\n`)
    .join("");
}

function csvRow(trial: TrialRecord, measured: readonly string[]): readonly (string | number | null)[] {
  const { index, generation, loss, violation, values, measures, failure, hash } = trial;
  return [
    ...[index, generation, stateOf(trial), loss, violation],
    ...values,
    ...measured.flatMap((name) => {
      const measure = measures[name];
      return measure === undefined
        ? [null, null, null, null]
        : [measure.value, measure.standardError, measure.low, measure.high];
    }),
    ...[failure === null ? null : `${failure.name}: ${failure.message}`, hash],
  ];
}

function csvCell(cell: string | number | null): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Infinities, which JSON lacks, are written as texts. Clock times are left out: the same results give the same bytes. */
export function recordJson({ timings: _, ...record }: StudyRecord<StudySpec>): string {
  return `${JSON.stringify(record, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value), 1)}\n`;
}

/** Writes a file; what the disk refuses becomes a clear message. */
export function writeText(path: string, text: string): void {
  guarded(path, () => writeFileSync(path, text));
}
