// The timeline of the workers: time is conserved, sessions follow one another, and waiting is seen.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { occupancyOf, timelineOf } from "../../src/report/timeline.ts";
import { timelineBlocks } from "../../src/report/timeline-blocks.ts";
import type { Timing } from "../../src/study/record.ts";

function task(session: number, thread: number, start: number, end: number): Timing {
  return { trial: 0, family: "search", session, thread, start, end };
}

/** One after another on each of four workers, with a pause after each. */
function tasks(count: number): Timing[] {
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor(index / 4) * 1.5 + (index % 4) / 10;
    return { ...task(1, index % 4, start, start + 1 + (index % 5) / 10), trial: index };
  });
}

const record = syntheticRecord(60, 2);

test("two workers, one idle half of the time, are busy three quarters of it", () => {
  const timeline = timelineOf([task(1, 0, 1, 5), task(1, 1, 1, 2), task(1, 1, 4, 5)]);
  expect(timeline).toMatchObject({ workers: 2, busy: 0.75, median: 1, longest: 4 });
  expect(timeline?.sessions).toEqual([{ session: 1, from: 0, to: 5 }]);
});

test("a second session begins where the last task of the first ended", () => {
  const timeline = timelineOf([task(1, 0, 0, 10), task(2, 0, 1, 4)]);
  expect(timeline?.sessions).toEqual([
    { session: 1, from: 0, to: 10 },
    { session: 2, from: 10, to: 14 },
  ]);
  expect(timeline?.tasks[1]).toMatchObject({ start: 11, end: 14 });
});

test("occupancy times the width of its parts is the time worked, and no part is more than full", () => {
  const timings = tasks(3000);
  const timeline = timelineOf(timings);
  if (timeline === null) throw new Error("no timeline");
  const lanes = occupancyOf(timeline, 100);
  const width = (timeline.sessions.at(-1)?.to ?? 0) / 100;
  for (const [worker, lane] of lanes.entries()) {
    const shares = [...(lane.get("search") ?? [])];
    const worked = timings
      .filter(({ thread }) => thread === worker)
      .reduce((sum, { start, end }) => sum + end - start, 0);
    expect(width * shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(worked, 6);
    expect(Math.max(...shares)).toBeLessThan(1 + 1e-9);
  }
});

test("a long study is drawn as occupancy in a bounded picture, a short one task by task", () => {
  const bytes = (trials: number): number => {
    const block = timelineBlocks({ ...record, timings: tasks(trials) }).find(({ kind }) => kind === "figures");
    return block?.kind === "figures" ? (block.figures[0]?.svg.length ?? 0) : 0;
  };
  expect(bytes(20_000)).toBeLessThan(1.2 * bytes(4_000));
  const words = (timings: readonly Timing[]) => JSON.stringify(timelineBlocks({ ...record, timings }));
  expect(JSON.stringify(timelineBlocks(record))).toContain("Every task at its time");
  expect(words(tasks(1000))).toContain("Every task at its time");
  expect(words(tasks(1000).map((one) => ({ ...one, thread: 0 })))).toContain("How busy each worker was");
});

test("a record without clock times says so", () => {
  const { timings: _, ...old } = record;
  expect(JSON.stringify(timelineBlocks(old))).toContain("holds no clock times");
});
