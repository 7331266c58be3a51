// Section 2 of the document: what changes, in the model's units and as integers on chain, and what limits it.
import { changeText, markdownTable, numberText } from "./number-text.ts";
import type { IntegerRow, ProposalBody } from "./proposal-body.ts";

export function changeSection({ values, integers, sideEffects, warnings }: ProposalBody): string {
  return [
    "## 2. Changes",
    'Current -> proposed in plain units. "Proposed" is what acts once the integers below are on chain; all figures of this ' +
      "document were simulated with it. Where it differs from the optimum, rounding or a limit is in between.",
    valueTable(values),
    ...(values.some(({ unit }) => unit.split("/").includes("y"))
      ? ["In these units y is what the loop measures."]
      : []),
    "The same as integers on chain:",
    markdownTable(
      ["Name on chain", "Current", "Optimum", "Proposed", "One unit is", "Change"],
      integers.map(({ chainName, today, optimum, proposed, unit }) => [
        chainName,
        today,
        optimum,
        proposed,
        unit,
        changeText(Number(today), Number(proposed)),
      ]),
    ),
    "Limits of each integer:",
    markdownTable(
      ["Name on chain", "Smallest", "Largest", "Where the limits come from", "Optimum inside the limits", "Step limit"],
      integers.map(limitCells),
    ),
    ...sideText(sideEffects),
    ...(warnings.length === 0 ? [] : ["Mind:", warnings.map((warning) => `- ${warning}`).join("\n")]),
  ].join("\n\n");
}

function valueTable(values: ProposalBody["values"]): string {
  const heads = ["Parameter", "Current", "Optimum", "Proposed", "Change", "Unit", "Meaning"];
  const rows = values.map(({ parameter, unit, today, optimum, proposed, meaning }) => [
    parameter,
    numberText(today),
    numberText(optimum),
    numberText(proposed),
    changeText(today, proposed),
    unit === "" ? "pure number" : unit,
    meaning,
  ]);
  return markdownTable(heads, rows);
}

function limitCells(row: IntegerRow): string[] {
  const inside = BigInt(row.optimum) >= BigInt(row.minimum) && BigInt(row.optimum) <= BigInt(row.maximum);
  return [
    row.chainName,
    limitText(row.minimum),
    limitText(row.maximum),
    row.bounds,
    inside ? "yes" : "**no: the limit is proposed**",
    stepText(row),
  ];
}

function stepText({ limitedBy, optimum, proposed }: IntegerRow): string {
  if (limitedBy === "step limit") return `**binds**: ${proposed} now, ${optimum} only by further proposals`;
  if (limitedBy === "other integers") return "not binding; keeps its ratio to another integer of this proposal";
  return "not binding";
}

/** Widths of a field are no news. */
function limitText(raw: string): string {
  return raw.length > 60 ? "width of the field" : raw;
}

function sideText(sideEffects: ProposalBody["sideEffects"]): string[] {
  if (sideEffects.length === 0) return [];
  const moved = sideEffects.map(
    ({ parameter, today, proposed }) =>
      `- ${parameter}: ${numberText(today)} -> ${numberText(proposed)} (${changeText(today, proposed)})`,
  );
  return [
    "The same integers also move these values, which nobody tuned; the evidence has them moved:",
    moved.join("\n"),
  ];
}
