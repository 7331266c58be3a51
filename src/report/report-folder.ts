// Writes the report of a study: simulates the fan charts, analyses the stability, renders, and puts the files into a folder.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFolder, guarded } from "../study/database.ts";
import { metricTable } from "../study/model.ts";
import { priceTrace } from "../study/price-trace.ts";
import type { StudyRecord } from "../study/record.ts";
import { trialValues } from "../study/replay.ts";
import type { SeedFamily, StudySpec } from "../study/spec.ts";
import { stabilityOf } from "../study/stability.ts";
import { candidateOf } from "./candidate.ts";
import { type Fans, fanOf } from "./fan.ts";
import { renderReport } from "./report.ts";
import type { ReportInput } from "./report-input.ts";
import type { AnalysedSet } from "./stability-input.ts";

/** Writes report.html, report.md and figures/; returns the paths of the first two. */
export function writeReport(record: StudyRecord<StudySpec>, directory: string): { html: string; markdown: string } {
  const input: ReportInput = {
    record,
    fans: fansOfStudy(record),
    stability: stabilityOfStudy(record),
    metricTable,
    reproduce: reproduceCommand(record),
  };
  const { html, markdown, figures } = renderReport(input);
  const files = { html: join(directory, "report.html"), markdown: join(directory, "report.md") };
  guarded(directory, () => {
    rmSync(join(directory, "figures"), { recursive: true, force: true });
    createFolder(join(directory, "figures"));
    for (const [name, svg] of Object.entries(figures)) writeFileSync(join(directory, "figures", `${name}.svg`), svg);
    writeFileSync(files.html, html);
    writeFileSync(files.markdown, markdown);
  });
  return files;
}

/** Makes the study again from nothing, into a folder of its own. */
export function reproduceCommand({ spec, studyFile }: StudyRecord<StudySpec>): string {
  return `flyball optimize ${studyFile} --trials ${spec.search.trials} --results results/${spec.name}-again`;
}

function fansOfStudy(record: StudyRecord<StudySpec>): ReportInput["fans"] {
  const today = record.trials[0];
  const candidate = candidateOf(record);
  if (today === undefined) return null;
  const family = record.spec.scenarios.validation;
  const fans = (trial: typeof today): Fans => fansOf(trialValues(record.spec, trial), family, record.spec.models ?? []);
  const best = candidate === null || candidate.trial.index === 0 ? null : fans(candidate.trial);
  return { baseline: fans(today), best };
}

function stabilityOfStudy(record: StudyRecord<StudySpec>): ReportInput["stability"] {
  const today = record.trials[0];
  const candidate = candidateOf(record);
  if (today === undefined) return null;
  const analysed = (set: AnalysedSet["set"], title: string, trial: typeof today): AnalysedSet => {
    const parameters = { values: trialValues(record.spec, trial), models: record.spec.models ?? [] };
    return { set, title, analysis: stabilityOf(parameters) };
  };
  const first = analysed("today", "today's parameters", today);
  if (candidate === null || candidate.trial.index === 0) return [first];
  return [first, analysed("tuned", `the ${candidate.word} set`, candidate.trial)];
}

/**
 * Fan charts of one parameter set.
 * @param values full parameter values by name  @param models identified models of its state loops, those of the spec
 */
export function fansOf(
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
  models: NonNullable<StudySpec["models"]>,
): Fans {
  const { hours, mark, drawdown, paths } = priceTrace(values, family, models);
  const series = (samples: Float64Array) => ({ hours, quantiles: fanOf(samples, paths, hours.length) });
  return { mark: series(mark), drawdown: series(drawdown) };
}
