// Writes the JSON Schemas of study and protocol files, for editors that complete and check YAML.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { model } from "../src/study/model.ts";
import { protocolSchema } from "../src/study/protocol-file.ts";
import { studySchema } from "../src/study/study-schema.ts";

const folder = join(resolve(dirname(fileURLToPath(import.meta.url)), ".."), "schema");

function write(name: string, title: string, schema: z.ZodType): void {
  const json = z.toJSONSchema(schema, { io: "input", target: "draft-7", unrepresentable: "any" });
  writeFileSync(join(folder, name), `${JSON.stringify({ title, ...json }, null, 1)}\n`);
}

mkdirSync(folder, { recursive: true });
const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const study = studySchema(model.parameters, names(model.metrics), names(model.certificates));
write("study.schema.json", "flyball study", study);
write("protocol.schema.json", "flyball protocol file", protocolSchema);
process.stderr.write("schema: study.schema.json, protocol.schema.json\n");
