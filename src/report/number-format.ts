// Numbers as people read them: few significant digits, a real minus sign, units of a handy size.
import { exponentOf, fixedText } from "../numeric/decimal-text.ts";

/** A unit for print: the SI value divided by `divisor` carries `label`. */
export interface DisplayUnit {
  readonly divisor: number;
  readonly label: string;
}

/** An estimate with a fixed number of significant digits, for example "0.0240" or "12,400"; "–" where there is none. */
export function estimate(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const exponent = exponentOf(value, digits);
  if (exponent < -4 || exponent > 8) return scientific(value, digits);
  return fixed(value, Math.max(0, digits - 1 - exponent));
}

/** A number that is known exactly, such as a setting: up to `digits` significant digits, no trailing zeros. */
export function exact(value: number, digits = 4): string {
  const text = estimate(value, digits);
  if (text.includes("×")) return text.replace(/\.?0+ ×/, " ×");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A value with a number of decimals, a minus sign and separated thousands; never "−0.00". */
export function fixed(value: number, decimals: number): string {
  return fixedText(value, decimals, "−");
}

/**
 * A value with its interval, all with the decimals that show the half width to two digits: "−0.42 (−0.51 to −0.33)".
 * An interval without width is the value alone.
 */
export function withInterval(value: number, low: number, high: number): string {
  const halfWidth = (high - low) / 2;
  if (!(halfWidth > 0) || !Number.isFinite(halfWidth)) return estimate(value);
  const exponent = exponentOf(halfWidth, 2);
  if (exponent < -6) return `${estimate(value)} (${estimate(low)} to ${estimate(high)})`;
  const decimals = Math.max(0, 1 - exponent);
  return `${fixed(value, decimals)} (${fixed(low, decimals)} to ${fixed(high, decimals)})`;
}

/** The print unit of an SI unit, its size chosen by the largest of the values that will stand in it. */
export function displayUnit(unit: string, values: readonly number[]): DisplayUnit {
  const largest = values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
  if (unit === "fraction" || unit === "probability" || unit === "0/1") return { divisor: 0.01, label: "%" };
  if (unit.startsWith("share of ")) return { divisor: 0.01, label: unit.replace("share", "%") };
  if (unit === "USD" || unit.startsWith("USD/")) return money(unit, largest);
  if (unit === "s") return duration(largest);
  if (unit === "multiple") return { divisor: 1, label: "×" };
  if (unit === "count") return { divisor: 1, label: "" };
  return { divisor: 1, label: unit };
}

/** A value with its unit, for prose: "12.4 kUSD", "1.23 %". */
export function quantity(value: number, unit: string, digits = 3): string {
  const { divisor, label } = displayUnit(unit, [value]);
  return joined(estimate(value / divisor, digits), label);
}

/** A number and a unit with a space that does not break; the number alone where there is no unit, "3×" for multiples. */
export function joined(number: string, label: string): string {
  if (label === "×") return `${number}×`;
  return label === "" ? number : `${number}\u00a0${label}`;
}

/** "1 path", "2,000 paths". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${fixed(count, 0)} ${count === 1 ? one : many}`;
}

function money(unit: string, largest: number): DisplayUnit {
  if (largest >= 1e9) return { divisor: 1e9, label: `bn${unit}` };
  if (largest >= 1e6) return { divisor: 1e6, label: `M${unit}` };
  if (largest >= 1e4) return { divisor: 1e3, label: `k${unit}` };
  return { divisor: 1, label: unit };
}

function duration(largest: number): DisplayUnit {
  if (largest > 2 * 86_400) return { divisor: 86_400, label: "days" };
  if (largest > 7_200) return { divisor: 3_600, label: "h" };
  if (largest > 600) return { divisor: 60, label: "min" };
  return { divisor: 1, label: "s" };
}

function scientific(value: number, digits: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(digits - 1).split("e");
  const raised = exponent.replace("+", "").replace(/./g, (sign) => superscript[sign] ?? sign);
  return `${mantissa.replace("-", "−")} × 10${raised}`;
}

const superscript: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};
