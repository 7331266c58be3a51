// A tuned parameter as an axis and as words: its print unit, its scale, its ticks.
import type { ScaleOptions } from "@observablehq/plot";
import type { Parameter } from "../numeric/parameter.ts";
import type { TunedParameter } from "../study/spec.ts";
import { type DisplayUnit, displayUnit, exact, joined } from "./number-format.ts";
import { powersOfTen, powerText } from "./power-ticks.ts";

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
    return {
      ...shared,
      scale: { type: "log", domain: [from, to] },
      ticks: { ticks: [...logTicks(from, to)], tickFormat: powerText },
    };
  }
  if (tuned.scale === "log1p" && from === 0 && to > 0) {
    const ticks = [0, ...logTicks(to / 300, to)];
    return {
      ...shared,
      scale: { type: "symlog", constant: to * linearShare, domain: [from, to] },
      ticks: { ticks, tickFormat: powerText },
    };
  }
  return { ...shared, scale: { domain: [from, to] }, ticks: { ticks: 5, tickFormat: (value) => exact(value) } };
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

/** Characters that stand beside each other below a figure of half width, two of them between labels. */
const lineLength = 40;

/** Powers of ten, with 2 and 5 or 3 between them while there are few; fewer where their words would overlap. */
function logTicks(from: number, to: number): readonly number[] {
  const powers = [16, 8, 6, 5, 4, 3, 2].map((most) => powersOfTen(from, to, most));
  const finer = to / from > 2000 ? [] : [divided(from, to, to / from > 60 ? [1, 3] : [1, 2, 5])];
  const ticks = [...finer, ...powers].find(fit) ?? [];
  return ticks.length >= 2 ? ticks : [from, to];
}

function fit(ticks: readonly number[]): boolean {
  return ticks.reduce((length, tick) => length + powerText(tick).length + 2, 0) <= lineLength;
}

function divided(from: number, to: number, steps: readonly number[]): readonly number[] {
  return powersOfTen(from / 10, to, Infinity)
    .flatMap((power) => steps.map((step) => step * power))
    .filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
}
