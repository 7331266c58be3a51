// The parameters a study lets the search move, each with its checked range.
import type { Parameter, Scale } from "../numeric/parameter.ts";
import type { Problem } from "../numeric/user-error.ts";
import { inertReason } from "./inert.ts";
import { shown } from "./schema-problems.ts";
import type { TunedParameter } from "./spec.ts";
import { readQuantity } from "./unit-string.ts";
import { withUnit } from "./values.ts";

interface Range {
  readonly from?: number | string | undefined;
  readonly to?: number | string | undefined;
  readonly scale?: Scale | undefined;
}

export interface Tuned {
  readonly tune: readonly TunedParameter[];
  readonly problems: readonly Problem[];
}

/**
 * Ranges in the order of the table. `from`, `to` and `scale` default to the table's.
 * @param asked by parameter name; null for the table's range  @param values value of every parameter today, SI
 * @param within where in the study file the ranges stand
 */
export function tunedParameters(
  table: readonly Parameter[],
  asked: Readonly<Record<string, Range | null | undefined>>,
  values: Readonly<Record<string, number>>,
  within = "tune",
): Tuned {
  const names = new Set(Object.keys(asked));
  const tune: TunedParameter[] = [];
  const problems: Problem[] = [];
  for (const parameter of table) {
    if (!names.delete(parameter.name)) continue;
    const place = `${within} > ${parameter.name}`;
    const range = asked[parameter.name] ?? {};
    const from = readEnd(range.from, parameter.min, parameter, `${place} > from`, problems);
    const to = readEnd(range.to, parameter.max, parameter, `${place} > to`, problems);
    const scale = range.scale ?? parameter.scale;
    const today = values[parameter.name] ?? parameter.initial;
    if (from !== null && to !== null) {
      const tuned = { parameter, from, to, scale, today };
      problems.push(...rangeProblems(tuned, place));
      tune.push(tuned);
    }
    const inert = inertReason(parameter.name, values, new Set(Object.keys(asked)));
    if (inert !== null) problems.push({ place, message: inert });
  }
  return { tune, problems };
}

function readEnd(
  written: number | string | undefined,
  usual: number,
  row: Parameter,
  place: string,
  problems: Problem[],
): number | null {
  const reading = readQuantity(written ?? usual, row.unit);
  if (!reading.ok) {
    problems.push({ place, message: reading.message });
    return null;
  }
  const { value } = reading;
  const found = written === undefined ? "nothing" : shown(written);
  let expected: string | null = null;
  if (!Number.isFinite(value)) expected = "a finite number: the table sets no bound here";
  else if (value < row.min) expected = `at least ${withUnit(row.min, row)}`;
  else if (value > row.max) expected = `at most ${withUnit(row.max, row)}`;
  if (expected === null) return value;
  problems.push({ place, message: `found ${found}; expected ${expected}` });
  return null;
}

function rangeProblems({ parameter, from, to, scale }: TunedParameter, place: string): Problem[] {
  if (to <= from)
    return [{ place: `${place} > to`, message: `found ${to}; expected a number above \`from\` (${from})` }];
  if (scale === "log" && from <= 0) {
    const message = `found ${from}; expected a number above 0 on a log scale; set \`from\`, or use scale: log1p`;
    return [{ place: `${place} > from`, message }];
  }
  if (parameter.integer === true && Math.floor(to) < Math.ceil(from)) {
    return [{ place, message: `found ${from} to ${to}; expected a range that holds a whole number` }];
  }
  return [];
}
