// Schema complaints in words: where, what was found, what was expected, and the nearest name for a misspelt one.
import { z } from "zod";
import { nearestName, type Problem } from "../numeric/user-error.ts";

type Path = readonly PropertyKey[];

/** More to say about an unknown key; null where there is nothing. */
export type Remedy = (path: Path, key: string) => string | null;

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  object: "a map of keys",
  record: "a map of keys",
  array: "a list",
  boolean: "true or false",
};

/** One problem per complaint; an object with several unknown keys gives one for each. */
export function schemaProblems(
  error: z.ZodError,
  schema: z.ZodType,
  input: unknown,
  remedy: Remedy = () => null,
): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        place: placeOf([...issue.path, key]),
        message: remedy(issue.path, key) ?? unknownKey(key, keysAt(schema, issue.path)),
      }));
    }
    return [{ place: placeOf(issue.path), message: complaint(issue, valueAt(input, issue.path)) }];
  });
}

/** "objective > losses[0] > metric". */
export function placeOf(path: Path): string {
  return path.reduce<string>((place, part) => {
    if (typeof part === "number") return `${place}[${part}]`;
    return place === "" ? String(part) : `${place} > ${String(part)}`;
  }, "");
}

/** "no such key; did you mean x?" */
export function unknownKey(key: string, known: readonly string[], what = "key"): string {
  const near = nearestName(key, known);
  if (near !== null) return `no such ${what}; did you mean ${near}?`;
  return known.length <= 12 ? `no such ${what}; known are ${known.join(", ")}` : `no such ${what}`;
}

/** How a value is shown in a message: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  const expected = expectation(issue);
  const near =
    issue.code === "invalid_value" && typeof value === "string" ? nearestName(value, issue.values.map(String)) : null;
  return `found ${shown(value)}; expected ${expected}${near === null ? "" : `; did you mean ${near}?`}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return kinds[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return choiceOf(issue.values.map(String));
  if (issue.code === "too_small")
    return bound(issue.origin, issue.inclusive === false ? "above" : "at least", issue.minimum);
  if (issue.code === "too_big")
    return bound(issue.origin, issue.inclusive === false ? "below" : "at most", issue.maximum);
  return issue.message;
}

function bound(origin: string, word: string, limit: number | bigint): string {
  if (origin === "string") return "a text that is not empty";
  return origin === "array" ? `${word} ${limit} ${limit === 1 ? "entry" : "entries"}` : `${word} ${limit}`;
}

function choiceOf(values: readonly string[]): string {
  if (values.length <= 12) return `one of ${values.join(", ")}`;
  return `one of ${values.slice(0, 10).join(", ")} and ${values.length - 10} more`;
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  const inner = path.reduce<unknown>((at, part) => childOf(unwrapped(at), part), schema);
  const object = unwrapped(inner);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function childOf(schema: unknown, part: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrapped(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.unwrap());
  }
  return schema;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    return Reflect.get(at, part);
  }, input);
}
