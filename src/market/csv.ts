// Text of a CSV price file to bars: finds the columns by name, reads times and numbers, collects every problem.
import type { Problem } from "../numeric/user-error.ts";
import { type Bar, type CheckedBars, checkBars } from "./bars.ts";
import { parseIsoTime } from "./iso-time.ts";

const timeNames = ["t", "time", "timestamp", "date"];
const priceNames = ["open", "high", "low", "close", "volume"] as const;

/** Column numbers of one file. */
type Columns = Readonly<Record<"time" | (typeof priceNames)[number], number>>;

/** Bars of a CSV text with a header line; other columns are ignored. @param file name used in messages */
export function parseBars(file: string, text: string): CheckedBars {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = lines[0] ?? "";
  if (text.trim() === "")
    return failed({ place: file, message: "found an empty file; expected a header line and bars" });
  const columns = columnsOf(file, header);
  if ("message" in columns) return failed(columns);
  const problems: Problem[] = [];
  const rows: Bar[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "") continue;
    const row = parseRow(`${file} line ${i + 1}`, line.split(","), columns, problems);
    if (row !== null) rows.push(row);
  }
  if (rows.length === 0 && problems.length === 0) {
    return failed({ place: file, message: "found a header and no bars; expected one line for each bar" });
  }
  const checked = checkBars(file, rows);
  return { ...checked, problems: [...problems, ...checked.problems] };
}

function columnsOf(file: string, header: string): Columns | Problem {
  const names = header.split(",").map((name) => name.trim().replaceAll('"', "").toLowerCase());
  const time = names.findIndex((name) => timeNames.includes(name));
  const [open, high, low, close, volume] = priceNames.map((name) => names.indexOf(name));
  const missing = priceNames.filter((name) => !names.includes(name)).map(String);
  if (time < 0) missing.unshift(timeNames.join(" or "));
  if (missing.length > 0) {
    const expected = "expected a comma-separated header such as t,open,high,low,close,volume";
    return { place: `${file} line 1`, message: `found no column ${missing.join(", ")}; ${expected}` };
  }
  return { time, open: open ?? -1, high: high ?? -1, low: low ?? -1, close: close ?? -1, volume: volume ?? -1 };
}

function parseRow(place: string, cells: readonly string[], columns: Columns, problems: Problem[]): Bar | null {
  const bad: string[] = [];
  const number = (name: (typeof priceNames)[number]): number => {
    const text = cell(cells, columns[name]);
    const value = text === "" ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) bad.push(`${name} "${text}"`);
    return value;
  };
  const time = parseTime(cell(cells, columns.time));
  if (time === null) bad.push(`time "${cell(cells, columns.time)}"`);
  const bar = {
    place,
    time: time ?? Number.NaN,
    open: number("open"),
    high: number("high"),
    low: number("low"),
    close: number("close"),
    volume: number("volume"),
  };
  if (bad.length === 0) return bar;
  const expected = "expected numbers, and a time in epoch seconds, epoch milliseconds or ISO 8601";
  problems.push({ place, message: `found ${bad.join(", ")}; ${expected}` });
  return null;
}

/** Epoch seconds of a cell. The unit follows from the size: seconds stay below 1e11 until the year 5138. */
function parseTime(text: string): number | null {
  if (text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return parseIsoTime(text);
  if (value < 1e11) return value;
  return value < 1e14 ? value / 1e3 : value / 1e6; // milliseconds, or microseconds as in some newer exports
}

function cell(cells: readonly string[], column: number): string {
  return (cells[column] ?? "").trim().replaceAll('"', "");
}

function failed(problem: Problem): CheckedBars {
  const nothing = { gaps: 0, gapSeconds: 0, duplicates: 0, frozen: 0, longestFrozen: 0 };
  return { bars: [], barSeconds: Number.NaN, ...nothing, problems: [problem] };
}
