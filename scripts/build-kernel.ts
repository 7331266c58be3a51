// Compiles the simulation kernel to WebAssembly and writes it, with the version of the code, as TypeScript modules.
//
// The laws are shared between tsc and asc. For asc this script (1) swaps numeric/bits.ts and numeric/cells.ts for their
// WebAssembly twins, (2) drops the parameter tables between the region marks, and (3) writes the byte offset in place of
// slot("name") (a place in the whole vector; "end" is behind it), row("name") (a place in a loop's table) and slotIn("name")
// (a place in the table of the law whose file says it).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { governanceParameters } from "../src/control/governance-delay.ts";
import { loopParameters } from "../src/control/loop-parameters.ts";
import { pidParameters } from "../src/control/pid.ts";
import { scheduleAxes } from "../src/control/schedule.ts";
import { byteOffsets, type Parameter } from "../src/numeric/parameter.ts";
import { parameters } from "../src/simulate/parameters.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const entry = "src/simulate/kernel/entry.ts";
const twins = new Map([
  ["src/numeric/bits.ts", "src/simulate/kernel/bits.ts"],
  ["src/numeric/cells.ts", "src/simulate/kernel/cells.ts"],
  ["src/numeric/addressed-uniform.ts", "src/simulate/kernel/addressed-uniform.ts"],
]);
const options = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--noAssert", "--runtime", "stub"];
const memory = ["--enable", "simd,bulk-memory,threads", "--importMemory", "--sharedMemory"];
const limits = [
  "--initialMemory",
  "1",
  "--maximumMemory",
  "65536",
  "--lowMemoryLimit",
  "1024",
  "--outFile",
  "kernel.wasm",
];

const named = byteOffsets(parameters);
const slot = (name: string): number => (name === "end" ? 8 * parameters.length : named(name));
const row = byteOffsets(loopParameters);
const tables: Readonly<Record<string, readonly Parameter[]>> = {
  "src/control/governance-delay.ts": governanceParameters,
  "src/control/pid.ts": pidParameters,
  "src/control/schedule.ts": scheduleAxes,
};

/** Source of a shared file as asc sees it. */
function forKernel(path: string, text: string): string {
  const slotIn = byteOffsets(tables[path] ?? []);
  return text
    .replace(/^import type .*\n/gm, "")
    .replace(/\/\/ #region parameters[\s\S]*?\/\/ #endregion\n?/g, "")
    .replace(/export const sensorNames[\s\S]*?as const;\n/g, "")
    .replace(/\bslot\("([^"]+)"\)/g, (_, name: string) => String(slot(name)))
    .replace(/\brow\("([^"]+)"\)/g, (_, name: string) => String(row(name)))
    .replace(/\bslotIn\("([^"]+)"\)/g, (_, name: string) => String(slotIn(name)));
}

/** Sources as asc sees them, by the path under which they are imported. */
function kernelSources(): Record<string, string> {
  const paths = kernelRooms.flatMap(sourcesOf);
  const read = (path: string): string => readFileSync(join(root, twins.get(path) ?? path), "utf8");
  return Object.fromEntries(paths.map((path) => [path, forKernel(path, read(path))]));
}

function compile(): Buffer {
  const args = [entry, ...options, ...memory, ...limits];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/compile-kernel.mjs")], {
    input: JSON.stringify({ root, sources: kernelSources(), args }),
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`kernel does not compile\n${stderr.toString()}`);
  return stdout;
}

/** Whose files the kernel may import. */
const kernelRooms = ["numeric", "control", "market", "protocol", "simulate"];

const rooms = [...kernelRooms, "objective", "search", "stability", "study"];

/** Source files of a room, without what this script writes. */
function sourcesOf(room: string): string[] {
  return readdirSync(join(root, "src", room), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".ts") && !file.parentPath.endsWith("generated"))
    .map((file) => relative(root, join(file.parentPath, file.name)));
}

/** Package version and a hash over everything that can change a result. */
function codeVersion(): string {
  const version: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const hash = createHash("sha256");
  for (const file of rooms.flatMap(sourcesOf).sort()) hash.update(file).update(readFileSync(join(root, file)));
  return `${version}+${hash.digest("hex").slice(0, 16)}`;
}

function writeModule(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const binary = compile();
writeModule(
  "src/simulate/generated/kernel.ts",
  `// Written by scripts/build-kernel.ts: the compiled kernel, base64.\nexport const kernelBase64 =\n  "${binary.toString("base64")}";\n`,
);
writeModule(
  "src/study/generated/version.ts",
  `// Written by scripts/build-kernel.ts: what a record says of the code that made it.\nexport const codeVersion = "${codeVersion()}";\n`,
);
process.stderr.write(`kernel: ${binary.byteLength} bytes\n`);
