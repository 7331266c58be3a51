// Reads a protocol file (configs/protocols) strictly into the plain type that the protocol room works with.
import { z } from "zod";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { type ChainUnit, fromChain } from "../protocol/chain-unit.ts";
import { chainUnits, type ProtocolFile, protocolFamilies } from "../protocol/normalised.ts";
import { schemaProblems, unknownKey } from "./schema-problems.ts";
import { readYaml, type YamlFile } from "./yaml-file.ts";

const number = z
  .union([z.number(), z.enum(["inf", "-inf"])], { error: "a number" })
  .transform((value) => (typeof value === "number" ? value : value === "inf" ? Infinity : -Infinity));
const assumption = z.strictObject({ value: number, why: z.string().min(1) });

/** Schema of a protocol file. */
export const protocolSchema = z.strictObject({
  name: z.string().min(1),
  family: z.enum(protocolFamilies),
  chain: z.string().min(1),
  source: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day as YYYY-MM-DD"),
  parameters: z.record(
    z.string(),
    z.strictObject({
      value: number,
      raw: z.string().regex(/^-?\d+$/, "a whole number in quotes (it may exceed 53 bits)"),
      unit: z.string(),
      path: z.string(),
    }),
  ),
  assumptions: z.record(z.string(), assumption).default({}),
  stepLimits: z.record(z.string(), assumption).default({}),
  export: z.strictObject({
    chainId: z.string().min(1),
    target: z.string().nullable(),
    market: z.string(),
    details: z.record(z.string(), z.string()).default({}),
    note: z.string(),
  }),
});

/**
 * The file with the hash of its bytes. Throws UserError with every problem.
 * @param known names of the model's parameters, which assumptions and step limits may name
 */
export function readProtocol(path: string, known: readonly string[]): { protocol: ProtocolFile; hash: string } {
  const file = readYaml(path);
  return { protocol: checkedProtocol(path, file, known), hash: file.hash };
}

function checkedProtocol(path: string, { data }: YamlFile, known: readonly string[]): ProtocolFile {
  const parsed = protocolSchema.safeParse(data);
  if (!parsed.success) throw new UserError(path, schemaProblems(parsed.error, protocolSchema, data));
  const problems = [...nameProblems(parsed.data, known), ...chainProblems(parsed.data)];
  if (problems.length > 0) throw new UserError(path, problems);
  return parsed.data;
}

function nameProblems(protocol: ProtocolFile, known: readonly string[]): Problem[] {
  return (["assumptions", "stepLimits"] as const).flatMap((section) =>
    Object.keys(protocol[section])
      .filter((name) => !known.includes(name))
      .map((name) => ({ place: `${section} > ${name}`, message: unknownKey(name, known, "parameter") })),
  );
}

/** Every parameter of the family is there, none else, and each value is what its integer on chain stands for. */
function chainProblems({ family, parameters }: ProtocolFile): Problem[] {
  const units = chainUnits(family);
  const problems: Problem[] = Object.keys(units)
    .filter((name) => !Object.hasOwn(parameters, name))
    .map((name) => ({ place: `parameters > ${name}`, message: `missing; every ${family} file gives it` }));
  for (const [name, row] of Object.entries(parameters)) {
    const place = `parameters > ${name}`;
    const unit = Object.hasOwn(units, name) ? units[name] : undefined;
    if (unit === undefined) problems.push({ place, message: unknownKey(name, Object.keys(units), "parameter") });
    else problems.push(...rowProblems(place, row, unit));
  }
  return problems;
}

function rowProblems(place: string, row: ProtocolFile["parameters"][string], unit: ChainUnit): Problem[] {
  const problems: Problem[] = [];
  if (row.unit !== unit.unit) {
    problems.push({ place: `${place} > unit`, message: `found "${row.unit}"; expected "${unit.unit}"` });
  }
  const value = fromChain(BigInt(row.raw), unit);
  if (value !== row.value) {
    problems.push({
      place: `${place} > value`,
      message: `found ${row.value}; expected ${value}, which raw ${row.raw} stands for`,
    });
  }
  return problems;
}
