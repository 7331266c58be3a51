// Runs the built command line as a user does: a process with its output, its errors and its exit code.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

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
