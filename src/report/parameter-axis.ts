// A tuned parameter as an axis and as words: its print unit, its scale, its ticks.
import type { ScaleOptions } from "@observablehq/plot";
import type { Parameter } from "../numeric/parameter.ts";
import type { TunedParameter } from "../study/spec.ts";
import { type DisplayUnit, displayUnit, exact, joined } from "./number-format.ts";

export interface ParameterAxis {
  /** What SI values are divided by before they are drawn. */
  readonly divisor: number;
  readonly label: string;
  readonly scale: ScaleOptions;
  readonly ticks: { readonly ticks: number | number[]; readonly tickFormat: (value: number) => string };
}

/** The searched range, widened to hold today's value, on the scale the search used. */
export function parameterAxis(tuned: TunedParameter): ParameterAxis {
  const unit = unitOf(tuned);
  const from = Math.min(tuned.from, tuned.today) / unit.divisor;
  const to = Math.max(tuned.to, tuned.today) / unit.divisor;
  const label = `${tuned.parameter.name}${unit.label === "" ? "" : ` (${unit.label})`}`;
  const shared = { divisor: unit.divisor, label };
  const choices = tuned.parameter.choices;
  if (choices !== undefined) {
    const ticks = Array.from({ length: Math.round(to - from) + 1 }, (_, step) => Math.round(from) + step);
    return {
      ...shared,
      scale: { domain: [from - 0.4, to + 0.4] },
      ticks: { ticks, tickFormat: (value) => choices[value] ?? "" },
    };
  }
  if (tuned.scale === "log" && from > 0) {
    return { ...shared, scale: { type: "log", domain: [from, to] }, ticks: { ticks: logTicks(from, to), tickFormat } };
  }
  if (tuned.scale === "log1p" && from === 0 && to > 0) {
    const ticks = [0, ...logTicks(to / 300, to)];
    return {
      ...shared,
      scale: { type: "symlog", constant: to * linearShare, domain: [from, to] },
      ticks: { ticks, tickFormat },
    };
  }
  return { ...shared, scale: { domain: [from, to] }, ticks: { ticks: 5, tickFormat } };
}

/** As the search decodes `log1p`: linear within a thousandth of the range, logarithmic beyond. */
const linearShare = 1e-3;

/** Print unit of a tuned parameter, sized by its range. */
export function unitOf(tuned: TunedParameter): DisplayUnit {
  return displayUnit(tuned.parameter.unit, [tuned.from, tuned.to]);
}

/** A value of a tuned parameter with its unit, or the name of the choice. */
export function settingText(tuned: TunedParameter, value: number): string {
  const { divisor, label } = unitOf(tuned);
  return choiceOf(tuned.parameter, value) ?? joined(exact(value / divisor), label);
}

/** The name of a closed choice; null for a number. */
export function choiceOf(parameter: Parameter, value: number): string | null {
  return parameter.choices?.[Math.round(value)] ?? null;
}

function tickFormat(value: number): string {
  return exact(value);
}

/** Powers of ten, with 2 and 5 between them while there are few, and the ends when there is hardly one. */
function logTicks(from: number, to: number): number[] {
  const decades = to / from;
  const steps = decades > 2000 ? [1] : decades > 60 ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  let power = Number(`1e${Number(from.toExponential().split("e")[1])}`);
  for (; power <= to; power *= 10) {
    for (const step of steps) if (step * power >= from * 0.999 && step * power <= to * 1.001) ticks.push(step * power);
  }
  return ticks.length >= 2 ? ticks : [from, to];
}
