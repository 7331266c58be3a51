// What must stay the same for a study to go on: every field of the spec that can move a result, data files and code.
import { canonical, sha256 } from "./canonical.ts";
import type { StudySpec } from "./spec.ts";

/** Texts by place, for example "tune > funding.kp > to" -> "1". */
export type Signature = Readonly<Record<string, string>>;

export interface Inputs {
  readonly spec: StudySpec;
  readonly dataHashes: Readonly<Record<string, string>>;
  readonly codeVersion: string;
  /** Path of the study file as the user wrote it: for the command that reproduces the study, not for its hash. */
  readonly studyFile: string;
}

/** The budget (search > trials), the name and the words of description are free to change. */
export function specSignature(spec: StudySpec): Signature {
  const { trials: _, ...search } = spec.search;
  const tune = spec.tune.map(({ parameter, from, to, scale, today }) => [parameter.name, { from, to, scale, today }]);
  return flattened({
    protocol: spec.protocol,
    market: spec.market,
    ...(spec.models === undefined ? {} : { models: spec.models }),
    ...(spec.forecast == null ? {} : { forecast: spec.forecast }), // absent in studies recorded without one
    values: spec.values,
    "order of tune": spec.tune.map(({ parameter }) => parameter.name).join(", "),
    tune: Object.fromEntries(tune),
    losses: spec.losses,
    constraints: spec.constraints,
    ...(spec.goals === undefined ? {} : { goals: spec.goals }),
    ...(spec.choose === undefined ? {} : { choose: spec.choose }),
    search,
    scenarios: spec.scenarios,
  });
}

/** SHA-256 of what the spec asks for; the first link of the results' chain. */
export function specHash(spec: StudySpec): string {
  return sha256(canonical(specSignature(spec)));
}

/** One line for everything that differs, "tune > funding.kp > to: was 1, is 2"; empty where a study may go on. */
export function changes(recorded: Inputs, now: Inputs): string[] {
  const before = wholeSignature(recorded);
  const after = wholeSignature(now);
  const places = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return places
    .filter((place) => before[place] !== after[place])
    .map((place) => `${place}: was ${before[place] ?? "absent"}, is ${after[place] ?? "absent"}`);
}

function wholeSignature({ spec, dataHashes, codeVersion }: Omit<Inputs, "studyFile">): Signature {
  const files = Object.entries(dataHashes).map(([name, hash]) => [`data file ${name}`, `sha256 ${hash.slice(0, 16)}`]);
  return { ...specSignature(spec), ...Object.fromEntries(files), "code version": codeVersion };
}

function flattened(value: unknown, place = ""): Record<string, string> {
  if (typeof value !== "object" || value === null) return { [place]: canonical(value) };
  const inner = Object.entries(value).map(([key, part]) => {
    const here = Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place} > ${key}`;
    return flattened(part, here);
  });
  return Object.assign({}, ...inner);
}
