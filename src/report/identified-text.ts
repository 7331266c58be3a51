// Identified models for the terminal: where each holds, how well, and in words why one was refused.
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { estimate } from "./number-format.ts";
import { textTable } from "./text-table.ts";

export function identifiedText(models: readonly IdentifiedModel[]): string {
  const accepted = models.filter(({ verdict }) => verdict.accepted).length;
  const rows = models.map(({ channel, output, point, method, order, fit, nonlinearity, verdict }) => [
    `${channel} -> ${output}`,
    point.name,
    method ?? "–",
    order === 0 ? "–" : String(order),
    fit === null ? "–" : estimate(fit, 3),
    nonlinearity === null ? "–" : estimate(nonlinearity.scaling, 2),
    verdict.accepted ? "accepted" : verdict.words,
  ]);
  const heads = ["channel", "operating point", "method", ">order", ">fit", ">nonlinearity", "verdict"];
  return [
    textTable(heads, rows),
    `${accepted} of ${models.length} models accepted: a fit above 0.7 on fresh seeds, and an answer that grows with the input`,
  ].join("\n\n");
}
