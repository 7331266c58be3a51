// What was assumed: values that the study or its market set by hand, and how many stayed at the model's defaults.
import type { Parameter } from "../numeric/parameter.ts";
import { model } from "../study/model.ts";
import { counted, displayUnit, exact } from "./number-format.ts";
import { choiceOf } from "./parameter-axis.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";

export function assumptionBlocks({ record }: ReportInput): readonly Block[] {
  const { spec } = record;
  const rows = new Map(model.parameters.map((parameter) => [parameter.name, parameter]));
  const tuned = new Set(spec.tune.map(({ parameter }) => parameter.name));
  const names = Object.keys(spec.values).filter((name) => !tuned.has(name));
  const from = (origin: string): string[] => names.filter((name) => (spec.origins[name] ?? "default") === origin);
  const assumed = [...from("set"), ...from("market")];
  const coefficients = from("forecast").length;
  const fromForecast = coefficients === 0 ? "" : `${coefficients} from the forecast file, `;
  const counts = `Not tuned: ${counted(from("set").length, "value")} set by the study, ${from("market").length} from the market file, ${from("protocol").length} from the protocol file, ${fromForecast}${from("default").length} at the model's defaults.`;
  if (assumed.length === 0)
    return [paragraph(`${counts} The defaults are assumptions too; the check command prints them.`)];
  return [
    paragraph(`${counts} The defaults are assumptions too; the check command prints them.`),
    {
      kind: "table",
      caption: "Values the study or its market file assumes",
      columns: columns("Parameter", "Unit", ">Value", "Set by"),
      rows: assumed.map((name) =>
        assumptionRow(name, spec.values[name] ?? Number.NaN, spec.origins[name] ?? "default", rows.get(name)),
      ),
    },
  ];
}

const setBy: Readonly<Record<string, string>> = { set: "the study", market: "the market file" };

function assumptionRow(name: string, value: number, origin: string, parameter: Parameter | undefined): readonly Cell[] {
  const first: Cell =
    parameter === undefined ? { text: name, code: true } : { text: name, code: true, note: parameter.meaning };
  const { divisor, label } = displayUnit(parameter?.unit ?? "", [value]);
  const shown = parameter === undefined ? null : choiceOf(parameter, value);
  return [
    first,
    cell(parameter === undefined ? "SI" : label),
    cell(shown ?? (value === Infinity ? "unlimited" : exact(value / divisor, 6))),
    cell(setBy[origin] ?? origin),
  ];
}
