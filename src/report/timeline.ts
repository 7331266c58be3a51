// When the workers were busy: the sessions of a study one after another, and the share of each moment that a worker worked.
import { quantile, sortedUpwards } from "../numeric/quantile.ts";
import type { Family, Timing } from "../study/record.ts";

/** A session on the joined axis of all sessions, s. */
export interface SessionSpan {
  readonly session: number;
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  readonly sessions: readonly SessionSpan[];
  /** Workers are numbered from 0. */
  readonly workers: number;
  /** Tasks with times on the joined axis, s. */
  readonly tasks: readonly Timing[];
  /** Share of the workers' time between the first task of a session and its last that they worked. */
  readonly busy: number;
  /** Length of a task, s. */
  readonly median: number;
  readonly longest: number;
}

/** Null where nothing was timed. Linear in the number of tasks, but for the median. */
export function timelineOf(timings: readonly Timing[]): Timeline | null {
  if (timings.length === 0) return null;
  const spans = spansOf(timings);
  const offsets = new Map(spans.map(({ session, from }) => [session, from]));
  const tasks = timings.map((task) => {
    const offset = offsets.get(task.session) ?? 0;
    return { ...task, start: task.start + offset, end: task.end + offset };
  });
  const lengths = sortedUpwards(timings.map(({ start, end }) => end - start));
  const worked = lengths.reduce((sum, length) => sum + length, 0);
  const there = spans.reduce((sum, { threads, first, last }) => sum + threads * (last - first), 0);
  return {
    sessions: spans.map(({ session, from, last }) => ({ session, from, to: from + last })),
    workers: spans.reduce((most, { threads }) => Math.max(most, threads), 0),
    tasks,
    busy: there > 0 ? worked / there : 1,
    median: quantile(lengths, 0.5),
    longest: quantile(lengths, 1),
  };
}

interface Span {
  readonly session: number;
  readonly from: number;
  readonly threads: number;
  /** Of its tasks, s since the session began. */
  readonly first: number;
  readonly last: number;
}

function spansOf(timings: readonly Timing[]): readonly Span[] {
  const found = new Map<number, Omit<Span, "from">>();
  for (const { session, thread, start, end } of timings) {
    const known = found.get(session) ?? { session, threads: 0, first: start, last: end };
    found.set(session, {
      session,
      threads: Math.max(known.threads, thread + 1),
      first: Math.min(known.first, start),
      last: Math.max(known.last, end),
    });
  }
  let from = 0;
  return [...found.values()]
    .sort((a, b) => a.session - b.session)
    .map((span) => {
      from += span.last;
      return { ...span, from: from - span.last };
    });
}

/** Share of each of `bins` equal parts of the joined axis that a worker spent on a family, by family. */
export type Occupancy = ReadonlyMap<Family, Float64Array>;

/** One for each worker. */
export function occupancyOf({ tasks, workers, sessions }: Timeline, bins: number): readonly Occupancy[] {
  const width = (sessions.at(-1)?.to ?? 0) / bins;
  const lanes = Array.from({ length: workers }, () => new Map<Family, Float64Array>());
  for (const { thread, family, start, end } of tasks) {
    const lane = lanes[thread];
    const shares = lane?.get(family) ?? new Float64Array(bins);
    lane?.set(family, shares);
    for (let bin = Math.floor(start / width); bin < bins && bin * width < end; bin++) {
      const inside = Math.min(end, (bin + 1) * width) - Math.max(start, bin * width);
      shares[bin] = (shares[bin] ?? 0) + Math.max(0, inside) / width;
    }
  }
  return lanes;
}
