// Adding a parameter changes one file: a new row in a law's table is in the schema, the space, the spec and the messages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { pidParameters } from "../../src/control/pid.ts";
import type { Parameter } from "../../src/numeric/parameter.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { model } from "../../src/study/model.ts";
import { decode, vectorFor } from "../../src/study/space.ts";
import { studyOf } from "../../src/study/study-file.ts";
import { studySchema } from "../../src/study/study-schema.ts";

const leak: Parameter = {
  name: "funding.leak",
  unit: "1/day",
  min: 0,
  max: 5,
  initial: 0.5,
  scale: "linear",
  meaning: "Decay of the integral.",
};
const grown = { ...model, parameters: [...model.parameters, leak] };

test("a new row can be set, tuned, decoded and placed, with its unit and bounds, without any other change", () => {
  const data = {
    name: "a",
    set: { "funding.law": "controller" },
    tune: { "funding.leak": { from: "1 /day", to: 3 } },
    objective: { losses: [{ metric: "excessDrawdown" }] },
  };
  const { spec } = studyOf("a.yaml", data, {}, grown);
  expect(spec.values["funding.leak"]).toBe(0.5);
  expect(spec.tune).toMatchObject([{ parameter: leak, from: 1, to: 3, today: 0.5 }]);
  const vector = vectorFor(grown.parameters, spec.values, spec.tune, decode(spec.tune, [0.5]));
  expect(vector.at(-1)).toBe(2);
  expect(
    JSON.stringify(z.toJSONSchema(studySchema(grown.parameters, ["excessDrawdown"], []), { io: "input" })),
  ).toContain("funding.leak");
  const complaint = () => studyOf("a.yaml", { name: "a", set: { "funding.leek": 1, "funding.leak": 9 } }, {}, grown);
  expect(complaint).toThrow(UserError);
  expect(complaint).toThrow("did you mean funding.leak?");
  expect(complaint).toThrow("found 9; expected at most 5 1/day");
});

test("no file outside the law and its tests names a gain of the loop", () => {
  const source = join(import.meta.dirname, "../../src");
  const rows = pidParameters.map(({ name }) => name).filter((name) => !/^(min|max|sensor)$/.test(name));
  const allowed = /^(control|simulate\/kernel|stability|governance)\b|study\/inert\.ts|study\/consistency\.ts/;
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !allowed.test(name),
  );
  const naming = files.filter((name) => {
    const code = readFileSync(join(source, name), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    return rows.some((row) => new RegExp(`\\.${row}"`).test(code));
  });
  expect(naming).toEqual([]);
});
