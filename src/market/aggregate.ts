// Puts fine bars together into coarser ones: open of the first, close of the last, extremes, sum of the volume.
import type { Bar, CheckedBars } from "./bars.ts";

/** Only whole coarse bars come out: one with a fine bar missing is dropped, so it shows as a gap. @param file for messages */
export function aggregateBars(file: string, fine: CheckedBars, barSeconds: number): CheckedBars {
  const each = Math.round(barSeconds / fine.barSeconds);
  if (fine.problems.length > 0 || each === 1) return fine;
  if (!(each > 1) || Math.abs(each * fine.barSeconds - barSeconds) > 1e-6 * barSeconds) {
    const message = `found bars of ${fine.barSeconds} s; expected bars that divide ${barSeconds} s`;
    return { ...fine, problems: [{ place: file, message }] };
  }
  const groups = new Map<number, Bar[]>();
  for (const bar of fine.bars) {
    const index = Math.floor((bar.time + 0.5 * fine.barSeconds) / barSeconds); // half a fine bar forgives jitter
    groups.set(index, [...(groups.get(index) ?? []), bar]);
  }
  const bars = [...groups].flatMap(([index, group]) =>
    group.length === each ? [joined(group, index * barSeconds)] : [],
  );
  let gaps = 0;
  let gapSeconds = 0;
  for (const [i, bar] of bars.slice(1).entries()) {
    const step = bar.time - (bars[i]?.time ?? Number.NaN);
    if (step > barSeconds) {
      gaps++;
      gapSeconds += step - barSeconds;
    }
  }
  return { ...fine, bars, barSeconds, gaps, gapSeconds };
}

function joined(group: readonly Bar[], time: number): Bar {
  const [first] = group;
  const last = group.at(-1);
  return {
    place: first?.place ?? "",
    time,
    open: first?.open ?? Number.NaN,
    high: Math.max(...group.map((bar) => bar.high)),
    low: Math.min(...group.map((bar) => bar.low)),
    close: last?.close ?? Number.NaN,
    volume: group.reduce((sum, bar) => sum + bar.volume, 0),
  };
}
