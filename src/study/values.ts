// The full set of parameter values of a study: defaults, then the protocol, then the market, the forecasters, and what the study sets.
import type { Parameter } from "../numeric/parameter.ts";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { shown, unknownKey } from "./schema-problems.ts";
import type { StudySpec } from "./spec.ts";
import { readQuantity } from "./unit-string.ts";

export type Origin = StudySpec["origins"][string];

/** Values by parameter name, as a file writes them. */
export interface Layer {
  readonly origin: Origin;
  /** What stands before the parameter's name in messages: "set > ". */
  readonly place: string;
  readonly values: Readonly<Record<string, number | string>>;
}

export interface Values {
  readonly values: Readonly<Record<string, number>>;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly problems: readonly Problem[];
}

/** Later layers win. Every parameter of `table` is present; a value that cannot be read leaves what was below it. */
export function layeredValues(table: readonly Parameter[], layers: readonly Layer[]): Values {
  const values: Record<string, number> = {};
  const origins: Record<string, Origin> = {};
  const problems: Problem[] = [];
  for (const row of table) {
    values[row.name] = row.initial;
    origins[row.name] = "default";
  }
  const rows = new Map(table.map((row) => [row.name, row]));
  for (const layer of layers) {
    for (const [name, written] of Object.entries(layer.values)) {
      const row = rows.get(name);
      const reading = row === undefined ? unknownName(name, table) : readParameter(row, written);
      if (!reading.ok) problems.push({ place: `${layer.place}${name}`, message: reading.message });
      else {
        values[name] = reading.value;
        origins[name] = layer.origin;
      }
    }
  }
  return { values, origins, problems };
}

/** Values with what the command line sets above them. Throws UserError with every problem. */
export function overridden(
  table: readonly Parameter[],
  values: Readonly<Record<string, number>>,
  overrides: Readonly<Record<string, string>>,
): Record<string, number> {
  const layer = { origin: "set" as const, place: "--set ", values: overrides };
  const { values: read, problems } = layeredValues(table, [layer]);
  if (problems.length > 0) throw new UserError("--set", problems);
  const changed = Object.keys(overrides).map((name) => [name, read[name] ?? Number.NaN]);
  return { ...values, ...Object.fromEntries(changed) };
}

/** SI value of one parameter as written (number, text with unit, name of a choice), within the table's bounds. */
export function readParameter(row: Parameter, written: number | string): ReturnType<typeof readQuantity> {
  if (row.choices !== undefined) return readChoice(row.choices, written);
  const reading = readQuantity(written, row.unit);
  if (!reading.ok) return reading;
  const { value } = reading;
  if (row.integer === true && Number.isFinite(value) && !Number.isInteger(value)) {
    return { ok: false, message: `found ${shown(written)}; expected a whole number` };
  }
  if (value < row.min)
    return { ok: false, message: `found ${shown(written)}; expected at least ${withUnit(row.min, row)}` };
  if (value > row.max)
    return { ok: false, message: `found ${shown(written)}; expected at most ${withUnit(row.max, row)}` };
  return reading;
}

/** "0.05 1/day" */
export function withUnit(value: number, { unit }: Parameter): string {
  return unit === "" ? String(value) : `${value} ${unit}`;
}

function readChoice(choices: readonly string[], written: number | string): ReturnType<typeof readQuantity> {
  const index = typeof written === "number" ? written : choices.indexOf(written);
  if (Number.isInteger(index) && index >= 0 && index < choices.length) return { ok: true, value: index };
  return { ok: false, message: `found ${shown(written)}; expected one of ${choices.join(", ")}` };
}

function unknownName(name: string, table: readonly Parameter[]): { ok: false; message: string } {
  return {
    ok: false,
    message: unknownKey(
      name,
      table.map((row) => row.name),
      "parameter",
    ),
  };
}
