// Makes the published declarations stand alone: the shared subset's f64 and i32 are plain numbers to a user, so that no
// ambient file has to travel with the package, and imports name the built files. Run after tsc: npx tsx scripts/build-types.ts
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const dist = resolve(import.meta.dirname, "../dist");

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith(".d.ts")) continue;
  const file = join(dist, name);
  const before = readFileSync(file, "utf8");
  const after = before
    .replace(/\b(?:f64|i32)\b/g, "number")
    .replace(/(\bfrom |\bimport\()"(\.[^"]*)\.ts"/g, '$1"$2.js"');
  if (after !== before) writeFileSync(file, after);
}
