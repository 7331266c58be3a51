// The metrics of one parameter set as a table for the terminal.
import type { Measures } from "../objective/measure.ts";
import { metrics } from "../objective/metrics.ts";
import { displayUnit, withInterval } from "./number-format.ts";
import { textTable } from "./text-table.ts";

/** Every metric with its 95 % interval, in the order of the metric table. */
export function measuresText(measures: Measures): string {
  const rows = metrics.flatMap(({ name, unit, meaning }) => {
    const measure = measures[name];
    if (measure === undefined) return [];
    const { divisor, label } = displayUnit(unit, [measure.value]);
    const text = withInterval(measure.value / divisor, measure.low / divisor, measure.high / divisor);
    return [[name, text, label, meaning]];
  });
  return textTable(["metric", ">value (95 % interval)", "unit", "meaning"], rows);
}
