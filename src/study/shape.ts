// Checks the shape of a study and, where it is wrong, goes on with what is right, so that all problems come at once.
import type { Problem } from "../numeric/user-error.ts";
import type { Model } from "./model.ts";
import { schemaProblems } from "./schema-problems.ts";
import { isTunable, type StudyInput, studySchema } from "./study-schema.ts";

/** Rounds of leaving out what is wrong; each round removes at least one value. */
const ROUNDS = 8;

/** The study as typed data; null where too much is wrong to go on. */
export function shapeOf(data: unknown, model: Model): { input: StudyInput | null; problems: Problem[] } {
  const schema = schemaOf(model);
  const first = schema.safeParse(data);
  if (first.success) return { input: first.data, problems: [] };
  const problems = schemaProblems(first.error, schema, data, (path, key) => tuneRemedy(model, path, key));
  let rest = data;
  let error = first.error;
  for (let round = 0; round < ROUNDS; round++) {
    rest = without(rest, error.issues);
    const next = schema.safeParse(rest);
    if (next.success) return { input: next.data, problems };
    error = next.error;
  }
  return { input: null, problems };
}

/** Built once per model: a hundred and fifty parameters take ten milliseconds. */
const schemas = new WeakMap<Model, ReturnType<typeof studySchema>>();

function schemaOf(model: Model): ReturnType<typeof studySchema> {
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
  const schema = schemas.get(model) ?? studySchema(model.parameters, names(model.metrics), names(model.certificates));
  schemas.set(model, schema);
  return schema;
}

type Issues = ReadonlyArray<{ readonly code?: string | undefined; readonly path: readonly PropertyKey[] }>;

/** A copy of plain data without the values that were complained about; a study without name gets one. */
function without(data: unknown, issues: Issues): unknown {
  const copy: unknown = isMap(data) ? structuredClone(data) : {};
  for (const issue of issues.toReversed()) {
    const keys = "keys" in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : [];
    const paths = issue.code === "unrecognized_keys" ? keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of paths) remove(copy, path);
  }
  if (isMap(copy) && !Object.hasOwn(copy, "name")) copy.name = "nameless";
  return copy;
}

/** Takes a value out; where it is missing, the map that needs it. */
function remove(data: unknown, path: readonly PropertyKey[]): void {
  let at = data;
  for (const part of path.slice(0, -1)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return;
    at = Reflect.get(at, part);
  }
  const last = path.at(-1);
  if (typeof at !== "object" || at === null || last === undefined) return;
  if (!Object.hasOwn(at, last)) remove(data, path.slice(0, -1));
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(at, last);
}

function isMap(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function tuneRemedy({ parameters }: Model, path: readonly PropertyKey[], key: string): string | null {
  if (path.length !== 1 || path[0] !== "tune") return null;
  const row = parameters.find(({ name }) => name === key);
  if (row === undefined || isTunable(row)) return null;
  if (row.world === true) return "is decided by the world and cannot be tuned; give its value under `set`";
  return `is a choice and cannot be searched; set it to one of ${row.choices?.join(", ")} and run a study for each`;
}
