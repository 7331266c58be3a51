// The house rules: who may import whom, no cycles, libraries in their rooms, file names that say something.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../src", import.meta.url));

/** Room -> rooms it may import. `src/index.ts` and `src/cli.ts` are rooms of one file. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  control: ["numeric"],
  market: ["numeric"],
  protocol: ["numeric"],
  search: ["numeric"],
  simulate: ["numeric", "control", "market", "protocol"],
  objective: ["numeric", "simulate"],
  stability: ["numeric", "control", "market", "protocol", "simulate"],
  study: ["numeric", "control", "market", "protocol", "search", "simulate", "objective", "stability"],
  report: ["numeric", "control", "objective", "search", "stability", "study"],
  governance: ["numeric", "control", "protocol", "study"],
  commands: ["study", "report", "governance", "market"],
  cli: ["commands"],
  index: ["control", "market", "protocol", "search", "simulate", "objective", "study", "report", "governance"],
};

/** Errors for users are thrown at doors and caught at the command line: these two rooms may see that one file. */
const everywhere = new Set(["numeric/user-error.ts"]);

/** Library -> rooms that may use it. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  yargs: ["commands", "cli"],
  piscina: ["study"],
  libsql: ["study"],
  zod: ["study"],
  yaml: ["study", "market"],
  viem: ["governance"],
  linkedom: ["report"],
  "@observablehq/plot": ["report"],
  "@resvg/resvg-js": ["report"],
};

const withoutFiles = new Set(["numeric", "control", "protocol", "simulate", "objective", "search", "stability"]);
const emptyNames = /^(utils?|helpers?|common|types|managers?|misc)\.ts$/;

interface Source {
  readonly file: string;
  readonly room: string;
  readonly imports: readonly string[];
}

function sources(): readonly Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !file.startsWith("simulate/kernel/"))
    .map((file) => ({ file, room: roomOf(file), imports: importsOf(readFileSync(join(root, file), "utf8")) }));
}

function roomOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : basename(file, ".ts");
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** Path below src of a relative import; null for a library. */
function target(file: string, specifier: string): string | null {
  return specifier.startsWith(".") ? normalize(join(dirname(file), specifier)).replaceAll("\\", "/") : null;
}

const files = sources();

test("every import goes to a room that its own room may use", () => {
  const wrong = files.flatMap(({ file, room, imports }) =>
    imports
      .map((specifier) => target(file, specifier))
      .filter((path): path is string => path !== null && !path.startsWith("..") && !everywhere.has(path))
      .filter((path) => roomOf(path) !== room && !(allowed[room] ?? []).includes(roomOf(path)))
      .map((path) => `${file} imports ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("no file imports itself through others", () => {
  const edges = new Map(
    files.map(({ file, imports }) => [file, imports.map((s) => target(file, s)).filter((p) => p !== null)]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const { file } of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test("each library stays in its rooms, and the model never touches files", () => {
  const wrong = files.flatMap(({ file, room, imports }) =>
    imports
      .filter((name) => {
        const rooms = Object.entries(libraries).find(([library]) => name === library || name.startsWith(`${library}/`));
        const files = /^node:(fs|child_process|os|worker_threads)/.test(name);
        return (rooms !== undefined && !rooms[1].includes(room)) || (files && withoutFiles.has(room));
      })
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("the rooms on the simulation path use no clock, no unseeded randomness and no engine's elementary functions", () => {
  const forbidden =
    /Math\.(random|exp|log|log1p|expm1|pow|sin|cos|tan|atan2?|sinh|cosh|tanh|log2|log10|cbrt|hypot)\b|Date\.now|performance\.now|new Date\(/;
  const rooms = new Set(["numeric", "control", "market", "protocol", "simulate", "objective", "search", "stability"]);
  const wrong = files
    .filter(({ room, file }) => rooms.has(room) && !file.includes("generated/"))
    .filter(({ file }) => forbidden.test(readFileSync(join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "")))
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

test("every file opens by saying what it is, and no name is empty", () => {
  const silent = files.filter(({ file }) => !/^\/\/ |^#!|^\/\*\*/.test(readFileSync(join(root, file), "utf8")));
  expect(silent.map(({ file }) => file)).toEqual([]);
  expect(files.map(({ file }) => basename(file)).filter((name) => emptyNames.test(name))).toEqual([]);
  expect(
    files.filter(({ file, room }) => basename(file) === "index.ts" && room !== "index" && file.split("/").length > 2),
  ).toEqual([]);
});

test("asking for help loads no more than the command definitions", () => {
  const staticImports = (file: string): readonly string[] => {
    const text = readFileSync(join(root, file), "utf8").replace(/^import type .*$/gm, "");
    return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"/gm)].map((match) => match[1] ?? "");
  };
  const seen = new Set<string>();
  const loaded = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const specifier of staticImports(file)) {
      const path = target(file, specifier);
      if (path === null) loaded.add(specifier);
      else visit(path);
    }
  };
  visit("cli.ts");
  expect([...loaded].sort()).toEqual(["node:os", "yargs", "yargs/helpers"]);
  expect([...seen].filter((file) => !/^(cli|commands\/.*|numeric\/user-error)\.ts$/.test(file))).toEqual([]);
});
