// What the adapters of all protocols share: a chain parameter made from its unit, and the values that act afterwards.
import { UserError } from "../numeric/user-error.ts";
import { toChain } from "../protocol/chain-unit.ts";
import type { Fraction } from "../protocol/exact-fraction.ts";
import { chainUnits, type ProtocolFile, plantValues, withIntegers } from "../protocol/normalised.ts";
import {
  type Integers,
  integerOf,
  modelValue,
  type OnChainParameter,
  type ProtocolState,
  type Values,
} from "./on-chain.ts";

interface Row {
  readonly name: string;
  /** Model parameters that decide it; the first one is the value itself unless `exact` says otherwise. */
  readonly parameters: readonly string[];
  readonly minimum?: bigint;
  readonly maximum: bigint;
  readonly bounds: string;
  /** What one unit of the integer is. */
  readonly unit: string;
  /** Value off chain, exactly, where it is not simply the first parameter. */
  readonly exact?: (values: Values) => Fraction;
}

/** A parameter of the protocol file as a chain parameter. */
export function chainParameter(file: ProtocolFile, row: Row): OnChainParameter {
  const unit = chainUnits(file.family)[row.name];
  if (unit === undefined) throw new Error(`${file.family}: no parameter ${row.name}`);
  const [first = ""] = row.parameters;
  return {
    name: row.name,
    chainName: unit.chainName,
    parameters: row.parameters,
    unit: row.unit,
    today: integerOf(file, row.name),
    minimum: row.minimum ?? 0n,
    maximum: row.maximum,
    bounds: row.bounds,
    encode: (values) => toChain(row.exact?.(values) ?? modelValue(values, first), unit),
  };
}

/** The model's values after a change on chain: every value that the protocol's closed forms move, moves. */
export function actingValues({ file, price }: ProtocolState, values: Values, integers: Integers): Values {
  const before = plantValues(file, price);
  const after = plantValues(withIntegers(file, integers), price);
  const moved = Object.entries(after).filter(([name, value]) => value !== before[name]);
  return { ...values, ...Object.fromEntries(moved) };
}

/**
 * The file with the study's values in it: assumptions that the study overrode, and integers of parameters that it set
 * or that its market moved. Trial 0 is this file; the chain is the file as written.
 */
export function alignedFile(
  file: ProtocolFile,
  values: Values,
  parametersOf: (file: ProtocolFile) => readonly OnChainParameter[],
): ProtocolFile {
  const assumptions = Object.fromEntries(
    Object.entries(file.assumptions).map(([name, row]) => [name, { ...row, value: values[name] ?? row.value }]),
  );
  const assumed = { ...file, assumptions };
  const before = plantValues(assumed, modelValue(values, "price.initial"));
  const moved = parametersOf(assumed).filter(({ parameters }) =>
    parameters.some((name) => before[name] !== undefined && before[name] !== values[name]),
  );
  return withIntegers(assumed, new Map(moved.map((parameter) => [parameter.name, parameter.encode(values)])));
}

/** A fact of the file's export section. Throws UserError where it is missing or not of the form that the calls need. */
export function exportDetail({ name, export: target }: ProtocolFile, detail: string, form: RegExp): string {
  const found = detail === "market" ? target.market : target.details[detail];
  if (found !== undefined && form.test(found)) return found;
  const place = detail === "market" ? "export > market" : `export > details > ${detail}`;
  const message = `found ${found ?? "nothing"}; expected a text of the form ${form.source}, which the calls carry`;
  throw new UserError(`protocol file ${name}`, [{ place, message }]);
}
