// The forecast profile that is committed was made of the files that are committed, and its study reads it.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { forecastParameters } from "../../src/control/forecast-parameters.ts";
import { sha256 } from "../../src/study/canonical.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { parseYaml } from "../../src/study/yaml-file.ts";

const study = "configs/forecast-eth.yaml";
const profile = "configs/forecasters/eth.yaml";
const shape = z.looseObject({
  provenance: z.looseObject({ files: z.array(z.object({ name: z.string(), sha256: z.string() })) }),
});

test("every file that the profile was made of is as it was then; else make it again, as the study's head says", () => {
  const { provenance } = shape.parse(parseYaml(profile, readFileSync(profile, "utf8")));
  expect(provenance.files.map(({ name }) => name)).toContain("forecast-eth.yaml");
  for (const { name, sha256: hash } of provenance.files) {
    expect([name, sha256(readFileSync(join(dirname(study), name)))]).toEqual([name, hash]);
  }
});

test("the example study reads all coefficients of the profile", () => {
  const { spec } = readStudy(study);
  const fitted = forecastParameters.filter(({ name }) => spec.origins[name] === "forecast");
  expect(fitted).toHaveLength(forecastParameters.length);
});
