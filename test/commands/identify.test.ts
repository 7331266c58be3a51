// flyball identify: a table for people, a file that the study then reads back, and a refusal that helps.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readModels } from "../../src/study/models-file.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile, temporaryFolder } from "../study/small-study.ts";
import { flyballEach } from "./run-cli.ts";

/** The depth answers within minutes: of all channels it is the cheapest to identify. */
const set = "{ funding.law: controller, book.slots: 100, depth.structure: state, depth.sensor: depth }";

test("the models of a channel are told one by one and written to a file that the study names", () => {
  const folder = temporaryFolder();
  const study = studyFile({ set, models: "models/depth.json" });
  const plain = studyFile({ set });
  const out = join(study, "../models/depth.json");
  const [made, unknown] = flyballEach(
    [
      ["identify", plain, "--channel", "depth", "--out", out],
      ["identify", plain, "--channel", "dept", "--out", join(folder, "none.json")],
    ],
    folder,
  );
  expect(unknown).toMatchObject({ code: 2, out: "" });
  expect(unknown?.err).toContain("--channel: 1 problem\n  found dept; expected some of funding, depth, margin");

  expect(made?.code).toBe(0);
  expect(made?.err).toMatch(/^1 of 27 operating points\n[\s\S]*27 of 27 operating points\nwrote /);
  expect(made?.err).toMatch(/models: \.\.\/study-\w+\/models\/depth\.json\n$/);

  const { models } = readModels(out);
  expect(JSON.parse(readFileSync(out, "utf8"))).toEqual({ models });
  expect(new Set(models.map(({ channel, output }) => `${channel} ${output}`))).toEqual(new Set(["depth depth"]));
  const lines = (made?.out ?? "").split("\n").filter((line) => line.startsWith("depth -> depth"));
  expect(lines).toHaveLength(27);
  for (const [index, { point, order, verdict }] of models.entries()) {
    expect(lines[index]).toContain(`  ${point.name} `);
    expect(lines[index]?.endsWith(verdict.accepted ? "  accepted" : verdict.words)).toBe(true);
    if (order > 0) expect(lines[index]).toMatch(new RegExp(` (era|subspace) +${order} `));
  }
  const accepted = models.filter(({ verdict }) => verdict.accepted);
  expect(made?.out).toContain(`\n${accepted.length} of 27 models accepted`);
  expect(accepted.length).toBeGreaterThan(0);

  const { spec } = readStudy(study);
  expect(spec.models).toEqual(models.filter(({ point }) => point.name === "base, skew 0.3, depth x 1"));
});
