// A market profile as a table for the terminal: each estimate with its standard error, then the values a study reads.
import { isoTime } from "./iso-time.ts";
import { type MarketProfile, marketValueNames } from "./profile.ts";

export function profileTable({ name, provenance, estimates, values }: MarketProfile): string {
  const { bars, barSeconds, from, to } = provenance.volatility;
  const width = Math.max(...estimates.map((estimate) => estimate.name.length));
  const rows = estimates.map(({ name: label, value, standardError, unit }) => {
    const error = standardError === null ? "" : `± ${standardError.toPrecision(3)}`;
    return `  ${label.padEnd(width)}  ${String(value).padStart(12)}  ${error.padEnd(12)}  ${unit}`.trimEnd();
  });
  const set = marketValueNames.map((label) => `  ${label.padEnd(width)}  ${String(values[label]).padStart(12)}`);
  const period = `${bars} bars of ${barSeconds} s, ${isoTime(from)} to ${isoTime(to)}`;
  return [`${name}: ${period}`, "estimates (± standard error)", ...rows, "values for a study", ...set].join("\n");
}
