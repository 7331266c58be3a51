// The file that a thread runs: the built sibling of the importing module or, from source, a bundle of it.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What is used of the bundler that comes with tsx, which from source is there anyway. */
interface Bundler {
  buildSync(options: {
    readonly entryPoints: readonly string[];
    readonly outfile: string;
    readonly bundle: true;
    readonly platform: "node";
    readonly format: "esm";
  }): void;
}

const bundles = new Map<string, string>();

/**
 * From source the worker is bundled once per process: threads that compile every module for themselves take four times
 * as long to start.
 * @param name of the module without extension  @param base URL of the importing module
 */
export function workerEntry(name: string, base: string): string {
  const source = new URL(base).pathname.endsWith(".ts");
  const file = fileURLToPath(new URL(`./${name}${source ? ".ts" : ".js"}`, base));
  if (!source) return file;
  const bundle = bundles.get(file) ?? bundled(file, base);
  bundles.set(file, bundle);
  return bundle;
}

function bundled(file: string, base: string): string {
  const folder = mkdtempSync(join(tmpdir(), "flyball-worker-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "worker.mjs");
  const bundler: Bundler = createRequire(createRequire(base).resolve("tsx"))("esbuild");
  bundler.buildSync({ entryPoints: [file], outfile, bundle: true, platform: "node", format: "esm" });
  return outfile;
}
