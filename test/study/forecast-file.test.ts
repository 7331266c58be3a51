// A forecast profile is one more layer of a study: under what the study sets, hashed, and of coefficients only.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import { sha256 } from "../../src/study/canonical.ts";
import { specHash } from "../../src/study/signature.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

/** A study that names a profile of these lines. */
function studyWith(profile: string, more: Readonly<Record<string, string>> = {}): string {
  const path = studyFile({ forecast: "coming.yaml", ...more });
  writeFileSync(join(dirname(path), "coming.yaml"), profile);
  return path;
}

function complaint(path: string): string {
  try {
    readStudy(path);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no complaint";
}

const profile =
  "name: coming\nprovenance: hand\nvalues: { crunch.intercept: -2.5, crunch.depth: -1, forecast.skewLag1: 0.9 }\n";

test("coefficients of the profile reach the study, its own values stand above them, and the file is hashed", () => {
  const { spec, dataHashes } = readStudy(studyWith(profile, { set: "{ funding.law: controller, crunch.depth: -3 }" }));
  expect(spec.forecast).toBe("coming.yaml");
  expect(spec.values["crunch.intercept"]).toBe(-2.5);
  expect(spec.values["forecast.skewLag1"]).toBe(0.9);
  expect(spec.values["crunch.depth"]).toBe(-3);
  expect(spec.origins["crunch.intercept"]).toBe("forecast");
  expect(spec.origins["crunch.depth"]).toBe("set");
  expect(dataHashes).toEqual({ "coming.yaml": sha256(profile) });
});

test("a study without a profile keeps the hash it had before there were any", () => {
  const { spec } = readStudy(studyFile());
  const { forecast: _, ...older } = spec;
  expect(spec.forecast).toBe(null);
  expect(specHash(older as typeof spec)).toBe(specHash(spec)); // a recorded spec is read without the newer key
});

test.each([
  [
    "name: a\nprovenance: b\nvalues: { funding.kp: 1 }",
    "forecast (coming.yaml) > values > funding.kp: found no coefficient of a forecaster; expected forecast.* and crunch.* only; give other parameters under `set` of the study",
  ],
  [
    "name: a\nprovenance: b\nvalues: { crunch.dept: 1 }",
    "forecast (coming.yaml) > values > crunch.dept: found no coefficient of a forecaster; expected forecast.* and crunch.* only; did you mean crunch.depth?",
  ],
  [
    "name: a\nprovenance: b\nvalue: { crunch.depth: 1 }",
    "forecast (coming.yaml) > value: no such key; did you mean values?",
  ],
  [
    "name: a\nprovenance: b\nvalues: { crunch.depth: 1e6 }",
    "forecast (coming.yaml) > values > crunch.depth: found 1000000; expected at most 1000",
  ],
])("a wrong profile is told by its place: %s", (text, words) => {
  expect(complaint(studyWith(text))).toContain(words);
});

test("a profile that is not there is told", () => {
  expect(complaint(studyFile({ forecast: "nowhere.yaml" }))).toContain("forecast (nowhere.yaml): no such file");
});
