// The timeline of the workers with its figures in words: how busy they were, and that clocks differ from run to run.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { counted, fixed, quantity } from "./number-format.ts";
import { type Block, paragraph } from "./section.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import { drawnAsOccupancy, timelineSvg } from "./timeline-figure.ts";

export function timelineBlocks({ timings = [] }: StudyRecord<StudySpec>): readonly Block[] {
  const timeline = timelineOf(timings);
  if (timeline === null) return [paragraph("The record holds no clock times of its tasks.")];
  return [
    paragraph(wordsOf(timeline)),
    { kind: "figures", figures: [{ name: "timeline", caption: captionOf(timeline), svg: timelineSvg(timeline) }] },
  ];
}

function wordsOf({ sessions, workers, tasks, busy, median, longest }: Timeline): string {
  const total = sessions.at(-1)?.to ?? 0;
  const several = sessions.length === 1 ? "" : ` in ${counted(sessions.length, "session")}`;
  return (
    `${counted(workers, "worker")} played ${counted(tasks.length, "task")} in ${quantity(total, "s")}${several} and worked ` +
    `${fixed(100 * busy, 0)} % of the time between the first task and the last; a task took ${quantity(median, "s")} in the ` +
    `median, ${quantity(longest, "s")} at most.`
  );
}

function captionOf(timeline: Timeline): string {
  const drawn = drawnAsOccupancy(timeline)
    ? "How busy each worker was: full height is all the time."
    : "Every task at its time: gaps are waiting, for the last of a generation or for work.";
  return (
    `${drawn} These are clock times of the run that wrote the record: they differ from run to run, everything else in this ` +
    "report does not."
  );
}
