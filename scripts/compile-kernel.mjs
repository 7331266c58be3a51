// Runs the AssemblyScript compiler in a process without a loader: to take its 13 MB through one costs twenty seconds.
// Reads { root, sources, args } as JSON, sources by path below root; writes the binary, or what is wrong and exits with 1.
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import asc from "assemblyscript/asc";

const { root, sources, args } = JSON.parse(readFileSync(0, "utf8"));
const messages = [];
let binary = null;
const { error } = await asc.main([...args, "--baseDir", root], {
  readFile: (name, base) => sources[relative(root, resolve(base, name))] ?? null, // asc probes several names
  writeFile: (_, contents) => {
    if (contents instanceof Uint8Array) binary = contents;
  },
  stderr: { write: (chunk) => void messages.push(chunk) },
});
if (error === null && binary !== null) process.stdout.write(binary);
else {
  process.stderr.write(messages.join(""));
  process.exitCode = 1;
}
