// Runs the built command line as a user does: a process with its output, its errors and its exit code.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");

/** The built program: `npm test` builds it first. */
export const cli = join(root, "dist/cli.js");

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/** @param cwd folder to run in, the project's by default */
export function flyball(args: readonly string[], cwd = root): Ran {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    timeout: 100_000,
  });
  return { out: stdout, err: stderr, code: status };
}

/**
 * Several command lines one after the other in one process, each on a program that is loaded anew: what is shared is only the
 * start of the process. For commands that end by themselves; one that must be a process of its own goes through `flyball`.
 */
export function flyballEach(lines: readonly (readonly string[])[], cwd = root): readonly Ran[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", eachLine], {
    cwd,
    encoding: "utf8",
    input: JSON.stringify({ program: String(pathToFileURL(cli)), cli, lines }),
    timeout: 100_000,
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`the process of ${lines.length} command lines ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

const eachLine = `
import { readFileSync } from "node:fs";
const { program, cli, lines } = JSON.parse(readFileSync(0, "utf8"));
const write = process.stdout.write.bind(process.stdout);
process.setMaxListeners(0);
process.stdout.setMaxListeners(0);
const ran = [];
for (const [index, line] of lines.entries()) {
  const said = { out: "", err: "" };
  process.stdout.write = (text) => ((said.out += text), true);
  process.stderr.write = (text) => ((said.err += text), true);
  process.argv = [process.execPath, cli, ...line];
  process.exitCode = undefined;
  await import(program + "?" + index);
  ran.push({ ...said, code: process.exitCode ?? 0 });
}
process.exitCode = 0;
write(JSON.stringify(ran));
`;
