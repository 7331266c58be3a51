// Price bars (open, high, low, close, volume) and the checks that a list of them must pass before it is used.
import { median } from "simple-statistics";
import type { Problem } from "../numeric/user-error.ts";

/** One bar and the place it was read from. */
export interface Bar {
  /** File and line, for example "eth.csv line 12". */
  readonly place: string;
  /** Opening time, epoch seconds. */
  readonly time: number;
  /** Prices, USD per coin. */
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Coins traded in the bar. */
  readonly volume: number;
}

/** Bars of one file in order, and what was noticed about them. */
export interface CheckedBars {
  readonly bars: readonly Bar[];
  /** Nominal length of a bar, s: the median step; NaN with fewer than two bars. */
  readonly barSeconds: number;
  /** Steps longer than nominal, and the time they leave out, s. */
  readonly gaps: number;
  readonly gapSeconds: number;
  /** Lines that repeated the bar before them exactly and were dropped. */
  readonly duplicates: number;
  /** Bars whose prices and volume are all those of the bar before, and the longest such run. */
  readonly frozen: number;
  readonly longestFrozen: number;
  readonly problems: readonly Problem[];
}

/** Time stamps may jitter by this fraction of a bar (some exports carry milliseconds). */
const jitter = 0.01;
/** Beyond this share of missing time a file says too little about its period. */
const mostMissing = 0.5;

/** Checks prices, order, duplicates, steps and gaps; `file` names the place of problems that have no line. */
export function checkBars(file: string, rows: readonly Bar[]): CheckedBars {
  const problems: Problem[] = rows.flatMap((bar) => priceProblems(bar));
  const { bars, duplicates } = inOrder(rows, problems);
  const barSeconds = bars.length < 2 ? Number.NaN : median(steps(bars));
  const missing = gapsOf(bars, barSeconds, problems);
  const first = bars[0];
  const last = bars.at(-1);
  if (first !== undefined && last !== undefined) {
    const share = missing.gapSeconds / (last.time - first.time + barSeconds);
    if (share > mostMissing) {
      const found = `found ${missing.gaps} gaps that leave out ${(100 * share).toFixed(0)} % of the period`;
      problems.push({
        place: file,
        message: `${found}; expected at most ${100 * mostMissing} %; fill or split the file`,
      });
    }
  }
  return { bars, barSeconds, ...missing, duplicates, ...frozenOf(bars), problems };
}

/** True when `next` opens where `bar` closes, so that a return between the two is a return over one bar. */
export function adjoins(bar: Bar, next: Bar, barSeconds: number): boolean {
  return Math.abs(next.time - bar.time - barSeconds) <= jitter * barSeconds;
}

/** True when two bars carry the same prices and volume. */
export function sameBar(a: Bar, b: Bar): boolean {
  const prices = a.open === b.open && a.high === b.high && a.low === b.low && a.close === b.close;
  return prices && a.volume === b.volume;
}

function priceProblems(bar: Bar): Problem[] {
  const prices = { open: bar.open, high: bar.high, low: bar.low, close: bar.close };
  const bad = Object.entries(prices).filter(([, price]) => !(price > 0));
  if (bad.length > 0) {
    const found = bad.map(([name, price]) => `${name} ${price}`).join(", ");
    return [{ place: bar.place, message: `found ${found}; expected a price above 0` }];
  }
  const problems: Problem[] = [];
  if (bar.high < Math.max(bar.open, bar.close, bar.low)) {
    problems.push({
      place: bar.place,
      message: `found high ${bar.high} below open, close or low; expected the highest`,
    });
  }
  if (bar.low > Math.min(bar.open, bar.close)) {
    problems.push({ place: bar.place, message: `found low ${bar.low} above open or close; expected the lowest` });
  }
  if (bar.volume < 0) problems.push({ place: bar.place, message: `found volume ${bar.volume}; expected 0 or more` });
  return problems;
}

/** Drops exact repeats; a repeat that differs or a step back in time is a problem. */
function inOrder(rows: readonly Bar[], problems: Problem[]): { bars: Bar[]; duplicates: number } {
  const bars: Bar[] = [];
  const seen = new Map<number, Bar>();
  let duplicates = 0;
  for (const row of rows) {
    const last = bars.at(-1);
    const twin = seen.get(row.time);
    if (twin !== undefined) {
      if (sameBar(twin, row)) duplicates++;
      else
        problems.push({
          place: row.place,
          message: `found the time of ${twin.place} with other prices; keep one of them`,
        });
    } else if (last !== undefined && row.time < last.time) {
      problems.push({ place: row.place, message: `found a time before that of ${last.place}; sort the rows by time` });
    } else {
      seen.set(row.time, row);
      bars.push(row);
    }
  }
  return { bars, duplicates };
}

function gapsOf(bars: readonly Bar[], barSeconds: number, problems: Problem[]): { gaps: number; gapSeconds: number } {
  let gaps = 0;
  let gapSeconds = 0;
  for (const [i, step] of steps(bars).entries()) {
    if (step < (1 - jitter) * barSeconds) {
      const message = `found a step of ${step} s; expected bars of ${barSeconds} s as in the rest of the file`;
      problems.push({ place: bars[i + 1]?.place ?? "", message });
    } else if (step > (1 + jitter) * barSeconds) {
      gaps++;
      gapSeconds += step - barSeconds;
    }
  }
  return { gaps, gapSeconds };
}

function frozenOf(bars: readonly Bar[]): { frozen: number; longestFrozen: number } {
  let frozen = 0;
  let longestFrozen = 0;
  let run = 0;
  for (const [i, bar] of bars.entries()) {
    const before = bars[i - 1];
    run = before !== undefined && sameBar(before, bar) ? run + 1 : 0;
    if (run > 0) frozen++;
    longestFrozen = Math.max(longestFrozen, run);
  }
  return { frozen, longestFrozen };
}

function steps(bars: readonly Bar[]): number[] {
  return bars.slice(1).map((bar, i) => bar.time - (bars[i]?.time ?? Number.NaN));
}
