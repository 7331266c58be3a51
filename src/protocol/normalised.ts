// From a protocol's parameters to the model's: closed forms per family, and the file's own assumptions on top.
import { type ChainUnit, fromChain } from "./chain-unit.ts";
import { dydxUnits, dydxValues } from "./dydx-v4.ts";
import { gmxUnits, gmxValues } from "./gmx-v2.ts";
import type { ProtocolFamily, ProtocolFile } from "./protocol-file.ts";
import { synthetixUnits, synthetixValues } from "./synthetix-v3.ts";

export type { Assumption, ChainValue, ExportTarget, ProtocolFamily, ProtocolFile } from "./protocol-file.ts";
export { protocolFamilies } from "./protocol-file.ts";

/**
 * Values of the model's parameters, by name, for a protocol file at `price` (USD/coin). What the file does not decide
 * is absent. An assumption goes before a closed form. Infinite where the protocol sets no limit.
 */
export function plantValues(file: ProtocolFile, price: number): Record<string, number> {
  const assumed = Object.entries(file.assumptions).map(([name, row]) => [name, row.value] as const);
  return { ...closedForms(file, price), ...Object.fromEntries(assumed) };
}

function closedForms(file: ProtocolFile, price: number): Readonly<Record<string, number>> {
  switch (file.family) {
    case "gmx-v2":
      return gmxValues(file);
    case "dydx-v4":
      return dydxValues(file);
    case "synthetix-v3":
      return synthetixValues(file, price);
  }
}

const units: Readonly<Record<ProtocolFamily, Readonly<Record<string, ChainUnit>>>> = {
  "gmx-v2": gmxUnits,
  "dydx-v4": dydxUnits,
  "synthetix-v3": synthetixUnits,
};

/** Chain units of a family's parameters, by normalised name: also the list of the names a file must give. */
export function chainUnits(family: ProtocolFamily): Readonly<Record<string, ChainUnit>> {
  return units[family];
}

/** The file after some integers on chain changed; `raws` by normalised name. */
export function withIntegers(file: ProtocolFile, raws: ReadonlyMap<string, bigint>): ProtocolFile {
  const parameters = { ...file.parameters };
  for (const [name, raw] of raws) {
    const row = parameters[name];
    const unit = chainUnits(file.family)[name];
    if (row === undefined || unit === undefined) throw new Error(`${file.name}: no parameter ${name}`);
    parameters[name] = { ...row, raw: String(raw), value: fromChain(raw, unit) };
  }
  return { ...file, parameters };
}
