// Several checked price files joined into one history in order of time, with the record of where it came from.
import { type Problem, UserError } from "../numeric/user-error.ts";
import { aggregateBars } from "./aggregate.ts";
import { adjoins, type Bar, type CheckedBars, sameBar } from "./bars.ts";
import { parseBars } from "./csv.ts";
import type { PriceFile } from "./price-file.ts";

/** What a profile says about the data behind it. */
export interface Provenance {
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** Opening time of the first bar and closing time of the last, epoch seconds. */
  readonly from: number;
  readonly to: number;
  readonly barSeconds: number;
  readonly bars: number;
  /** Steps longer than nominal inside the files and the time they leave out, s; time between files is not counted. */
  readonly gaps: number;
  readonly gapSeconds: number;
  readonly duplicates: number;
  readonly frozen: number;
  readonly longestFrozen: number;
}

export interface PriceHistory {
  /** Unbroken stretches of bars: no step inside is longer than a bar. */
  readonly stretches: readonly (readonly Bar[])[];
  readonly provenance: Provenance;
}

const mostListed = 20;

/**
 * Joins files of one bar size. Throws one UserError with the problems of all files (the first 20 of them).
 * @param coarser bar size to which finer bars are first put together, or null to take them as they are
 */
export function joinPrices(files: readonly PriceFile[], coarser: number | null): PriceHistory {
  const read = files.map(({ name, text }) => parseBars(name, text));
  const parsed = read.map((file, i) => (coarser === null ? file : aggregateBars(files[i]?.name ?? "", file, coarser)));
  const problems = parsed.flatMap((file) => file.problems);
  problems.push(...otherSteps(files, parsed));
  const { bars, repeated } = merge(parsed, problems);
  const barSeconds = parsed[0]?.barSeconds ?? Number.NaN;
  const first = bars[0];
  const last = bars.at(-1);
  if (problems.length === 0 && (first === undefined || last === undefined || !(barSeconds > 0))) {
    problems.push({ place: "", message: "found fewer than two bars; expected a series" });
  }
  refuse(files, problems);
  const sum = (of: (file: CheckedBars) => number) => parsed.reduce((total, file) => total + of(file), 0);
  const provenance = {
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    from: first?.time ?? Number.NaN,
    to: (last?.time ?? Number.NaN) + barSeconds,
    barSeconds,
    bars: bars.length,
    gaps: sum((file) => file.gaps),
    gapSeconds: sum((file) => file.gapSeconds),
    duplicates: sum((file) => file.duplicates) + repeated,
    frozen: sum((file) => file.frozen),
    longestFrozen: Math.max(...parsed.map((file) => file.longestFrozen)),
  };
  return { stretches: stretchesOf(bars, barSeconds), provenance };
}

function otherSteps(files: readonly PriceFile[], parsed: readonly CheckedBars[]): Problem[] {
  const expected = parsed[0]?.barSeconds ?? Number.NaN;
  return parsed.flatMap(({ barSeconds }, i) => {
    if (!(Math.abs(barSeconds - expected) > 1e-6 * expected)) return [];
    const message = `found bars of ${barSeconds} s; expected ${expected} s as in ${files[0]?.name}; calibrate them apart`;
    return [{ place: files[i]?.name ?? "", message }];
  });
}

/** All bars in order of time; a bar that two files share counts once, and must be the same in both. */
function merge(parsed: readonly CheckedBars[], problems: Problem[]): { bars: Bar[]; repeated: number } {
  const sorted = parsed.flatMap((file) => file.bars).sort((a, b) => a.time - b.time);
  const bars: Bar[] = [];
  let repeated = 0;
  for (const bar of sorted) {
    const last = bars.at(-1);
    if (last === undefined || bar.time > last.time) {
      bars.push(bar);
    } else if (sameBar(last, bar)) {
      repeated++;
    } else {
      const message = `found other prices than ${last.place} has for the same time; expected one price history`;
      problems.push({ place: bar.place, message });
    }
  }
  return { bars, repeated };
}

function stretchesOf(bars: readonly Bar[], barSeconds: number): Bar[][] {
  const stretches: Bar[][] = [];
  let current: Bar[] = [];
  for (const bar of bars) {
    const last = current.at(-1);
    if (last === undefined || !adjoins(last, bar, barSeconds)) {
      current = [];
      stretches.push(current);
    }
    current.push(bar);
  }
  return stretches;
}

function refuse(files: readonly PriceFile[], problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const names = files.length === 1 ? (files[0]?.name ?? "") : `${files.length} price files`;
  const subject = problems.length > mostListed ? `${names} (first ${mostListed} of ${problems.length})` : names;
  throw new UserError(subject, problems.slice(0, mostListed));
}
