// flyball forecast: a profile that the study then reads back, a table for people, and refusals that help.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readStudy } from "../../src/study/study-file.ts";
import { parseYaml } from "../../src/study/yaml-file.ts";
import { studyFile } from "../study/small-study.ts";
import { flyballEach } from "./run-cli.ts";

const set =
  "{ funding.law: controller, price.volatility: 1.5, jump.rate: 0.0002, jump.deviation: 0.04, book.slots: 60, margin.feedForwardSensor: crunch, margin.feedForward: 0.05 }";
const scenarios = "{ horizon: 4 h, paths: 8, seed: 11, validation: { paths: 8 }, holdout: { paths: 8 } }";

test("the profile of a study goes back into it, to the last digit, and is not written over by chance", () => {
  const study = studyFile({ set, scenarios, forecast: "coming.yaml" });
  const out = join(dirname(study), "coming.yaml");
  const args = ["forecast", study, "--out", out];
  const [made, again] = flyballEach([args, args]);
  expect(made).toMatchObject({ code: 0, err: `wrote ${out}\n` });
  expect(made?.out).toMatch(/crunch: AUC \(95 % interval\)/);
  expect(made?.out).toContain("margin.feedForwardSensor: crunch, margin.feedForward: 0.05");
  expect(made?.out).toMatch(/closed loop on holdout, 8 paths/);
  const text = readFileSync(out, "utf8");
  expect(text).toMatch(/^# Forecast profile "coming"/);
  const written = parseYaml(out, text);
  const { spec, dataHashes } = readStudy(study);
  expect(Object.keys(dataHashes)).toEqual(["coming.yaml"]);
  const own = Object.fromEntries(Object.entries(spec.values).filter(([name]) => spec.origins[name] === "forecast"));
  expect(written).toMatchObject({ name: "coming", values: own, provenance: { study: "small" } });
  expect(Object.keys(own).length).toBeGreaterThan(10);
  expect(again).toMatchObject({ code: 2, out: "" });
  expect(again?.err).toContain("found a file of that name; expected a new name; or add --force");
});
