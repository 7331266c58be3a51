// Numbers as the proposal prints them. The machine-readable file beside it keeps every digit.

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Four significant digits. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "no limit" : value < 0 ? "no lower limit" : "not a number";
  return String(Number(value.toPrecision(4)));
}

/** "0.0113 (0.0104 to 0.0121)". */
export function intervalText({ value, low, high }: Interval): string {
  return `${numberText(value)} (${numberText(low)} to ${numberText(high)})`;
}

/** The same with a sign in front: "-0.00113 (-0.002 to -0.0003)". */
export function differenceText(difference: Interval): string {
  return `${difference.value > 0 ? "+" : ""}${intervalText(difference)}`;
}

/** Change relative to today, "+12.5 %". */
export function changeText(today: number, after: number): string {
  if (!Number.isFinite(today) || today === 0) return "-";
  const percent = (100 * (after - today)) / Math.abs(today);
  return `${percent > 0 ? "+" : ""}${numberText(percent)} %`;
}

/** A table in Markdown. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
