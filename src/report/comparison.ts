// One metric of two parameter sets on the same paths, and what may be said about their difference.
import type { Measure } from "../objective/measure.ts";
import { type DisplayUnit, joined, withInterval } from "./number-format.ts";
import type { MetricRow } from "./report-input.ts";
import type { Tone } from "./section.ts";

/** What a 95 % interval of a paired difference allows to say. */
export type Finding = "better" | "worse" | "undecided" | "unchanged";

/** @param difference candidate minus today, on the same paths */
export function findingOf(difference: Measure, better: MetricRow["better"]): Finding {
  const { value, low, high } = difference;
  if (value === 0 && low === 0 && high === 0) return "unchanged";
  const lower = high < 0;
  const higher = low > 0;
  if (!lower && !higher) return "undecided";
  return lower === (better === "lower") ? "better" : "worse";
}

export function toneOf(finding: Finding): Tone {
  if (finding === "better") return "good";
  return finding === "worse" ? "bad" : "muted";
}

/** A difference as a step, shares in percentage points: "2.31 percentage points; 95 % interval 1.98 to 2.64". */
export function stepText(
  { value, low, high }: Pick<Measure, "value" | "low" | "high">,
  { divisor, label }: DisplayUnit,
): string {
  const [by = "", rest = ""] = withInterval(value / divisor, low / divisor, high / divisor).split(" (");
  return `${joined(by, stepLabel(label))}${rest === "" ? "" : `; 95 % interval ${rest.slice(0, -1)}`}`;
}

/** Shares differ by percentage points. */
export function stepLabel(label: string): string {
  return label === "%" ? "percentage points" : label;
}

/** A metric that the table does not know keeps its name and counts as "lower is better". */
export function metricNamed(table: readonly MetricRow[], name: string): MetricRow {
  return table.find((row) => row.name === name) ?? { name, unit: "", better: "lower", meaning: "" };
}

/** "badDebtTail99" as words: "bad debt in the worst 1 % of paths". */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
    .replace(/[._-]+/g, " ")
    .replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())
    .replace(/ tail (\d\d)$/, (_, level: string) => ` in the worst ${100 - Number(level)} % of paths`)
    .replace(/ quantile (\d\d)$/, " (its $1 % quantile)");
}
