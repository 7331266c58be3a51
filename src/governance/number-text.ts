// Numbers as the proposal prints them. The machine-readable file beside it keeps every digit.
import { exponentOf, fixedText } from "../numeric/decimal-text.ts";

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Four significant digits, thousands separated: "0.0113", "12,340", "2.4e-11". */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "no limit" : value < 0 ? "no lower limit" : "not a number";
  if (value === 0) return "0";
  const size = exponentOf(value, 4);
  if (size < -4 || size > 14) return String(Number(value.toPrecision(4)));
  return fixedText(Number(value.toPrecision(4)), Math.max(0, 3 - size), "-")
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** How a unit is printed: the value times `factor` carries `label`. */
export function printedUnit(unit: string): { readonly factor: number; readonly label: string } {
  if (unit === "fraction") return { factor: 100, label: "%" };
  if (unit === "log") return { factor: 100, label: "log-%" };
  if (unit === "multiple") return { factor: 1, label: "x" };
  return { factor: 1, label: unit === "count" ? "" : unit };
}

/** A value with its unit: "1.13 %". */
export function quantityText(value: number, unit: string): string {
  const { factor, label } = printedUnit(unit);
  return `${numberText(value * factor)} ${label}`.trimEnd();
}

/** "1.13 % (1.04 to 1.21)"; an interval without width is the value alone. */
export function intervalText(interval: Interval, unit: string): string {
  return labelled(interval, printedUnit(unit));
}

function labelled({ value, low, high }: Interval, { factor, label }: ReturnType<typeof printedUnit>): string {
  const [middle, from, to] = [value * factor, low * factor, high * factor];
  const text = digitsOf(middle, (to - from) / 2);
  const whole = `${text(middle)} ${label}`.trimEnd();
  return to > from ? `${whole} (${text(from)} to ${text(to)})` : whole;
}

/** With a sign, shares in percentage points: "-0.11 pp (-0.2 to -0.03)"; "the same on every path" where nothing differs. */
export function differenceText(difference: Interval, unit: string): string {
  if (difference.value === 0 && difference.low === 0 && difference.high === 0) return "the same on every path";
  const { factor, label } = printedUnit(unit);
  return `${difference.value > 0 ? "+" : ""}${labelled(difference, { factor, label: label === "%" ? "pp" : label })}`;
}

/** Decimals that show the half width of an interval to two digits; plain numbers where it is tiny or none. */
function digitsOf(value: number, halfWidth: number): (x: number) => string {
  if (!(halfWidth > 0) || !Number.isFinite(halfWidth)) return numberText;
  const size = exponentOf(halfWidth, 2);
  if (size < -7 || Math.abs(value) > 1e15) return numberText;
  return (x) => fixedText(x, Math.max(0, 1 - size), "-");
}

/** Change relative to today, "+12.5 %"; "from nothing" where today is 0. */
export function changeText(today: number, after: number): string {
  if (after === today) return "none";
  if (today === 0) return "from zero";
  if (!Number.isFinite(today) || !Number.isFinite(after)) return "not a number of percent";
  const percent = (100 * (after - today)) / Math.abs(today);
  return `${percent > 0 ? "+" : ""}${numberText(percent)} %`;
}

/** "20 minutes", "6 hours", "2.5 days". */
export function durationText(seconds: number): string {
  if (seconds < 7200) return `${numberText(seconds / 60)} minutes`;
  if (seconds <= 172_800) return `${numberText(seconds / 3600)} hours`;
  return `${numberText(seconds / 86_400)} days`;
}

/** A table in Markdown. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
